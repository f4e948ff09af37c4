import { MAX_JSON_DEPTH } from "./json-scan.ts";

type ValueProblem = "too-deep" | "too-large" | "cyclic" | "unreadable";
/** `path` leads to the place, from the value itself. */
export type ValueScan =
  | { readonly ok: true; readonly depth: number }
  | { readonly ok: false; readonly problem: ValueProblem; readonly path: readonly string[] };
export interface ValueLimits {
  readonly maxDepth?: number;
  /** Values in all, a shared one counted each time it would be visited. */
  readonly maxValues?: number;
}

/** A validator visits a shared value once for each way to it, so 60 nested pairs would be 2^60 visits. */
const MAX_VALUES = 1_000_000;

interface Visit {
  readonly target: object;
  readonly keys: readonly string[];
  key: number;
  /** Levels below, itself included, and values below, as known so far. */
  height: number;
  values: number;
}

/**
 * Whether a value is a tree that recursive code can walk: not too deep or large, without cycles, with no property that
 * throws when read. Iterative, and linear in the objects and properties, however often they are shared.
 */
export function scanValue(value: unknown, limits: ValueLimits = {}): ValueScan {
  const { maxDepth = MAX_JSON_DEPTH, maxValues = MAX_VALUES } = limits;
  if (!isObject(value)) return { ok: true, depth: 0 };
  const done = new Map<object, { readonly height: number; readonly values: number }>();
  const open = new Set<object>();
  const visits: Visit[] = [];
  const failed = (problem: ValueProblem): ValueScan => ({ ok: false, problem, path: pathOf(visits) });
  let next: unknown = value;
  while (true) {
    if (isObject(next) && !done.has(next)) {
      if (open.has(next)) return failed("cyclic");
      if (visits.length >= maxDepth) return failed("too-deep");
      let keys: readonly string[];
      try {
        // An array may be sparse and huge: its keys are those that are there.
        keys = Object.keys(next);
      } catch {
        return failed("unreadable");
      }
      if (keys.length > maxValues) return failed("too-large");
      visits.push({ target: next, keys, key: -1, height: 1, values: 1 });
      open.add(next);
    } else {
      const above = visits.at(-1);
      if (above === undefined) return failed("unreadable");
      const known = isObject(next) ? done.get(next) : undefined;
      above.values += known?.values ?? 1;
      above.height = Math.max(above.height, 1 + (known?.height ?? 0));
      if (visits.length + (known?.height ?? 0) > maxDepth) return failed("too-deep");
      if (above.values > maxValues) return failed("too-large");
    }
    const visit = visits.at(-1);
    if (visit === undefined) return failed("unreadable");
    visit.key += 1;
    const key = visit.keys[visit.key];
    if (key !== undefined) {
      try {
        next = Reflect.get(visit.target, key);
      } catch {
        return failed("unreadable");
      }
      continue;
    }
    visits.pop();
    open.delete(visit.target);
    done.set(visit.target, { height: visit.height, values: visit.values });
    if (visits.length === 0) return { ok: true, depth: visit.height };
    next = visit.target;
  }
}

function pathOf(visits: readonly Visit[]): readonly string[] {
  return visits.flatMap(({ keys, key }) => keys[key] ?? []);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
