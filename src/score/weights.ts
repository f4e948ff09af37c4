import { lazily } from "../text/vocabulary.ts";
import type { Word } from "../text/words.ts";
import table from "./document-frequency.data.json" with { type: "json" };

/** Inverse document frequency of each stem in the background table, 0..1; a stem that is not in it is rare. */
const known = lazily((): ReadonlyMap<string, number> => new Map(Object.entries(table.weights)));
/** Words about the sources themselves or about speaking ("the passage states"): they claim nothing that a source could have. */
const REPORTING = new Set(
  "yes passag document sourc articl text context excerpt snippet provid provide stat state mention accord inform discuss describ describe explain note highlight overall additional summariz summari conclusion also emphasiz nevertheless nonetheless howev therefor thus furthermor moreov meanwhil ultimat henc consequent final instead important writ news author".split(
    " ",
  ),
);

/** How much a word says, 0..1: what a source that lacks it withholds from the claim. */
export function weightOf({ key, kind }: Word): number {
  if (kind === "number") return 1;
  if (kind === "pair") return 0.6;
  if (REPORTING.has(key)) return 0;
  return known().get(key) ?? 1;
}
