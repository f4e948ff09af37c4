import { trimQuote } from "../text/locate/trim-quote.ts";
import { lowerBound } from "../text/lower-bound.ts";
import { normalise } from "../text/normalise.ts";
import { sentenceEnds } from "../text/sentences.ts";
import { type Marker, markersTouching } from "./marker.ts";
import type { Quoted } from "./quotations.ts";

/**
 * The quotations that do not merely repeat the question: those are the user's own words. One that a marker cites says
 * that a source has these words, whoever said them first: right behind it, in or around it, or spoken in its sentence.
 */
export function withoutQuestion(
  answer: string,
  question: string | undefined,
  quoted: readonly Quoted[],
  markers: readonly Marker[],
): readonly Quoted[] {
  if (question === undefined || quoted.length === 0) return quoted;
  const asked = normalise(question).text;
  const ends = [...sentenceEnds(answer, 0, answer.length)];
  const sentenceOf = (at: number): number => lowerBound(ends.length, (one) => (ends[one] ?? 0) <= at);
  const spoken = markers.filter((marker) => marker.spoken).map(({ start }) => sentenceOf(start));
  const wrapping = markers.flatMap(({ wraps }) => (wraps === undefined ? [] : [wraps]));
  const isCited = ({ start, end }: Quoted): boolean => {
    if (markersTouching(markers, start, end + FARTHEST).some((marker) => isBehind(answer, end, marker.start)))
      return true;
    const around = wrapping[lowerBound(wrapping.length, (at) => (wrapping[at]?.[1] ?? 0) < end)];
    if (around !== undefined && around[0] <= start) return true;
    const said = spoken[lowerBound(spoken.length, (at) => (spoken[at] ?? 0) < sentenceOf(start))];
    return said !== undefined && said <= sentenceOf(end - 1);
  };
  // A question that is named as one claims nothing, in whatever words it repeats the user's.
  const isNamed = ({ start, end }: Quoted): boolean =>
    QUESTION.test(answer.slice(Math.max(0, start - NAMED), start)) && ASKING.test(answer.slice(start, end));
  return quoted.filter(
    (one) =>
      !isNamed(one) &&
      (!asked.includes(normalise(trimQuote(answer.slice(one.start, one.end))).text.trim()) || isCited(one)),
  );
}

const NAMED = 16; // units before a quotation in which "question" names it
const QUESTION = /\bquestion\W{0,4}$/i;
const ASKING = /[?？؟][^\p{L}\p{N}]{0,3}$/u;

const FARTHEST = 32; // units between what is quoted and its marker: closing marks and tags

/** Between a quotation and the marker that cites it: closing marks and tags, punctuation, white space. */
const BETWEEN = /^(?:<\/(?:q|blockquote)>|&[lr]dquo;|&quot;|[^\p{L}\p{N}<>&[\]])*>?$/u;

const isBehind = (answer: string, end: number, start: number): boolean =>
  start <= end || BETWEEN.test(answer.slice(end, start));
