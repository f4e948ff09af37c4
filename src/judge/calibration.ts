import { type Calibration, parseCalibration } from "../score/calibrate/calibration.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { hexOf, sha256 } from "./chance.ts";
import type { Verdict } from "./item.ts";
import { PROMPT_VERSION } from "./prompt.ts";
import { passes, type Rubric } from "./rubric.ts";

/** What labelled claims say of one judge: plain data, to be stored as JSON. */
export interface JudgeCalibration {
  readonly version: 1;
  /** The model that it was made with, as its provider reported it, or as it was asked for where none did. */
  readonly modelId: string;
  /** Hexadecimal SHA-256 of the rubric, of what is shown with a claim, and of the version of the prompt. */
  readonly prompt: string;
  /** From the score of a verdict (`scoreOf`) to a probability and a threshold. */
  readonly calibration: Calibration;
}

/** What a judge is asked, and how: another rubric, other passages or another release of the prompt give another digest. */
export async function promptDigest(rubric: Rubric, neighbours: boolean): Promise<string> {
  return hexOf(await sha256(JSON.stringify([PROMPT_VERSION, rubric, neighbours])));
}

/** 0..1: the confidence of a verdict, as one number that rises from "surely not" over "cannot tell" to "surely". */
export function scoreOf({ label, confidence }: Verdict, rubric: Rubric): number {
  return passes(rubric, label) ? 0.5 + confidence / 200 : 0.5 - confidence / 200;
}

/** The value as a calibration of a judge, copied. Throws `TypeError` that names the first thing wrong with it. */
export function parseJudgeCalibration(value: unknown): JudgeCalibration {
  assertKnown(value, ["version", "modelId", "prompt", "calibration"], "calibration");
  const { version, modelId, prompt, calibration } = value as { readonly [name: string]: unknown };
  if (version !== 1) throw mistake("calibration.version", "be 1: make it anew from the labels", version);
  if (typeof modelId !== "string" || modelId === "") throw mistake("calibration.modelId", "name a model", modelId);
  if (typeof prompt !== "string" || !DIGEST.test(prompt)) throw mistake("calibration.prompt", "be a digest", prompt);
  return { version, modelId, prompt, calibration: parseCalibration(calibration) };
}

const DIGEST = /^[0-9a-f]{64}$/;
