import type { Context, Draft, Evidence, Finding } from "../types.ts";
import type { ClaimPair, Entailer, Entailment } from "./entailer.ts";

/** An open finding on a claim, and the places that may carry it. */
export interface OpenClaim {
  readonly finding: Finding;
  /** The claim's text, as it is to be read. */
  readonly claim: string;
  /** The places of the sources to read, the best first. Without any, the claim stays open. */
  readonly evidence: readonly Evidence[];
}
export interface EntailmentThresholds {
  /** Probability from which a claim stands. 0.5 is where MiniCheck, FactCG and HHEM were measured. */
  readonly supportedFrom?: number;
  /** Probability below which a claim is blocked; from here to `supportedFrom` it stays open. `supportedFrom` if absent. */
  readonly unsupportedBelow?: number;
  /** Probability of a contradiction from which a claim is blocked as contradicted, if nothing supports it more. */
  readonly contradictedFrom?: number;
}

/** Throws `TypeError` unless each is above 0 and up to 1, and the one that blocks no higher than the one that lets stand. */
export function assertEntailmentThresholds(thresholds: EntailmentThresholds): void {
  for (const [name, value] of Object.entries(thresholds) as readonly [string, unknown][]) {
    if (value !== undefined && !(typeof value === "number" && value > 0 && value <= 1))
      throw new TypeError(`Expected \`entailment.${name}\` to be a number above 0 and up to 1, got ${String(value)}.`);
  }
  const { supportedFrom = SUPPORTED_FROM, unsupportedBelow = supportedFrom } = thresholds;
  if (unsupportedBelow > supportedFrom)
    throw new TypeError(
      `Expected \`entailment.unsupportedBelow\` to be at most ${supportedFrom}, as \`supportedFrom\` is, got ${unsupportedBelow}.`,
    );
}

const SUPPORTED_FROM = 0.5;
// High, since a model of this kind calls much of what is beside the point a contradiction; below it, the claim is unsupported.
const CONTRADICTED_FROM = 0.9;
const BETWEEN = "\n"; // between two places: both are read at once, since a claim may join what they say

/**
 * What a local model makes of open claims: one finding for each, in their order. A note with evidence `entailed`, a block,
 * or still open.
 *
 * What the model did not judge stays open, and no threshold of another measure speaks for it any more (`otherwise` is
 * dropped): a throw, results of another number, a number that is none. Rejects only on abort, with its reason.
 */
export async function settleByEntailer(
  claims: readonly OpenClaim[],
  entailer: Entailer,
  { draft, context, thresholds = {} }: SettleOptions,
): Promise<readonly Finding[]> {
  const asked = claims.filter(({ evidence }) => evidence.length > 0);
  const pairs = asked.map((one) => pairOf(one, draft));
  const results = pairs.length === 0 ? [] : await judged(entailer, pairs, context);
  const judgements = new Map(asked.map((one, at) => [one, results?.[at]]));
  return claims.map((one) => {
    const result = judgements.get(one);
    return result === undefined ? undecided(one.finding) : settled(one, result, thresholds);
  });
}

export interface SettleOptions {
  readonly draft: Pick<Draft, "sources" | "question">;
  readonly context: Context;
  readonly thresholds?: EntailmentThresholds | undefined;
}

function pairOf({ claim, evidence }: OpenClaim, { sources, question }: SettleOptions["draft"]): ClaimPair {
  const inOrder = [...evidence].sort((a, b) => a.source - b.source || a.span.start - b.span.start);
  const texts = inOrder.map(({ source, span }) => sources[source]?.text.slice(span.start, span.end) ?? "");
  return { claim, evidence: texts.join(BETWEEN), ...(question !== undefined && { question }) };
}

/** One for each pair, or `undefined` where the model failed as a whole. */
async function judged(
  entailer: Entailer,
  pairs: readonly ClaimPair[],
  context: Context,
): Promise<readonly (Entailment | undefined)[] | undefined> {
  try {
    const results: unknown = await entailer.entail(pairs, context);
    context.abortSignal.throwIfAborted();
    return Array.isArray(results) && results.length === pairs.length ? results.map(readable) : undefined;
  } catch {
    context.abortSignal.throwIfAborted();
    context.trace.event("entailer-failed", { pairs: pairs.length });
    return undefined;
  }
}

function readable(result: unknown): Entailment | undefined {
  if (typeof result !== "object" || result === null) return undefined;
  const { supported, contradicted } = result as Partial<Entailment>;
  if (!isProbability(supported)) return undefined;
  if (contradicted === undefined) return { supported };
  return isProbability(contradicted) ? { supported, contradicted } : undefined;
}

const isProbability = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;

function settled(
  { finding, evidence }: OpenClaim,
  { supported, contradicted = 0 }: Entailment,
  {
    supportedFrom = SUPPORTED_FROM,
    unsupportedBelow = supportedFrom,
    contradictedFrom = CONTRADICTED_FROM,
  }: EntailmentThresholds,
): Finding {
  const at = finding.at === undefined ? {} : { at: finding.at };
  const [first] = evidence;
  const nearest = first === undefined ? {} : { nearest: first };
  if (contradicted >= contradictedFrom && contradicted > supported) {
    const message = `a local model reads the contrary in its sources (${percent(contradicted)})`;
    return { code: "claim-contradicted", severity: "block", message, ...at, ...nearest, score: supported };
  }
  if (supported >= supportedFrom) {
    const entailed = evidence.map((one) => ({ ...one, score: supported, by: "entailed" as const }));
    const message = `follows from the source by a local model (${percent(supported)})`;
    return { code: "claim-supported", severity: "note", message, ...at, evidence: entailed, score: supported };
  }
  if (supported < unsupportedBelow) {
    const message = `a local model does not find it in its sources (${percent(supported)})`;
    return { code: "claim-unsupported", severity: "block", message, ...at, ...nearest, score: supported };
  }
  return undecided(finding);
}

const percent = (probability: number): string => `${Math.floor(probability * 100)} %`;

/** Open for a judge, and for nobody else. */
function undecided({ otherwise: _, ...finding }: Finding): Finding {
  return finding;
}
