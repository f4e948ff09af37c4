import type { Model } from "../model/model.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { BAND } from "./band.ts";
import type { JudgeCalibration } from "./calibration.ts";
import { parseJudgeCalibration } from "./calibration.ts";
import { newSecret } from "./chance.ts";
import { assertRubric, type Rubric } from "./rubric.ts";

export interface JudgeOptions {
  /** By the `ask` of a finding, whole. Default: that of `supported` for what it asks, yes or no for all else. */
  readonly rubrics?: { readonly [ask: string]: Rubric };
  /** Claims of one call. Default: 10; more are asked in calls of about the same size. */
  readonly claimsPerCall?: number;
  /** Calls at a time. Default: 4. */
  readonly concurrency?: number;
  /**
   * How often a claim rides along that every honest judge rejects, 0..1. Default: 1, always. What a judge says that lets it
   * pass counts for nothing.
   */
  readonly canary?: number;
  /**
   * Whether the sentences beside the evidence are shown, where they do not seem to be about judging. Default: true. Without, a judge reads only
   * sentences that have a fifth of a claim's words, so that what else stands in a source cannot speak to it; and what a neighbour would have told it, it misses.
   */
  readonly neighbours?: boolean;
  /** A verdict of less confidence, 0..100, leaves its finding open. Default: 50. A calibration takes its place. */
  readonly minConfidence?: number;
  /** What `calibrateJudge` made for this model and this prompt; for another one nothing is settled. */
  readonly calibration?: JudgeCalibration;
  /**
   * The scores of a finding, 0..1, between which the judge is asked, both included; beyond, the guard's own threshold decides, at no cost.
   * Default: `[0.2, 0.8]`, which keeps two claims in three from a judge (`BAND`). `"always"`: whatever the score.
   */
  readonly band?: readonly [from: number, to: number] | "always";
  /**
   * What becomes of open findings where the model cannot be asked (down, over budget). Default: they stay undecided. `"rules"`: the guard's own
   * threshold decides those that were not asked. A judge that answered, refused, cannot be read or is compromised is never replaced.
   */
  readonly onUnavailable?: "escalate" | "rules";
  /** Of a call. Default: by the number of its claims, and 4,000 for thoughts: a budget puts aside as much. */
  readonly maxOutputTokens?: number;
  /**
   * What fences, ids, order and canaries are drawn from, with all that is asked: with a secret of your own, kept secret, the
   * same question is the same prompt in every process, so that a cache or a recording can answer it. Default: drawn anew.
   */
  readonly secret?: string;
}

export interface Settings {
  readonly model: Model;
  readonly rubrics: ReadonlyMap<string, Rubric>;
  readonly claimsPerCall: number;
  readonly concurrency: number;
  readonly canary: number;
  readonly neighbours: boolean;
  readonly minConfidence: number;
  readonly calibration?: JudgeCalibration;
  readonly band: readonly [from: number, to: number];
  readonly onUnavailable: "escalate" | "rules";
  readonly maxOutputTokens?: number;
  readonly secret: string;
}

const NAMES = [
  "rubrics",
  "claimsPerCall",
  "concurrency",
  "canary",
  "neighbours",
  "minConfidence",
  "calibration",
  "band",
  "onUnavailable",
  "maxOutputTokens",
  "secret",
];

/** The options with their defaults, copied. Throws `TypeError` for what makes no sense. */
export function settingsOf(model: Model, options: JudgeOptions): Settings {
  assertModel(model);
  assertKnown(options, NAMES);
  const {
    rubrics = {},
    claimsPerCall = 10,
    concurrency = 4,
    canary = 1,
    neighbours = true,
    minConfidence = 50,
  } = options;
  const { calibration, band = BAND, onUnavailable = "escalate", maxOutputTokens, secret = newSecret() } = options;
  assertCount("claimsPerCall", claimsPerCall, MOST_CLAIMS);
  assertCount("concurrency", concurrency, MOST_CALLS);
  assertShare("canary", canary);
  assertShare("minConfidence", minConfidence, 100);
  if (typeof neighbours !== "boolean") throw mistake("neighbours", "be true or false", neighbours);
  if (maxOutputTokens !== undefined) assertCount("maxOutputTokens", maxOutputTokens, Number.MAX_SAFE_INTEGER);
  if (onUnavailable !== "escalate" && onUnavailable !== "rules")
    throw mistake("onUnavailable", 'be "escalate" or "rules"', onUnavailable);
  if (typeof secret !== "string" || secret.length < SHORTEST_SECRET)
    throw new TypeError(`Expected \`secret\` to be a text of at least ${SHORTEST_SECRET} characters.`);
  return {
    model,
    rubrics: rubricsOf(rubrics),
    claimsPerCall,
    concurrency,
    canary,
    neighbours,
    minConfidence,
    onUnavailable,
    secret,
    band: band === "always" ? [0, 1] : bandOf(band),
    ...(calibration === undefined ? {} : { calibration: parseJudgeCalibration(calibration) }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
  };
}

const MOST_CLAIMS = 30; // what cheap models keep apart in one reply; grounding by five to fifteen was measured
const MOST_CALLS = 64;
const SHORTEST_SECRET = 16;

function assertModel(model: unknown): asserts model is Model {
  const { id, generate } = (typeof model === "object" && model !== null ? model : {}) as Partial<Model>;
  if (typeof id !== "string" || typeof generate !== "function")
    throw mistake("model", "be a model with an `id` and a method `generate`", model);
}

function rubricsOf(rubrics: unknown): ReadonlyMap<string, Rubric> {
  if (typeof rubrics !== "object" || rubrics === null || Array.isArray(rubrics))
    throw mistake("rubrics", "be an object of rubrics by what is asked", rubrics);
  return new Map(
    Object.entries(rubrics).map(([asked, rubric]) => {
      assertRubric(rubric, `rubrics[${JSON.stringify(asked)}]`);
      return [asked, structuredClone(rubric)];
    }),
  );
}

function bandOf(band: unknown): readonly [number, number] {
  const [from, to]: readonly unknown[] = Array.isArray(band) && band.length === 2 ? band : [];
  assertShare("band[0]", from);
  assertShare("band[1]", to);
  if (from > to) throw mistake("band", "begin before it ends", `${from} to ${to}`);
  return [from, to];
}

function assertCount(field: string, value: unknown, most: number): asserts value is number {
  if (!Number.isSafeInteger(value) || (value as number) < 1 || (value as number) > most)
    throw mistake(field, `be a whole number from 1 to ${most}`, value);
}

function assertShare(field: string, value: unknown, most = 1): asserts value is number {
  if (!(typeof value === "number" && value >= 0 && value <= most))
    throw mistake(field, `be a number from 0 to ${most}`, value);
}
