import { codes, type Outcome, verify } from "vouchsafe";
import { answerOf, dataSet, type LabelledAnswer } from "./data.ts";
import { type Decision, unitsOutside } from "./metrics.ts";

/** One labelled answer with what the default chain said of it. */
export interface JudgedAnswer extends Decision {
  readonly answer: LabelledAnswer;
  readonly task: string;
  readonly source: string;
  /** Escalated because it says that it cannot answer: neither a false alarm nor a catch. */
  readonly unanswered: boolean;
  /** The codes among the findings that escalated it, each once. */
  readonly codes: readonly string[];
  /** Spans that people marked as not supported, each place once. */
  readonly spans: number;
  readonly marked: number;
  /** Of the marked units, those that lie in no claim. */
  readonly outside: number;
}

export async function judgedAnswers(folder: string): Promise<readonly JudgedAnswer[]> {
  const { claims, texts } = dataSet(folder, "ragtruth_answers");
  const judged: JudgedAnswer[] = [];
  for (const row of claims) {
    const answer = answerOf(row, texts.get(row.source_id) ?? "");
    const outcome = await verify(answer);
    const places = new Map((row.spans ?? []).map((span) => [`${span.start}-${span.end}`, span]));
    judged.push({
      answer,
      task: row.task ?? "",
      source: row.source_id,
      bad: row.label === 0,
      flagged: outcome.status === "escalated",
      unanswered: reasonOf(outcome) === "unanswered",
      codes: outcome.status === "escalated" ? [...new Set(codes(outcome))] : [],
      spans: places.size,
      ...unitsOutside(
        [...places.values()],
        outcome.claims.map(({ at }) => at),
      ),
    });
  }
  return judged;
}

const reasonOf = (outcome: Outcome): string | undefined =>
  outcome.status === "escalated" ? outcome.escalation.reason : undefined;
