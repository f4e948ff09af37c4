import type { Match, Source } from "../types.ts";
import { nearestText } from "./fuzzy.ts";
import { prepare } from "./prepared.ts";

/** The text of a source closest to a quotation, however far; `undefined` if they share no word. */
export function nearest(source: string | Source, quote: string): Match | undefined {
  return nearestText(prepare(typeof source === "string" ? source : source.text), quote);
}
