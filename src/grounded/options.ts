import type { ReadOptions } from "../read/options.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import type { Account, CallContext, Escalated, Escalation, Finding, Guard, Judge, Outcome, Trace } from "../types.ts";
import { assertAccount, assertShared, assertVerifyOptions } from "../verify/options.ts";
import type { TypedOutput } from "./typed-output.ts";

/** What a wrapped function gets beside its input: a context for the models that it asks, and what was wrong before. */
export interface Attempt extends CallContext {
  /** From 1. */
  readonly attempt: number;
  /** What was wrong with the attempt before; empty at first. */
  readonly findings: readonly Finding[];
  /** The same as text for a prompt, escaped; empty at first. */
  readonly feedback: string;
  /** Aborts with the caller's signal, and when the time is over. */
  readonly abortSignal: AbortSignal;
}

/** `enforce` withholds what is not verified; `observe` shows everything and records what would have been withheld. */
export type Mode = "enforce" | "observe";

/** What becomes of an escalation; in observe mode nobody is told. */
export interface Handlers<Input> {
  /** Text to show in place of the fixed reply. Awaited, and not bounded by `timeoutMs`. */
  readonly fallback?: (escalation: Escalation, input: Input) => string | PromiseLike<string>;
  /** Awaited, and not bounded by `timeoutMs`. If it rejects, the outcome stays escalated, and says so in `delivery`. */
  readonly onEscalate?: (outcome: Escalated, input: Input) => unknown;
}

export interface WrapOptions<Input> extends Handlers<Input>, ReadOptions {
  /** How often the function may be called for one answer, 1 to 10. Default 2: one try and one repair. */
  readonly attempts?: number;
  /** The deadline of the whole call, attempts, guards and judge, in milliseconds. Default: none. */
  readonly timeoutMs?: number;
  /** `from-answer`: the function finds its own sources, so it is called though the input has none. */
  readonly sources?: "from-answer";
  /** As in `verify`. */
  readonly judge?: Judge;
  /** On whose account models are asked, unless the call says otherwise. */
  readonly account?: Account;
  readonly trace?: Trace;
  /** Gets every outcome, in either mode; not awaited: see `settled`. Required in observe mode. */
  readonly record?: (outcome: Outcome, input: Input) => unknown;
  /** Default: `enforce`. */
  readonly mode?: Mode;
}

/** A function with what all its calls share. */
export interface Wrapped<Input> {
  readonly fn: (input: Input, attempt: Attempt) => unknown;
  readonly options: WrapOptions<Input>;
  readonly guards: readonly Guard[];
  readonly reading: ReadOptions;
  readonly typed?: TypedOutput;
}

/** Of one call. */
export interface CallOptions {
  /** Aborting rejects with the signal's reason. */
  readonly abortSignal?: AbortSignal;
  /** On whose account models are asked. Default: the outcome's `id` as `request`. */
  readonly account?: Account;
}

const MOST_ATTEMPTS = 10; // what ten tries do not mend, the eleventh does not

const OWN = ["attempts", "sources", "fallback", "onEscalate", "record", "mode", "output"];

/** Throws `TypeError` for options that are unknown or make no sense; guards and `output` are not looked at. */
export function assertWrapOptions(options: WrapOptions<never>): void {
  assertVerifyOptions(options, OWN);
  const { attempts, sources, fallback, onEscalate, record, mode } = options;
  if ("abortSignal" in options)
    throw mistake("options", "leave `abortSignal` to each call, as its second parameter", options);
  if (attempts !== undefined && !(Number.isInteger(attempts) && attempts >= 1 && attempts <= MOST_ATTEMPTS))
    throw mistake("attempts", `be a whole number from 1 to ${MOST_ATTEMPTS}`, attempts);
  if (sources !== undefined && sources !== "from-answer") throw mistake("sources", 'be "from-answer"', sources);
  for (const [name, value] of Object.entries({ fallback, onEscalate, record })) {
    if (value !== undefined && typeof value !== "function") throw mistake(name, "be a function", value);
  }
  if (mode !== undefined && mode !== "enforce" && mode !== "observe")
    throw mistake("mode", 'be "enforce" or "observe"', mode);
  if (mode === "observe" && record === undefined)
    throw mistake("record", "be a function in observe mode: there the outcomes go nowhere else", record);
}

/** Throws `TypeError` for options of a call that are unknown or make no sense. */
export function assertCallOptions(options: CallOptions): void {
  const { account, ...shared } = options;
  assertKnown(shared, ["abortSignal"]);
  assertShared(shared);
  assertAccount(account);
}
