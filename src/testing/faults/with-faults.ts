import {
  type CallContext,
  type Model,
  type ModelFailure,
  modelError,
  type Prompt,
  type ReplyPart,
} from "vouchsafe/model";
import { oneOf, seeded } from "./seeded.ts";
import { waited } from "./waited.ts";

/** What goes wrong with a call. `slow` and `hang` are faults of time; all others are failures, named as their codes end. */
export type ModelFaultKind =
  | "unavailable"
  | "rate-limited"
  | "timed-out"
  | "unauthorized"
  | "rejected"
  | "truncated"
  | "empty"
  | "refused"
  | "malformed"
  | "mismatched"
  | "oversized"
  | "slow"
  | "hang";

export interface WithFaultsOptions {
  /** The share of calls that go wrong, 0 to 1. Default: 0.1. */
  readonly rate?: number;
  /** Default: all that a retry or another model could mend, and `slow`. */
  readonly kinds?: readonly ModelFaultKind[];
  /** Of the chance. Default: 1, so that a run can be repeated. */
  readonly seed?: number;
  /** How much later a slow reply comes, in milliseconds. Default: 1,000. */
  readonly slowMs?: number;
}

type FailureKind = Exclude<ModelFaultKind, "slow" | "hang">;

/** Of each failure, how it would come out of a real model, and whether there is a reply that it spoils. */
const FAILURES: {
  readonly [Kind in FailureKind]: Omit<ModelFailure, "code" | "message"> & { readonly spoils: boolean };
} = {
  unavailable: { retryable: true, status: 503, spoils: false },
  "rate-limited": { retryable: true, status: 429, retryAfterMs: 1_000, spoils: false },
  "timed-out": { retryable: true, spoils: false },
  unauthorized: { retryable: false, status: 401, spoils: false },
  rejected: { retryable: false, status: 400, spoils: false },
  truncated: { retryable: true, status: 200, spoils: true },
  empty: { retryable: true, status: 200, spoils: true },
  refused: { retryable: true, status: 200, spoils: true },
  malformed: { retryable: true, status: 200, spoils: true },
  mismatched: { retryable: false, status: 200, spoils: true },
  oversized: { retryable: false, status: 200, spoils: true },
};

const USUAL: readonly ModelFaultKind[] = [
  "unavailable",
  "rate-limited",
  "timed-out",
  "truncated",
  "empty",
  "malformed",
  "slow",
];

/**
 * The model, of whose calls a share goes wrong: chaos for the tests of whatever stands on it. The same seed gives the
 * same faults to the same order of calls.
 *
 * A failure comes as the model's own would: told to `onCall` once, and in a stream after half of what would have been
 * streamed, where a reply is spoiled. A spoiled reply is asked for, and paid for.
 */
export function withFaults(model: Model, options: WithFaultsOptions = {}): Model {
  const { rate = 0.1, kinds = USUAL, seed = 1, slowMs = 1_000 } = options;
  assertOptions(options, rate, kinds, slowMs);
  const random = seeded(seed);
  const drawn = (): ModelFaultKind | undefined => (random() < rate ? oneOf(kinds, random) : undefined);

  const { id, settings } = model;
  return {
    id,
    ...(settings === undefined ? {} : { settings }),
    async generate(prompt, context = {}) {
      const kind = drawn();
      context.abortSignal?.throwIfAborted();
      if (kind === "slow") await waited(slowMs, context.abortSignal);
      if (kind === "hang") return waited(undefined, context.abortSignal);
      if (kind === undefined || kind === "slow") return model.generate(prompt, context);
      const failure = failureOf(kind);
      if (FAILURES[kind].spoils) await model.generate(prompt, spoilt(context, failure));
      else tell(model, context, failure);
      throw modelError(failure);
    },
    async *stream(prompt, context = {}) {
      const kind = drawn();
      context.abortSignal?.throwIfAborted();
      if (kind === "slow") await waited(slowMs, context.abortSignal);
      if (kind === "hang") return void (await waited(undefined, context.abortSignal));
      if (kind === undefined || kind === "slow") return yield* model.stream(prompt, context);
      const failure = failureOf(kind);
      if (FAILURES[kind].spoils) yield* firstHalf(model, prompt, spoilt(context, failure));
      else tell(model, context, failure);
      throw modelError(failure);
    },
  };
}

/** The first half of the pieces of text; none where there is but one. */
async function* firstHalf(model: Model, prompt: Prompt, context: CallContext): AsyncIterable<ReplyPart> {
  const parts: ReplyPart[] = [];
  for await (const part of model.stream(prompt, context)) if (part.type === "text") parts.push(part);
  yield* parts.slice(0, Math.floor(parts.length / 2));
}

function failureOf(kind: FailureKind): ModelFailure {
  const { spoils: _, ...rest } = FAILURES[kind];
  return { code: `model-${kind}`, message: `the model is ${kind} (a fault of \`withFaults\`)`, ...rest };
}

/** The call as whoever counts calls hears of it. */
function tell({ id }: Model, { onCall }: CallContext, { code }: ModelFailure): void {
  onCall?.({ model: id, failure: code });
}

/** A call that ends well is told as one that failed. */
function spoilt(context: CallContext, { code }: ModelFailure): CallContext {
  const { onCall } = context;
  return onCall === undefined ? context : { ...context, onCall: (call) => onCall({ failure: code, ...call }) };
}

const KINDS: readonly string[] = [...Object.keys(FAILURES), "slow", "hang"];
const KNOWN: readonly string[] = ["rate", "kinds", "seed", "slowMs"];

function assertOptions(options: object, rate: number, kinds: readonly string[], slowMs: number): void {
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw mistaken("options", `have no fields but ${KNOWN.join(", ")}`, unknown);
  if (!(rate >= 0 && rate <= 1)) throw mistaken("rate", "be a number from 0 to 1", rate);
  if (!(slowMs >= 0 && slowMs < 2 ** 31)) throw mistaken("slowMs", "be a number of milliseconds", slowMs);
  const strange = kinds.find((kind) => !KINDS.includes(kind));
  if (kinds.length === 0) throw mistaken("kinds", "hold at least one kind", "none");
  if (strange !== undefined) throw mistaken("kinds", `hold nothing but ${KINDS.join(", ")}`, strange);
}

const mistaken = (field: string, expected: string, got: unknown): TypeError =>
  new TypeError(`Expected \`${field}\` to ${expected}, got ${JSON.stringify(got)}.`);
