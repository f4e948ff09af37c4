import { languageOf, languagesDiffer } from "../text/language.ts";
import type { Source } from "../types.ts";

/** Whether a claim, or where it is too short to tell its answer, is written in another language than all sources asked. */
export function isForeign(
  claim: string,
  answer: string,
  sources: readonly Source[],
  asked: readonly number[],
): boolean {
  const own = languageOf(claim) ?? languageOf(answer);
  const others = asked
    .map((source) => languageOf(sources[source]?.text ?? ""))
    .filter((language) => language !== undefined);
  return others.length > 0 && others.every((language) => languagesDiffer(own, language));
}
