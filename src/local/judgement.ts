import type { Entailment, UnsupportedSpan } from "vouchsafe/score";
import { type ClaimWord, claimWords } from "./claim-words.ts";
import type { Reading } from "./read-row.ts";
import type { Runtime } from "./runtime.ts";

const FLAGGED = 0.5; // where LettuceDetect marks a token: the likelier of two labels

/**
 * All windows of one claim's evidence together.
 *
 * A model that judges the whole counts by the window that supports the claim best, as MiniCheck and FactCG do, and a
 * contradiction is the one seen there: windows about something else contradict whatever they like. For a model that
 * judges tokens a word is carried if any window carries it, since a claim may join what stands far apart (LettuceDetect
 * itself asks that every window carry it), and the claim is as well supported as its least supported word.
 */
export function judgement(claim: string, readings: readonly Reading[], runtime: Runtime): Entailment {
  const whole = readings.filter((reading) => reading.kind === "pair");
  const [first, ...others] = whole;
  if (first !== undefined) {
    const { supported, contradicted } = others.reduce(
      (best, one) => (one.supported > best.supported ? one : best),
      first,
    );
    return { supported, ...(contradicted !== undefined && { contradicted }) };
  }
  const byToken = readings.filter((reading) => reading.kind === "token").map(({ unsupported }) => unsupported);
  const least = byToken[0]?.map((_, token) => Math.min(...byToken.map((one) => one[token] ?? 1)));
  // Nothing was read: there was no evidence, or no claim.
  if (least === undefined) return { supported: 0 };
  const words = claimWords(claim, runtime.tokens(claim), runtime.tokens).map((word) => ({
    ...word,
    score: Math.max(0, ...least.slice(word.from, word.to)),
  }));
  return { supported: 1 - Math.max(...least), spans: spansOf(words) };
}

/** Runs of flagged words. */
function spansOf(words: readonly (ClaimWord & { readonly score: number })[]): readonly UnsupportedSpan[] {
  const spans: UnsupportedSpan[] = [];
  let isOpen = false;
  for (const { start, end, score } of words) {
    const before = isOpen ? spans.pop() : undefined;
    isOpen = score >= FLAGGED;
    if (isOpen) spans.push({ start: before?.start ?? start, end, score: Math.max(score, before?.score ?? 0) });
    else if (before !== undefined) spans.push(before);
  }
  return spans;
}
