import { verify } from "vouchsafe";
import type { JudgedAnswer } from "./judged-answers.ts";
import { median, quantile } from "./metrics.ts";

const PASSES = 5;

/** Milliseconds an answer: the median of five passes of each pass's median and 99th percentile. */
export interface AnswerTimes {
  readonly answers: number;
  /** Sources never seen before. */
  readonly fresh: { readonly median: number; readonly p99: number };
  /** Sources already prepared, as when many answers are drawn from one handbook. */
  readonly known: { readonly median: number; readonly p99: number };
}

/**
 * One answer for each source, so that no answer profits from the one before. Each pass adds a line break more to the
 * sources: the same words, and a text that the library has not seen. Then the same answers once more.
 */
export async function answerTimes(judged: readonly JudgedAnswer[]): Promise<AnswerTimes> {
  const groups = Map.groupBy(judged, ({ source }) => source);
  // A different one in turn, since the first answer to every prompt comes from one and the same model.
  const answers = [...groups.values()].flatMap((group, at) => group[at % group.length]?.answer ?? []);
  const fresh: number[][] = [];
  const known: number[][] = [];
  for (let pass = 1; pass <= PASSES; pass += 1) {
    const inputs = answers.map((answer) => ({
      ...answer,
      sources: answer.sources.map((source) => ({ ...source, text: source.text + "\n".repeat(pass) })),
    }));
    for (const times of [fresh, known]) {
      const own: number[] = [];
      for (const input of inputs) {
        const started = performance.now();
        await verify(input);
        own.push(performance.now() - started);
      }
      times.push(own);
    }
  }
  const over = (passes: readonly (readonly number[])[], share: number): number =>
    median(passes.map((times) => quantile(times, share)));
  return {
    answers: answers.length,
    fresh: { median: over(fresh, 0.5), p99: over(fresh, 0.99) },
    known: { median: over(known, 0.5), p99: over(known, 0.99) },
  };
}
