import { read } from "vouchsafe/core";
import { support } from "vouchsafe/score";
import { answerOf, dataSet, withoutMarkers } from "./data.ts";
import type { Scored } from "./metrics.ts";

/** A labelled sentence with the lowest score of its claims; 1 if it makes none that words could cover. */
export interface ScoredSentence extends Scored {
  readonly task: string;
}

/** One public data set, each row scored as `supported` would score it. */
export function sentenceScores(folder: string, set: string): readonly ScoredSentence[] {
  const { claims, texts } = dataSet(folder, set);
  return claims.map((row) => {
    const whole = { ...row, claim: withoutMarkers(row.claim) };
    const draft = read(answerOf(whole, texts.get(row.source_id) ?? ""));
    const asked = draft.sources.map((_, source) => source);
    const scores = draft.claims
      .filter(({ kind }) => kind !== "absence")
      .map(
        ({ text }) =>
          support(text, draft.sources, { asked, ...(draft.question === undefined ? {} : { question: draft.question }) })
            .score,
      );
    return { task: row.task ?? "", label: row.label, score: Math.min(1, ...scores) };
  });
}
