import type { ReadOptions } from "../read/options.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import type { Account, Guard, Judge, Trace } from "../types.ts";

export interface CheckOptions extends ReadOptions {
  /** Aborting rejects with the signal's reason. */
  readonly abortSignal?: AbortSignal;
  readonly trace?: Trace;
}
export interface VerifyOptions extends CheckOptions {
  readonly guards: readonly Guard[];
  /** Settles open findings; never overturns a block. Without one the guards' own thresholds decide. */
  readonly judge?: Judge;
  /** The deadline of the whole call, guards and judge, in milliseconds. Default: none. */
  readonly timeoutMs?: number;
  /** On whose account a judge or guard asks models. Default: the outcome's `id` as `request`. */
  readonly account?: Account;
}

const OF_CHECK = ["abortSignal", "trace", "scope", "boilerplate", "isFactual"];
// `citations` belongs to the default chain, which `verify` builds.
const OF_VERIFY = ["guards", "citations", "judge", "timeoutMs", "account", ...OF_CHECK];

/** Throws `TypeError` for options of `check` that are unknown or make no sense. */
export function assertCheckOptions(options: CheckOptions): void {
  assertKnown(options, OF_CHECK);
  assertShared(options);
}

/** Throws `TypeError` for options of `verify`, and `others`, that are unknown or make no sense; guards are not looked at. */
export function assertVerifyOptions(options: Omit<VerifyOptions, "guards">, others: readonly string[] = []): void {
  assertKnown(options, [...others, ...OF_VERIFY]);
  assertShared(options);
  const { timeoutMs, judge, account } = options;
  if (timeoutMs !== undefined && !(Number.isFinite(timeoutMs) && timeoutMs > 0 && timeoutMs <= LONGEST))
    throw mistake("timeoutMs", `be a number of milliseconds above 0 and up to ${LONGEST}`, timeoutMs);
  if (judge !== undefined && !hasMethods(judge, "settle")) throw mistake("judge", "have a method `settle`", judge);
  assertAccount(account);
}

const OF_ACCOUNT = ["tenant", "run", "request", "guard"];

/** Throws `TypeError` for an account with other fields than names. */
export function assertAccount(account: Account | undefined): void {
  if (account === undefined) return;
  if (typeof account !== "object" || account === null) throw mistake("account", "be an object", account);
  for (const [field, name] of Object.entries(account)) {
    if (!OF_ACCOUNT.includes(field)) throw mistake("account", `have no fields but ${OF_ACCOUNT.join(", ")}`, field);
    if (typeof name !== "string" || name === "") throw mistake(`account.${field}`, "be a name", name);
  }
}

const LONGEST = 2 ** 31 - 1; // what a timer takes: over three weeks

export function assertShared({ abortSignal, trace, scope, boilerplate, isFactual }: CheckOptions): void {
  if (abortSignal !== undefined && !isSignal(abortSignal))
    throw mistake("abortSignal", "be an AbortSignal", abortSignal);
  if (trace !== undefined && !hasMethods(trace, "event")) throw mistake("trace", "have a method `event`", trace);
  if (scope !== undefined && scope !== "paragraph" && scope !== "sentence")
    throw mistake("scope", 'be "paragraph" or "sentence"', scope);
  const sentences =
    boilerplate === undefined || (Array.isArray(boilerplate) && boilerplate.every((one) => typeof one === "string"));
  if (!sentences) throw mistake("boilerplate", "be an array of strings", boilerplate);
  if (isFactual !== undefined && typeof isFactual !== "function")
    throw mistake("isFactual", "be a function", isFactual);
}

/** By what is used of it, so that a signal of another realm or library is one too. */
function isSignal(value: object): boolean {
  const methods = ["addEventListener", "removeEventListener", "throwIfAborted"];
  return hasMethods(value, ...methods) && "aborted" in value && typeof value.aborted === "boolean";
}

function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === "function");
}
