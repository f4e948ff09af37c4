import type { Source } from "../types.ts";

/** The names under which `metadata` counts the chunks of a document. */
const INDEXES = ["chunkIndex", "chunk_index", "chunk", "chunkNumber", "chunk_number"];
const PAGES = ["page", "pageNumber", "page_number"];
const STARTS = ["start_index", "startIndex"];

/** Whether an index in `metadata` that both chunks have says that the second does not follow the first. */
export const indexedApart = (before: Source, after: Source): boolean =>
  INDEXES.some((name) => {
    const [one, next] = [numberIn(before.metadata, name), numberIn(after.metadata, name)];
    return one !== undefined && next !== undefined && next !== one + 1;
  });

export const pageOf = ({ metadata }: Source): number | undefined =>
  first(PAGES.map((name) => numberIn(metadata, name))) ?? numberIn(field(metadata, "loc"), "pageNumber");

export const startOf = ({ metadata }: Source): number | undefined =>
  first(STARTS.map((name) => numberIn(metadata, name)));

export function linesOf({ metadata }: Source): { readonly from: number; readonly to: number } | undefined {
  const lines = field(field(metadata, "loc"), "lines");
  const [from, to] = [numberIn(lines, "from"), numberIn(lines, "to")];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/**
 * Whether the numbers in two ids say so: "faq-3" and "faq-9", "faq:p7:c3" and "faq:p2:c4". The first number that
 * differs counts one up, and what stands behind it begins again. Ids that differ in more than numbers say nothing.
 */
export function numberedApart(before: string, after: string): boolean {
  const [one, next] = [before.split(NUMBERS), after.split(NUMBERS)];
  if (before === after || one.length !== next.length) return false;
  if (one.some((part, at) => at % 2 === 0 && part !== next[at])) return false;
  const numbers = next.flatMap((part, at) => (at % 2 === 1 ? [[Number(one[at]), Number(part)] as const] : []));
  const differs = numbers.findIndex(([a, b]) => a !== b);
  const [from = 0, to = 0] = numbers[differs] ?? [];
  return to !== from + 1 || numbers.slice(differs + 1).some(([, number]) => number > 1);
}

const NUMBERS = /(\d+)/;
const DIGITS = /^\d{1,15}$/;

const first = (found: readonly (number | undefined)[]): number | undefined => found.find((one) => one !== undefined);

/** A number, also one written as a string, as databases hand metadata back. */
function numberIn(value: unknown, name: string): number | undefined {
  const found = field(value, name);
  if (typeof found === "number" && Number.isFinite(found)) return found;
  return typeof found === "string" && DIGITS.test(found) ? Number(found) : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
