import { mistake } from "../../text/mistake.ts";
import { isShare } from "./case.ts";
import type { Guarantee } from "./guarantee.ts";
import { type ProbabilityMap, probabilityAt } from "./probability-map.ts";

/** What labelled cases say about scores: plain data, to be stored as JSON. `parseCalibration` reads it back. */
export interface Calibration {
  readonly version: 1;
  /** A claim is released from this score on, 0..1. Absent: the labels prove no threshold, so nothing is. */
  readonly threshold?: number;
  readonly map: ProbabilityMap;
  readonly labels: { readonly supported: number; readonly unsupported: number; readonly answers: number };
  /** Present where a risk was aimed at. */
  readonly guarantee?: Guarantee;
}

/** Whether a claim of this score is released. Nothing is where no threshold was proven. */
export function isReleased({ threshold }: Calibration, score: number): boolean {
  return threshold !== undefined && score >= threshold;
}

/** How likely a claim of this score is supported, 0..1: never falls as the score rises. Throws `TypeError` for no score. */
export function probabilityOf({ map }: Calibration, score: number): number {
  if (!isShare(score)) throw mistake("score", "be a number from 0 to 1", score);
  return probabilityAt(map, score);
}

/** The value as a calibration, copied. Throws `TypeError` that names the first thing wrong with it. */
export function parseCalibration(value: unknown): Calibration {
  const fields = fieldsOf(value, "calibration", ["version", "map", "labels"], ["threshold", "guarantee"]);
  const { version, threshold, map, labels, guarantee } = fields;
  if (version !== 1) throw mistake("calibration.version", "be 1: make it anew from the labels", version);
  if (threshold !== undefined) assertShare("calibration.threshold", threshold);
  const parsed = guarantee === undefined ? undefined : parseGuarantee(guarantee);
  const isProven = parsed?.status !== "none";
  if (isProven !== (threshold !== undefined))
    throw mistake("calibration.threshold", isProven ? "be there" : "be absent where nothing is proven", threshold);
  return {
    version,
    ...(threshold === undefined ? {} : { threshold: threshold as number }),
    map: parseMap(map),
    labels: parseLabels(labels),
    ...(parsed === undefined ? {} : { guarantee: parsed }),
  };
}

function parseMap(value: unknown): ProbabilityMap {
  const field = "calibration.map";
  if (!Array.isArray(value) || value.length === 0) throw mistake(field, "be a list of score and probability", value);
  let before: readonly [number, number] | undefined;
  return value.map((knot: unknown, at) => {
    const name = `${field}[${at}]`;
    if (!Array.isArray(knot) || knot.length !== 2) throw mistake(name, "be a score and a probability", knot);
    const [score, probability]: readonly unknown[] = knot;
    assertShare(`${name}[0]`, score);
    assertShare(`${name}[1]`, probability);
    if (before !== undefined && score <= before[0]) throw mistake(`${name}[0]`, "rise", score);
    if (before !== undefined && probability < before[1]) throw mistake(`${name}[1]`, "not fall", probability);
    before = [score, probability];
    return before;
  });
}

function parseLabels(value: unknown): Calibration["labels"] {
  const names = ["supported", "unsupported", "answers"] as const;
  const fields = fieldsOf(value, "calibration.labels", names, []);
  const count = (name: (typeof names)[number]): number => countOf(`calibration.labels.${name}`, fields[name]);
  return { supported: count("supported"), unsupported: count("unsupported"), answers: count("answers") };
}

function parseGuarantee(value: unknown): Guarantee {
  const field = "calibration.guarantee";
  const status = (value as { readonly status?: unknown } | null)?.status;
  if (status !== "holds" && status !== "none") throw mistake(`${field}.status`, 'be "holds" or "none"', status);
  const holds = status === "holds";
  const needed = ["status", "risk", "confidence", ...(holds ? ["answers", "wrong", "atMost"] : [])];
  const fields = fieldsOf(value, field, needed, holds ? [] : ["lacking"]);
  const { risk, confidence, atMost, lacking } = fields;
  for (const [name, share] of Object.entries(holds ? { risk, confidence, atMost } : { risk, confidence }))
    assertShare(`${field}.${name}`, share);
  const aim = { risk: risk as number, confidence: confidence as number };
  if (!holds)
    return { ...aim, status, ...(lacking === undefined ? {} : { lacking: countOf(`${field}.lacking`, lacking) }) };
  if ((atMost as number) > aim.risk) throw mistake(`${field}.atMost`, "be at most the risk", atMost);
  const [answers, wrong] = [countOf(`${field}.answers`, fields.answers), countOf(`${field}.wrong`, fields.wrong)];
  return { ...aim, status, answers, wrong, atMost: atMost as number };
}

/** The fields of an object that has all that are needed and none but those that are known. */
function fieldsOf(
  value: unknown,
  field: string,
  needed: readonly string[],
  optional: readonly string[],
): { readonly [name: string]: unknown } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw mistake(field, "be an object", value);
  const absent = needed.find((name) => !Object.hasOwn(value, name));
  if (absent !== undefined) throw mistake(`${field}.${absent}`, "be there", undefined);
  const known = [...needed, ...optional];
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw mistake(field, `have only ${known.join(", ")}`, unknown);
  return { ...value };
}

function assertShare(field: string, value: unknown): asserts value is number {
  if (!isShare(value)) throw mistake(field, "be a number from 0 to 1", value);
}

function countOf(field: string, value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw mistake(field, "be a whole number from 0", value);
  return value as number;
}
