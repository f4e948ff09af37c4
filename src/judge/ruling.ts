import { isReleased, probabilityOf } from "../score/calibrate/calibration.ts";
import type { Draft, Ruling } from "../types.ts";
import { type JudgeCalibration, scoreOf } from "./calibration.ts";
import { checkQuote } from "./check-quote.ts";
import type { Item, Verdict } from "./item.ts";
import { passes, type Rubric } from "./rubric.ts";

export interface RulingSettings {
  readonly rubric: Rubric;
  readonly draft: Draft;
  readonly minConfidence: number;
  readonly calibration?: JudgeCalibration | undefined;
}
type Ruled = Omit<Ruling, "index">;

/**
 * The ruling that follows from a verdict. A label that passes is a note only with the confidence and, where the rubric asks for
 * one, with a quotation that stands where it should; else the finding stays open. One that does not pass blocks, given the confidence.
 */
export function rulingOf(verdict: Verdict, item: Item, settings: RulingSettings): Ruled {
  const { rubric, draft, minConfidence, calibration } = settings;
  const { label, confidence } = verdict;
  const means = rubric.labels.find(({ name }) => name === label);
  const said = `the judge says "${label}" (${confidence} of 100)`;
  const isSure = calibration === undefined ? confidence >= minConfidence : true;
  if (!isSure) return { severity: "open", message: `${said}: too unsure to count` };
  if (means === undefined || !passes(rubric, label))
    return { severity: "block", message: `${said}: ${REASONS[label] ?? "it does not pass"}` };
  const score =
    calibration === undefined ? confidence / 100 : probabilityOf(calibration.calibration, scoreOf(verdict, rubric));
  if (calibration !== undefined && !isReleased(calibration.calibration, scoreOf(verdict, rubric)))
    return {
      severity: "open",
      message: `${said}: by its calibration that is right in ${Math.floor(score * 100)} % of cases, too few to count`,
    };
  if (means.quote !== true) return { severity: "note", message: said };
  const checked = checkQuote(verdict.quote, item, draft.sources);
  if ("problem" in checked) return { severity: "open", message: `${said}, but quotes ${checked.problem}` };
  return { severity: "note", message: said, evidence: [{ ...checked.evidence, score }] };
}

const REASONS: { readonly [label: string]: string } = {
  partial: "the sources state only a part of it",
  contradicted: "the sources say otherwise",
  not_found: "the sources do not say it",
};
