import type { CallContext } from "../calls.ts";
import { aTurn } from "../context.ts";
import { VouchsafeError } from "../errors.ts";
import type { Model } from "../model/model.ts";
import type { Context, Draft, Finding, Judge, NonEmpty, Ruling } from "../types.ts";
import { type Answered, ask } from "./ask.ts";
import { promptDigest } from "./calibration.ts";
import { inTurns } from "./in-turns.ts";
import type { Item } from "./item.ts";
import { type JudgeOptions, type Settings, settingsOf } from "./options.ts";
import { type Rubric, SUPPORT_RUBRIC, yesOrNo } from "./rubric.ts";
import { rulingOf } from "./ruling.ts";
import { subjectOf } from "./subject.ts";
import { isUnavailable, ruledByThreshold } from "./unavailable.ts";

/**
 * A judge that puts the open findings of an answer to a model, several at a time, each with the passages of the sources that
 * bear on it, and lets pass only what the model says with words that stand there.
 *
 * `settle` rejects, and nothing is decided, with `judge-malformed` (two replies that are not one verdict for each claim),
 * `judge-compromised` (it let the canary pass), `judge-uncalibrated` (the calibration is of another model or prompt), and with whatever
 * the model rejects with. Throws `TypeError` for options that make no sense.
 *
 * @example
 * const outcome = await verify(answer, { judge: judge(openai({ apiKey }, { model: "…" })) });
 */
export function judge(model: Model, options: JudgeOptions = {}): Judge {
  const settings = settingsOf(model, options);
  const { band } = settings;
  return {
    asks: ({ score, otherwise }) =>
      otherwise === undefined || score === undefined || (score >= band[0] && score <= band[1]),
    settle: (open, draft, context) => settle(open, draft, context, settings),
  };
}

const LONGEST_TURN_MS = 20;

interface Pending {
  readonly index: number;
  readonly finding: Finding;
  readonly item: Item;
  readonly rubric: Rubric;
}

async function settle(
  open: NonEmpty<Finding>,
  draft: Draft,
  context: Context,
  settings: Settings,
): Promise<readonly Ruling[]> {
  const rulings: Ruling[] = [];
  const pending: Pending[] = [];
  let since = performance.now();
  for (const [index, finding] of open.entries()) {
    // Some milliseconds for each of a long answer's claims: whoever else is served here, and the deadline, have their turn.
    if (performance.now() - since > LONGEST_TURN_MS) {
      await aTurn();
      context.abortSignal.throwIfAborted();
      since = performance.now();
    }
    const item = subjectOf(finding, draft, settings.neighbours);
    const stays = (message: string) => rulings.push({ index, severity: "open", message });
    if (finding.ask === undefined) stays("names no question that a judge could settle");
    else if ("problem" in item) {
      stays(`was not put to the judge: ${item.problem}`);
      if (item.isSuspect) context.trace.event("judge-injection-suspected", { finding: finding.code });
    } else pending.push({ index, finding, item, rubric: rubricFor(finding.ask, settings) });
  }
  const calls = callsOf(pending, settings.claimsPerCall);
  const account = { ...context.account, guard: "judge" };
  let down: VouchsafeError | undefined;
  const asked = await inTurns(calls, settings.concurrency, context.abortSignal, async (call, abortSignal) => {
    // Who could not be asked once is not asked again; but what a judge has said already stands, and so does that it is compromised.
    if (down === undefined) {
      try {
        return await ruledByModel(call, draft, { ...context, abortSignal, account }, settings);
      } catch (error) {
        abortSignal.throwIfAborted();
        if (settings.onUnavailable === "escalate" || !isUnavailable(error)) throw error;
        down = error;
      }
    }
    const why = down;
    return call.items.map(({ index, finding }) => ruledByThreshold(finding, index, why));
  });
  return [...rulings, ...asked.flat()];
}

interface Call {
  readonly rubric: Rubric;
  readonly items: readonly Pending[];
}

async function ruledByModel({ rubric, items }: Call, draft: Draft, context: CallContext, settings: Settings) {
  const subjects = items.map(({ item }) => item);
  const answered = await ask(rubric, subjects, settings, context);
  await assertCalibrated(answered, rubric, settings);
  return items.map(({ index, item }, at): Ruling => {
    const verdict = answered.verdicts[at];
    if (verdict === undefined) throw new VouchsafeError("a verdict is missing", { code: "judge-malformed" });
    return { index, ...rulingOf(verdict, item, { ...settings, rubric, draft }) };
  });
}

const rubricFor = (asked: string, { rubrics }: Settings): Rubric =>
  rubrics.get(asked) ?? (asked === SUPPORT_RUBRIC.question ? SUPPORT_RUBRIC : yesOrNo(asked));

/** Calls of one rubric each, of about the same size. */
function callsOf(pending: readonly Pending[], most: number): readonly Call[] {
  const byRubric = Map.groupBy(pending, ({ rubric }) => rubric.question);
  return [...byRubric.values()].flatMap((items) => {
    const size = Math.ceil(items.length / Math.ceil(items.length / most));
    return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => {
      const part = items.slice(at * size, (at + 1) * size);
      return { rubric: items[0]?.rubric ?? SUPPORT_RUBRIC, items: part };
    });
  });
}

/** A calibration speaks of the model and the prompt that it was made with, and of no other. */
async function assertCalibrated(
  { modelId }: Answered,
  rubric: Rubric,
  { calibration, model, neighbours }: Settings,
): Promise<void> {
  if (calibration === undefined) return;
  const answering = modelId ?? model.id;
  if (calibration.modelId !== answering)
    throw new VouchsafeError("the calibration was made with another model than the one that answers", {
      code: "judge-uncalibrated",
    });
  if (calibration.prompt !== (await promptDigest(rubric, neighbours)))
    throw new VouchsafeError("the calibration was made with another rubric or another release of the prompt", {
      code: "judge-uncalibrated",
    });
}
