import type { Claim, Draft } from "vouchsafe/core";

/** A copy that shares no list or plain object with the original. Anything else, such as a function, is shared. */
export function copyOf<Data>(data: Data): Data {
  return rebuilt(data, new Map()) as Data;
}

/** The data, every list and plain object of it frozen. */
export function deepFrozen<Data>(data: Data): Data {
  if (!isContainer(data) || Object.isFrozen(data)) return data;
  Object.freeze(data);
  for (const key of Reflect.ownKeys(data)) deepFrozen(Reflect.get(data, key));
  return data;
}

/** True if both hold the same values under the same keys, lists and plain objects compared by content. */
export function sameData(left: unknown, right: unknown, compared = new Map<unknown, unknown>()): boolean {
  if (!isContainer(left) || !isContainer(right)) return Object.is(left, right);
  if (compared.get(left) === right) return true;
  compared.set(left, right);
  const keys = Reflect.ownKeys(left);
  if (Array.isArray(left) !== Array.isArray(right) || keys.length !== Reflect.ownKeys(right).length) return false;
  return keys.every(
    (key) => Object.hasOwn(right, key) && sameData(Reflect.get(left, key), Reflect.get(right, key), compared),
  );
}

/** The draft as it would be if it held this claim alone: all other text of the answer is blank, no offset moves. */
export function oneClaimDraft(draft: Draft, claim: Claim): Draft {
  const places = [claim, ...claim.citations, ...claim.quotations].flatMap(({ at }) => at ?? []);
  return {
    ...draft,
    answer: onlyAt(draft.answer, places),
    claims: [claim],
    citations: claim.citations,
    skipped: [],
  };
}

/** The draft as it would be if nothing had been claimed. */
export function emptyDraft(draft: Draft): Draft {
  return { ...draft, answer: onlyAt(draft.answer, []), claims: [], citations: [], skipped: [] };
}

function onlyAt(text: string, places: readonly { readonly start: number; readonly end: number }[]): string {
  let result = "";
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    if (end <= result.length) continue;
    const from = Math.max(start, result.length);
    result += " ".repeat(from - result.length) + text.slice(from, end);
  }
  return result + " ".repeat(text.length - result.length);
}

function rebuilt(data: unknown, copies: Map<object, unknown>): unknown {
  if (!isContainer(data)) return data;
  const known = copies.get(data);
  if (known !== undefined) return known;
  const copy: object = Array.isArray(data) ? [] : Object.create(Object.getPrototypeOf(data));
  copies.set(data, copy);
  for (const key of Reflect.ownKeys(data)) {
    if (Array.isArray(data) && key === "length") continue;
    const value = rebuilt(Reflect.get(data, key), copies);
    // Defined, not assigned: metadata may have a key `__proto__`.
    Object.defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return copy;
}

function isContainer(data: unknown): data is object {
  if (typeof data !== "object" || data === null) return false;
  const prototype = Object.getPrototypeOf(data);
  return Array.isArray(data) || prototype === Object.prototype || prototype === null;
}
