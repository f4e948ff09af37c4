import { randomFrom } from "../metrics.ts";
import { plantedIn } from "./quotes.ts";
import { fieldAt, type Stage } from "./stage.ts";

/** The least edit distance of a quotation from any part of a text: Sellers' table, column by column. */
export function leastDistance(text: string, quote: string): number {
  let column = Uint16Array.from({ length: quote.length + 1 }, (_, row) => row);
  let next = new Uint16Array(column.length);
  let least = quote.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    next[0] = 0; // a part may begin anywhere
    for (let row = 1; row < column.length; row += 1) {
      const diagonal = (column[row - 1] ?? 0) + (quote.charCodeAt(row - 1) === unit ? 0 : 1);
      next[row] = Math.min(diagonal, (column[row] ?? 0) + 1, (next[row - 1] ?? 0) + 1);
    }
    least = Math.min(least, next[quote.length] ?? least);
    [column, next] = [next, column];
  }
  return least;
}

/** Prints whether edited quotations are as far from their text as they say. */
export function plantedEdits(stage: Stage): void {
  const field = fieldAt(stage, stage.settings.page, 300);
  let [all, nearer] = [0, 0];
  for (const kind of ["2 % edits", "10 % edits"] as const) {
    const quotes = plantedIn(field, { of: kind, units: 80, count: stage.settings.planted, random: randomFrom(17) });
    for (const { quote, edits = 0 } of quotes) {
      const least = leastDistance(field.text.toLowerCase(), quote.toLowerCase());
      if (least > edits) throw new Error(`${least} edits, not ${edits}, in "${quote}"`);
      all += 1;
      if (least < edits) nearer += 1;
    }
  }
  console.log(
    `\nAll of ${all} edited quotations are at the stated distance from their place; ${nearer} are nearer to a part of the ` +
      "text that leaves out an edit at an end.",
  );
}
