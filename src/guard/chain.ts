import { mistake } from "../text/mistake.ts";
import type { Guard } from "../types.ts";
import { assertGuard, defineGuard } from "./define.ts";

/** Throws `TypeError` unless the list holds guards only, and one that can block: an empty truth passes anything. */
export function assertChain(guards: unknown): asserts guards is readonly Guard[] {
  assertGuards(guards);
  if (guards.every((guard) => guard.advisory === true))
    throw new TypeError("Expected `guards` to hold a guard that can block, got a chain in which no guard can block.");
}

/** Throws `TypeError` unless the value is a list of one guard or more. */
export function assertGuards(guards: unknown): asserts guards is readonly Guard[] {
  if (!Array.isArray(guards) || guards.length === 0) throw mistake("guards", "hold at least one guard", guards);
  // By index: `forEach` steps over holes.
  for (let index = 0; index < guards.length; index += 1) assertGuard(guards[index], `guards[${index}]`);
}

/** A chain of the call's own: what a guard does to the caller's list or to another guard comes too late. */
export function chainOf(given: unknown): readonly Guard[] {
  const guards: unknown = Array.isArray(given) ? [...given] : given;
  assertChain(guards);
  return guards.map(defineGuard);
}
