import type { Calibration } from "./calibration.ts";

/** In plain words: what a calibration promises, or that it promises nothing and what is lacking. One paragraph. */
export function describeCalibration({ threshold, guarantee, labels }: Calibration): string {
  const { supported, unsupported, answers } = labels;
  const made = `Made of ${count(supported + unsupported, "claim")} of ${count(answers, "answer")}, ${supported} supported and ${unsupported} not.`;
  if (guarantee === undefined) {
    const oneKind =
      supported === 0 || unsupported === 0 ? " The labels are all of one kind, so it is the one it began with." : "";
    return `Claims are released from a score of ${round(threshold ?? 1)} on, the best balance of both errors; no guarantee.${oneKind} ${made}`;
  }
  const { risk, confidence } = guarantee;
  const promise = `wrong at most ${percent(risk)} of the time, with ${percent(confidence)} confidence`;
  if (guarantee.status === "holds") {
    const { wrong } = guarantee;
    return `Claims released from a score of ${round(threshold ?? 1)} on are ${promise}, as long as answers come as the labelled ones did: one claim drawn of each of ${count(guarantee.answers, "answer")} was wrong in ${wrong}. ${made}`;
  }
  const remedy =
    guarantee.lacking === undefined
      ? "Of the answers with the best scores too many are wrong, and more labels would not change that: a higher risk might be proven"
      : `About ${guarantee.lacking} more labelled ${guarantee.lacking === 1 ? "answer" : "answers"} of the same kind would do, if no more of them go wrong`;
  return `These labels do not prove that released claims are ${promise}, so nothing is released. ${remedy}. ${made}`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
const percent = (share: number): string => `${Number((100 * share).toFixed(4))} %`;
const round = (score: number): string => String(Number(score.toFixed(3)));
