import {
  type Claim,
  defaultGuards,
  type Finding,
  type Outcome,
  type PlainSpan,
  type Source,
  supported,
  verify,
} from "vouchsafe";
import { read } from "vouchsafe/core";
import { coverage } from "../../../src/score/coverage.ts";
import { measure } from "../../../src/score/measure.ts";
import { asText } from "../../../src/score/record/as-text.ts";
import type { ClaimFeatures } from "../../fit/rows.ts";
import { answerOf, dataSet } from "../data.ts";

/** A claim of an answer, with the features by which it is scored, and what the default chain would highlight if its score were too low. */
export interface AnswerClaim extends ClaimFeatures {
  readonly at: PlainSpan;
  /** Whether its score alone decides: it passes at the lowest threshold and fails at the highest. */
  readonly isScored: boolean;
  /** Parts of it. */
  readonly highlights: readonly PlainSpan[];
}

/** A labelled answer, taken apart once for all thresholds and models. */
export interface TakenApart {
  readonly task: string;
  readonly source: string;
  readonly length: number;
  readonly bad: boolean;
  /** Escalated whatever the threshold. */
  readonly isFlagged: boolean;
  readonly highlights: readonly PlainSpan[];
  readonly claims: readonly AnswerClaim[];
  /** Marked by people. */
  readonly marked: readonly PlainSpan[];
}

const LOWEST = Number.MIN_VALUE;
const HIGHEST = 1;

export async function answersOf(folder: string): Promise<readonly TakenApart[]> {
  const { claims, texts } = dataSet(folder, "ragtruth_answers");
  const taken: TakenApart[] = [];
  for (const row of claims) {
    const answer = answerOf(row, texts.get(row.source_id) ?? "");
    const always = await verify(answer, { guards: chain(LOWEST) });
    const scored = failed(await verify(answer, { guards: chain(HIGHEST) }));
    const flagged = failed(always);
    const draft = read(answer);
    taken.push({
      task: row.task ?? "",
      source: row.source_id,
      length: row.claim.length,
      bad: row.label === 0,
      isFlagged: always.status === "escalated",
      highlights: flagged,
      claims: draft.claims.flatMap((claim) => {
        const measured = claim.kind === "absence" ? undefined : measuredOf(claim, draft.sources, draft.question);
        if (measured === undefined) return [];
        const highlights = scored.filter((span) => overlap(span, claim.at)).map((span) => within(span, claim.at));
        const isScored = highlights.length > 0 && !flagged.some((span) => overlap(span, claim.at));
        return [{ ...measured, at: claim.at, isScored, highlights }];
      }),
      marked: row.spans ?? [],
    });
  }
  return taken;
}

const chain = (threshold: number) =>
  defaultGuards().map((guard) => (guard.name === "supported" ? supported({ threshold, figures: false }) : guard));

const overlap = (a: PlainSpan, b: PlainSpan): boolean => a.start < b.end && b.start < a.end;

const within = (span: PlainSpan, at: PlainSpan): PlainSpan => ({
  start: Math.max(span.start, at.start),
  end: Math.min(span.end, at.end),
});

/** The places of what escalated an answer. */
function failed(outcome: Outcome): readonly PlainSpan[] {
  if (outcome.status === "verified") return [];
  return outcome.escalation.findings.flatMap(({ at }: Finding) => at ?? []);
}

/** Asked of what the claim cites, or of all sources if it cites none, as the chain does. */
function measuredOf(
  { text, citations }: Claim,
  sources: readonly Source[],
  question?: string,
): ClaimFeatures | undefined {
  const cited = [...new Set(citations.flatMap((citation) => citation.sources))];
  const asked = cited.length > 0 ? cited : sources.map((_, at) => at);
  const measured = measure(text, sources, asked, question);
  if (measured === undefined) return undefined;
  const { features, given } = measured;
  return { features, given, coverage: coverage(text, sources.map(asText), asked)?.score ?? 0 };
}
