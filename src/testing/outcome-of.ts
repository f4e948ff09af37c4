import { type Answer, type Checkable, type Outcome, type SourceInput, type VerifyOptions, verify } from "vouchsafe";

/** What `verify` takes, and of the answer what is not part of the value that is expected on. */
export interface ExpectOptions extends VerifyOptions {
  /** For text, or an answer without its own. With an outcome they only serve to show what the sources say. */
  readonly sources?: readonly SourceInput[];
  readonly question?: Answer["question"];
  readonly messages?: Answer["messages"];
  readonly finish?: Answer["finish"];
}

export type Read =
  | { readonly outcome: Outcome; readonly sources: readonly SourceInput[] }
  /** Why it is nothing that could be checked. */
  | { readonly fault: string };

/**
 * The outcome that was handed in, or that `verify` gives for an answer or for text with `sources`.
 *
 * Rejects with `TypeError` for options that make no sense, or that would go unheard.
 */
export async function outcomeOf(received: unknown, options: ExpectOptions): Promise<Read> {
  if (typeof options !== "object" || options === null) throw new TypeError("Expected `options` to be an object.");
  const { sources, question, messages, finish, ...chain } = options;
  const facts = given({ sources, question, messages, finish });
  if (isOutcome(received)) {
    const unheard = Object.keys({ ...facts, ...chain }).find((name) => name !== "sources");
    if (unheard === undefined) return { outcome: received, sources: sources ?? [] };
    throw new TypeError(`Expected \`options\` to hold \`sources\` only where the outcome is made, got \`${unheard}\`.`);
  }
  const answer = typeof received === "string" ? { answer: received } : received;
  if (!isAnswer(answer))
    return { fault: `expected text, an answer with its sources, or an outcome, got ${kindOf(received)}` };
  const twice = Object.keys(facts).find((name) => Reflect.get(answer, name) !== undefined);
  if (twice !== undefined)
    throw new TypeError(`Expected \`${twice}\` to stand in the answer or in \`options\`, not in both.`);
  const whole: Answer = { sources: [], ...answer, ...facts };
  return { outcome: await verify(whole, chain), sources: Array.isArray(whole.sources) ? whole.sources : [] };
}

/** Without what is absent, so that it does not cover what the answer has. */
const given = (facts: object): object =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

const isAnswer = (value: unknown): value is Checkable => hasFields(value, "answer") && !hasFields(value, "status");

/** By all the fields that are read here, so that what only looks like an outcome is none. */
function isOutcome(value: unknown): value is Outcome {
  if (!hasFields(value, "status", "verdicts", "claims", "sources")) return false;
  const { status, answer, warnings, escalation } = value;
  if (status === "verified") return typeof answer === "string" && Array.isArray(warnings);
  if (status !== "escalated" || !hasFields(escalation, "findings", "failures")) return false;
  return Array.isArray(escalation.findings) && Array.isArray(escalation.failures);
}

function hasFields(value: unknown, ...names: readonly string[]): value is { readonly [field: string]: unknown } {
  return typeof value === "object" && value !== null && names.every((name) => name in value);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  if ("then" in value) return "a promise: await it, or write `.resolves`";
  if ("status" in value && value.status === "observed")
    return "what observe mode lets through, which is not checked yet";
  return Array.isArray(value) ? "an array" : "another object";
}
