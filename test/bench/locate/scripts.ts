import { readFileSync } from "node:fs";
import { percent, table } from "../markdown.ts";
import { randomFrom } from "../metrics.ts";
import { ours } from "./ours.ts";
import { approx } from "./peers.ts";
import { pseudoProse, type WordLists } from "./pseudo-prose.ts";
import { CASES, casesFor, fieldOf, plantedIn } from "./quotes.ts";
import { isExact, isRight } from "./right.ts";
import type { Stage } from "./stage.ts";

const LENGTHS = [20, 80];

/** Right places in texts of other scripts: sentences of words drawn from a list, so that they mean nothing. */
export function scripts({ settings, prose }: Stage): void {
  const lists = JSON.parse(readFileSync(new URL("./scripts.data.json", import.meta.url), "utf8")) as WordLists;
  const texts = [
    ["Latin", prose.sentences.slice(0, 150).join(" ")] as const,
    ...Object.keys(lists).map((script) => [script, pseudoProse(lists, script, settings.page)] as const),
  ];
  const count = Math.ceil(settings.planted / 2);
  const rows = texts.flatMap(([script, text], number) => {
    const field = fieldOf(text);
    const find = ours.prepare(text);
    return LENGTHS.flatMap((length) => {
      const cells = CASES.map((of) => {
        if (!casesFor(length).includes(of)) return ["–", "–"];
        const quotes = plantedIn(field, { of, units: length, count, random: randomFrom(500 + number + length) });
        const own = quotes.map((one) => ({ one, found: find(one.quote) }));
        const theirs = quotes.filter((one) => isRight(text, one, approx.cold(text, one.quote))).length;
        const right = own.filter(({ one, found }) => isRight(text, one, found)).length;
        const strict = own.filter(({ one, found }) => isExact(one, found)).length;
        if (process.argv.includes("--list"))
          for (const { one, found } of own)
            if (!isRight(text, one, found)) console.error(JSON.stringify({ script, of, quote: one.quote, found }));
        return [`${percent(right / count)} (${percent(strict / count)})`, percent(theirs / count)];
      });
      return [
        [`${script}, ${length} characters`, ...cells.map(([own = ""]) => own)],
        ...(length === 80 ? [["approx-string-match", ...cells.map(([, theirs = ""]) => theirs)]] : []),
      ];
    });
  });
  console.log(`\n## Other scripts: right places (both ends equal), ${count} quotations a cell\n`);
  console.log("Latin: prose; the others: words drawn at random from a list of some hundred in each script.\n");
  console.log(table(["", ...CASES], rows));
}
