import type { CallContext } from "../calls.ts";
import { VouchsafeError } from "../errors.ts";
import type { Model } from "../model/model.ts";
import { read } from "../read/read.ts";
import { type CalibrateOptions, calibrate } from "../score/calibrate/calibrate.ts";
import type { CalibrationCase } from "../score/calibrate/case.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import type { SourceInput } from "../types.ts";
import { ask } from "./ask.ts";
import { type JudgeCalibration, promptDigest, scoreOf } from "./calibration.ts";
import { checkQuote } from "./check-quote.ts";
import { inTurns } from "./in-turns.ts";
import type { Item } from "./item.ts";
import { type JudgeOptions, settingsOf } from "./options.ts";
import { passes, SUPPORT_RUBRIC } from "./rubric.ts";
import { itemOf } from "./subject.ts";

/** A claim that people have labelled. */
export interface LabelledClaim {
  readonly claim: string;
  readonly sources: readonly SourceInput[];
  /** Whether its sources carry it, as people say. */
  readonly supported: boolean;
  /** The answer or document it is of: claims of one group are not independent. Absent: a group of its own. */
  readonly group?: string;
}
export interface CalibrateJudgeOptions
  extends CalibrateOptions,
    Pick<JudgeOptions, "claimsPerCall" | "concurrency" | "canary" | "neighbours" | "maxOutputTokens" | "secret"> {
  readonly context?: CallContext;
}

const THRESHOLD = 0.75; // "supported" with a confidence of 50: what holds without a calibration

/**
 * What a judge's confidence is worth on labelled claims: from it a probability, and the threshold from which it is believed. Asks
 * the model about every claim, as `judge` would. Claims that it lets pass with a quotation that is not there teach nothing: those are never let
 * pass.
 *
 * Rejects as a judge does, and with `judge-uncalibrated` if more than one model answers, or none of the claims can be put to it.
 */
export async function calibrateJudge(
  model: Model,
  claims: readonly LabelledClaim[],
  options: CalibrateJudgeOptions = {},
): Promise<JudgeCalibration> {
  const { aim, threshold = THRESHOLD, context = {}, ...asking } = options;
  assertKnown(asking, ["claimsPerCall", "concurrency", "canary", "neighbours", "maxOutputTokens", "secret"]);
  const settings = settingsOf(model, asking);
  if (!Array.isArray(claims) || claims.length === 0)
    throw mistake("claims", "be an array of at least one labelled claim", claims);
  const rows = claims.flatMap((labelled) => rowOf(labelled, settings.neighbours));
  const size = settings.claimsPerCall;
  const calls = Array.from({ length: Math.ceil(rows.length / size) }, (_, at) =>
    rows.slice(at * size, (at + 1) * size),
  );
  const abortSignal = context.abortSignal ?? new AbortController().signal;
  const answered = await inTurns(calls, settings.concurrency, abortSignal, async (part, signal) => {
    const items = part.map(({ item }) => item);
    const account = { ...context.account, guard: "judge" };
    const { verdicts, modelId } = await ask(SUPPORT_RUBRIC, items, settings, {
      ...context,
      abortSignal: signal,
      account,
    });
    const cases = part.flatMap(({ item, labelled, sources }, at): readonly CalibrationCase[] => {
      const verdict = verdicts[at];
      if (verdict === undefined) return [];
      if (passes(SUPPORT_RUBRIC, verdict.label) && "problem" in checkQuote(verdict.quote, item, sources)) return [];
      const { supported, group } = labelled;
      return [{ score: scoreOf(verdict, SUPPORT_RUBRIC), supported, ...(group === undefined ? {} : { group }) }];
    });
    return { cases, modelId: modelId ?? model.id };
  });
  const [modelId, ...others] = new Set(answered.map((one) => one.modelId));
  const cases = answered.flatMap((one) => one.cases);
  if (modelId === undefined || others.length > 0 || cases.length === 0)
    throw new VouchsafeError(
      others.length > 0 ? "more than one model answered" : "no claim could be put to the judge",
      {
        code: "judge-uncalibrated",
      },
    );
  const calibration = calibrate(cases, { ...(aim === undefined ? {} : { aim }), threshold });
  return { version: 1, modelId, prompt: await promptDigest(SUPPORT_RUBRIC, settings.neighbours), calibration };
}

function rowOf(labelled: LabelledClaim, neighbours: boolean) {
  const { sources } = read({ answer: labelled.claim, sources: labelled.sources });
  const item: Item | { readonly problem: string } = itemOf(
    { text: labelled.claim, citations: [] },
    {},
    { sources },
    neighbours,
  );
  return "problem" in item ? [] : [{ item, labelled, sources }];
}
