import { pointerStep } from "../text/json-pointer.ts";
import { scanValue } from "../text/value-scan.ts";

/**
 * Units of all pointers together: every leaf repeats the keys above it, so that a value of 300 kB could name its leaves
 * in 15 GB. A value of a hundred thousand leaves at the top still fits.
 */
const MAX_POINTER_UNITS = 1_000_000;

/**
 * JSON Pointers of the leaves of a value, in order, empty lists and objects among them; `undefined` if it is not plain JSON (a function, a date, a cycle,
 * `NaN`, too deep) or if the pointers take more than a million units: an outcome that carried it could not be stored.
 */
export function leavesOf(value: unknown): readonly string[] | undefined {
  if (!scanValue(value).ok) return undefined;
  const leaves: string[] = [];
  let units = 0;
  // The scan has bounded depth and size, so recursion is safe.
  const leaf = (pointer: string): boolean => {
    units += pointer.length;
    leaves.push(pointer);
    return units <= MAX_POINTER_UNITS;
  };
  const walk = (node: unknown, pointer: string): boolean => {
    if (node === null || typeof node === "string" || typeof node === "boolean") return leaf(pointer);
    if (typeof node === "number") return Number.isFinite(node) && leaf(pointer);
    if (typeof node !== "object" || !isPlain(node)) return false;
    const keys = Object.keys(node);
    // That a list is empty says something too.
    if (keys.length === 0) return leaf(pointer);
    if (Array.isArray(node)) return node.every((item, at) => walk(item, pointer + pointerStep(at)));
    // An optional key left undefined is absent, as it is in JSON.
    return Object.entries(node).every(([key, item]) => item === undefined || walk(item, pointer + pointerStep(key)));
  };
  return walk(value, "") ? leaves : undefined;
}

/** A list without holes, or an object without a class: what JSON gives back as it was. */
function isPlain(node: object): boolean {
  if (Array.isArray(node)) return Object.keys(node).length === node.length;
  const prototype: unknown = Object.getPrototypeOf(node);
  return (prototype === Object.prototype || prototype === null) && Object.getOwnPropertySymbols(node).length === 0;
}
