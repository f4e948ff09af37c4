import { jsonPointer } from "../text/json-pointer.ts";
import { scanValue } from "../text/value-scan.ts";

/**
 * JSON Pointers of the leaves of a value, in order; `undefined` if it is not plain JSON (a function, a date, a cycle,
 * `NaN`, too deep): then an outcome that carried it would not survive a queue.
 */
export function leavesOf(value: unknown): readonly string[] | undefined {
  if (!scanValue(value).ok) return undefined;
  const leaves: string[] = [];
  // The scan has bounded depth and size, so recursion is safe.
  const walk = (node: unknown, path: readonly PropertyKey[]): boolean => {
    if (
      node === null ||
      typeof node === "string" ||
      typeof node === "boolean" ||
      (typeof node === "number" && Number.isFinite(node))
    ) {
      leaves.push(jsonPointer(path));
      return true;
    }
    if (typeof node !== "object") return false;
    if (Array.isArray(node))
      return Object.keys(node).length === node.length && node.every((item, at) => walk(item, [...path, at]));
    const prototype: unknown = Object.getPrototypeOf(node);
    if ((prototype !== Object.prototype && prototype !== null) || Object.getOwnPropertySymbols(node).length > 0)
      return false;
    return Object.entries(node).every(([key, item]) => walk(item, [...path, key]));
  };
  return walk(value, []) ? leaves : undefined;
}
