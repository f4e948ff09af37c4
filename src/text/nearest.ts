import type { Match, Source } from "../types.ts";
import { nearestText } from "./nearest-window.ts";
import { valuesOf } from "./record-text.ts";
import { wordingOf } from "./wording.ts";

/** The text of a source closest to a quotation, however far; `undefined` if they share no word. In a record, of one value. */
export function nearest(source: string | Source, quote: string): Match | undefined {
  const values = valuesOf(source);
  const own = typeof source === "string" ? source : source.text;
  const match = nearestText(wordingOf(values?.text ?? own), quote);
  if (match === undefined || values === undefined) return match;
  const [first] = values.toSource(match.span);
  return first === undefined ? undefined : { ...match, span: first.span };
}
