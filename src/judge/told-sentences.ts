import { TELLING, wantedOf } from "../score/align/wanted.ts";
import { isForeign } from "../score/foreign.ts";
import type { Wording } from "../text/wording.ts";
import { marksIn } from "./reader-words.ts";

const RELATED = 0.2; // share of a claim's words, by weight, that a sentence with marks must have to be told
const FRAGMENT = 3; // words: less is a heading, or the beginning of something else

/**
 * Whether a judge is told a sentence: what tells something of the claim is, and what stands beside it, but not where it seems to
 * be about judging or to ask for something and has hardly a word of the claim. So an instruction that stands beside the evidence
 * stays away from the judge, in whatever words, if only it is recognisable as one; what is lost is a neighbour.
 */
export function toldSentences(claim: string, wording: Wording, neighbours: boolean): (sentence: number) => boolean {
  const { keys, weights, total } = wantedOf(claim);
  const wanted = new Map(keys.map((key, at) => [key, weights[at] ?? 0]));
  return (sentence) => {
    const [from, to] = wording.sentences[sentence] ?? [0, 0];
    const own = wording.words.slice(from, to);
    const shared = new Set(own.flatMap(({ key }) => ((wanted.get(key) ?? 0) >= TELLING ? [key] : [])));
    let weight = 0;
    for (const key of shared) weight += wanted.get(key) ?? 0;
    if (total > 0 && weight >= RELATED * total) return true;
    if (!neighbours) return false;
    const text = wording.text.slice(own[0]?.start ?? 0, wording.words[to]?.start ?? wording.text.length);
    if (marksIn(text) > 0) return false;
    if (shared.size > 0) return true;
    return own.length >= FRAGMENT && !isForeign(text, text, [{ id: "", text: claim }], [0]);
  };
}
