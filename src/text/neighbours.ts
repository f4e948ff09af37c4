import type { Source } from "../types.ts";

/**
 * Whether what is known of two chunks says that the second does not follow the first: the lines that text splitters
 * note (`metadata.loc.lines`) lie apart or in the other order. Lines never prove that two chunks meet: a long line
 * may be cut into three.
 */
export function linesApart(before: Source, after: Source): boolean {
  const [one, next] = [linesOf(before), linesOf(after)];
  if (one === undefined || next === undefined) return false;
  return next.from < one.from || next.from > one.to + BLANK_LINES;
}

const BLANK_LINES = 2; // splitters trim: a blank line between two paragraphs belongs to neither

/** Whether chunks numbered in their ids ("faq-3", "faq-9") or by `metadata.chunkIndex` do not follow one another. */
export function numberedApart(before: Source, after: Source): boolean {
  // One id for all chunks numbers none of them.
  const numbers = before.id === after.id ? [numberInMetadata] : [numberInId, numberInMetadata];
  return numbers.some((numberOf) => {
    const [one, next] = [numberOf(before), numberOf(after)];
    if (one === undefined || next === undefined || one.of !== next.of) return false;
    return next.number !== one.number + 1;
  });
}

interface Numbered {
  readonly of: string;
  readonly number: number;
}

const LAST_NUMBER = /(?<!\d)\d{1,9}$/;

function numberInId({ id }: Source): Numbered | undefined {
  const [digits] = LAST_NUMBER.exec(id) ?? [];
  return digits === undefined ? undefined : { of: id.slice(0, -digits.length), number: Number(digits) };
}

function numberInMetadata({ metadata }: Source): Numbered | undefined {
  const number = field(metadata, "chunkIndex") ?? field(metadata, "chunk_index");
  return typeof number === "number" ? { of: "", number } : undefined;
}

function linesOf({ metadata }: Source): { readonly from: number; readonly to: number } | undefined {
  const lines = field(field(metadata, "loc"), "lines");
  const [from, to] = [field(lines, "from"), field(lines, "to")];
  return typeof from === "number" && typeof to === "number" ? { from, to } : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
