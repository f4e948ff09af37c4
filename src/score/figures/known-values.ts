import { keptByContent } from "../../text/kept-by-content.ts";
import { lowerBound } from "../../text/lower-bound.ts";
import { readingsOf } from "../../text/values/numeral-readings.ts";
import { type Value, valuesOf } from "../../text/values.ts";

type Kind = Value["kind"];
/** The values of one kind. */
type ValueOf<One extends Kind> = Value & { readonly kind: One };

/** A value of a source by one of the numbers that it may be. */
export interface Sized {
  readonly size: number;
  readonly value: Value;
}

/** The values of a text, ready to be looked up. */
export interface KnownValues {
  readonly values: readonly Value[];
  /** Numbers as written, ascending; all readings of each. */
  readonly sizes: readonly Sized[];
  /** Numbers in the first unit of a dimension, ascending. */
  sizesIn(dimension: string): readonly Sized[];
  of<One extends Kind>(kind: One): readonly ValueOf<One>[];
  /** Whole numbers in ASCII digits anywhere in the text, without leading zeros. */
  readonly digits: ReadonlySet<string>;
  /** Letters and digits of the text in lower case, and nothing else. */
  readonly squeezed: string;
}

function make(text: string): KnownValues {
  const values = valuesOf(text);
  const kinds = new Map<string, Value[]>();
  const dimensions = new Map<string, Sized[]>();
  const sizes: Sized[] = [];
  for (const value of values) {
    const same = kinds.get(value.kind);
    if (same === undefined) kinds.set(value.kind, [value]);
    else same.push(value);
    if (!("value" in value)) continue;
    for (const size of [value.value, ...(value.readings ?? [])]) sizes.push({ size, value });
    if ("base" in value) {
      const known = dimensions.get(value.dimension) ?? [];
      dimensions.set(value.dimension, known);
      for (const size of value.readings ?? []) known.push({ size: (value.base * size) / value.value, value });
      known.push({ size: value.base, value });
    }
  }
  const bySize = (a: Sized, b: Sized): number => a.size - b.size;
  sizes.sort(bySize);
  for (const list of dimensions.values()) list.sort(bySize);
  let digits: ReadonlySet<string> | undefined;
  let squeezed: string | undefined;
  return {
    values,
    sizes,
    sizesIn: (dimension) => dimensions.get(dimension) ?? [],
    of: <One extends Kind>(kind: One) => (kinds.get(kind) ?? []) as readonly Value[] as readonly ValueOf<One>[],
    get digits() {
      digits ??= new Set(wholesIn(text));
      return digits;
    },
    get squeezed() {
      squeezed ??= text
        .normalize("NFKC")
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]/gu, "");
      return squeezed;
    },
  };
}

/** Whole numbers in digits wherever they stand, in names and times too; of "1.2.3", which is no number, the parts. */
function wholesIn(text: string): readonly string[] {
  return (text.match(/\d[\d.,]{0,40}/g) ?? []).flatMap((run) => {
    const written = run.replace(/[.,]{1,40}$/, "");
    const parts = readingsOf(written) === undefined ? written.split(/[.,]/) : [written];
    return parts.flatMap((part) => (/^\d{1,15}$/.test(part) ? [String(Number(part))] : []));
  });
}

/** Units of text whose values are kept: a few thousand chunks. */
const MAX_KEPT_UNITS = 8_000_000;

/** The same text is read once. */
export const knownValues: (text: string) => KnownValues = keptByContent(make, MAX_KEPT_UNITS);

const MOST = 64; // values of one size: more of them say no more

/** The values whose size lies between two bounds. Logarithmic. */
export function between(list: readonly Sized[], low: number, high: number): readonly Value[] {
  const from = lowerBound(list.length, (at) => (list[at]?.size ?? 0) < low);
  const found: Value[] = [];
  for (let at = from; at < list.length && found.length < MOST; at += 1) {
    const sized = list[at];
    if (sized === undefined || sized.size > high) break;
    found.push(sized.value);
  }
  return found;
}
