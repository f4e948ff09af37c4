import { hasLetterOrDigit } from "../text/script.ts";
import { sentenceEnds } from "../text/sentences.ts";
import type { ClaimKind } from "../types.ts";
import type { Block } from "./blocks.ts";
import type { Marker } from "./marker.ts";
import type { Quoted } from "./quotations.ts";

/** One sentence, row, line or heading of the answer, before it is known whether it is a claim. */
export interface RawPiece {
  readonly start: number;
  readonly end: number;
  readonly block: Block;
  /** Index of the paragraph, list item or row: citations do not reach across. */
  readonly group: number;
  /** The last piece before a list, a table, code or another block. */
  readonly last: boolean;
  /** Kind of the block that follows the piece's own. */
  readonly next?: Block["kind"];
}

/**
 * The blocks cut into pieces, in order and disjoint. A quotation is not cut: it is looked for as a whole. A marker right
 * behind a full stop belongs to the sentence before it.
 */
export function piecesOf(
  answer: string,
  blocks: readonly Block[],
  quoted: readonly Quoted[],
  markers: readonly Marker[],
): readonly RawPiece[] {
  const splitsQuotation = inQuotation(quoted);
  const ends = markerEnds(markers);
  const pieces: RawPiece[] = [];
  for (const [group, block] of blocks.entries()) {
    const next = blocks[group + 1]?.kind;
    const spans = isProse(block)
      ? sentences(answer, block, splitsQuotation, ends)
      : [[block.start, block.end] as const];
    for (const [at, [start, end]] of spans.entries()) {
      pieces.push({
        start,
        end,
        block,
        group,
        last: at === spans.length - 1,
        ...(next === undefined ? {} : { next }),
      });
    }
  }
  return pieces;
}

/** Where each marker that stands behind its words ends, and each closing part of one that wraps them, by its start. */
const markerEnds = (markers: readonly Marker[]): ReadonlyMap<number, number> =>
  new Map(
    markers
      .filter(({ spoken }) => !spoken)
      .map(({ start, end, wraps }) => (wraps === undefined ? [start, end] : [wraps[1], wraps[2]])),
  );

const isProse = ({ kind }: Block): boolean =>
  kind === "text" || kind === "item" || kind === "block-quote" || kind === "footnote";

export function kindOf({ block }: RawPiece): ClaimKind {
  if (block.kind === "item") return "list-item";
  if (block.kind === "row" || block.kind === "headers") return "table-row";
  return block.kind === "code" ? "code" : "statement";
}

/** Whether an offset lies inside a quotation, for offsets asked in ascending order. */
function inQuotation(quoted: readonly Quoted[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    while ((quoted[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    return (quoted[next]?.start ?? Number.POSITIVE_INFINITY) < at;
  };
}

/** "Yes." and "No." mean what the next sentence says, and are checked with it. */
const isPolarity = (sentence: string): boolean =>
  /^[*_]{0,3}(?:yes|no|correct|exactly|right|that['’]s (?:right|correct)|ja|nein|oui|non|sí|si|no|да|нет|так|ні|نعم|لا|हाँ|नहीं|是的?|不是?|はい|いいえ)[.!。！]?[*_]{0,3}[.!。！]?$/iu.test(
    sentence.trim(),
  );

/** Sentences without the white space around them; a run without a letter or digit is joined to the one before. */
function sentences(
  answer: string,
  block: Block,
  splitsQuotation: (at: number) => boolean,
  ends: ReadonlyMap<number, number>,
): readonly (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = [];
  let from = block.start;
  for (const stop of sentenceEnds(answer, block.start, block.end, (at) => ends.get(at))) {
    if (block.kind !== "block-quote" && splitsQuotation(stop)) continue;
    let start = from;
    let end = stop;
    while (start < end && /\s/.test(answer[start] ?? "")) start += 1;
    while (end > start && /\s/.test(answer[end - 1] ?? "")) end -= 1;
    from = stop;
    if (start === end) continue;
    const previous = spans.at(-1);
    const goesOn =
      previous !== undefined && (!hasLetterOrDigit(answer, start, end) || isPolarity(answer.slice(...previous)));
    if (previous !== undefined && goesOn) spans[spans.length - 1] = [previous[0], end];
    else spans.push([start, end]);
  }
  return spans;
}
