import { mistake } from "../text/mistake.ts";
import type { Guard } from "../types.ts";
import { isKebabCase } from "./kebab-case.ts";

/**
 * The guard, checked and frozen.
 *
 * Throws `TypeError` when a field is missing or makes no sense.
 */
export function defineGuard(guard: Guard): Guard {
  assertGuard(guard);
  const { name, unit, cost, advisory, check } = guard;
  return Object.freeze({
    name,
    unit,
    ...(cost !== undefined && { cost }),
    ...(advisory !== undefined && { advisory }),
    // Called on the guard that was handed in, so that one written as a class keeps its `this`.
    check: ((draft, context) => check.call(guard, draft, context)) satisfies Guard["check"],
  });
}

/** Throws `TypeError` unless the value has the fields of a guard; `path` names the value in the message. */
export function assertGuard(value: unknown, path = ""): asserts value is Guard {
  if (typeof value !== "object" || value === null) throw mistake(path || "guard", "be a guard", value);
  const { name, unit, cost, advisory, check } = value as { readonly [Field in keyof Guard]?: unknown };
  const field = (key: keyof Guard) => (path === "" ? key : `${path}.${key}`);
  if (!isKebabCase(name)) throw mistake(field("name"), "be kebab-case", name);
  if (unit !== "claim" && unit !== "answer") throw mistake(field("unit"), 'be "claim" or "answer"', unit);
  if (cost !== undefined && cost !== "free" && cost !== "model")
    throw mistake(field("cost"), 'be "free" or "model"', cost);
  if (advisory !== undefined && typeof advisory !== "boolean")
    throw mistake(field("advisory"), "be true or false", advisory);
  if (typeof check !== "function") throw mistake(field("check"), "be a function", check);
}
