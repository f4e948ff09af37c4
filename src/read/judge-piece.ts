import { hasLetterOrDigit } from "../text/script.ts";
import type { SkipReason, Source } from "../types.ts";
import { withoutMarkers } from "./claims.ts";
import { classify, leadInLength } from "./classify.ts";
import { namesOnly } from "./footnotes.ts";
import type { Marker } from "./markers.ts";
import type { RawPiece } from "./pieces.ts";
import type { Quoted } from "./quotations.ts";
import type { ReadOptions } from "./read.ts";

interface Question {
  readonly answer: string;
  readonly sources: readonly Source[];
  readonly piece: RawPiece;
  /** Markers that cover the piece, from inside or from behind. */
  readonly own: readonly Marker[];
  readonly quotes: readonly Quoted[];
  readonly question: ReadonlySet<string>;
  readonly options: ReadOptions;
}

interface Judgement {
  /** Why the piece is no claim. */
  readonly skip?: SkipReason;
  /** Units of a lead-in to cut off its front. */
  readonly cut: number;
  /** It claims that the sources are silent. */
  readonly absent: boolean;
}

/** Whether a piece is a claim: the caller's word first, then its layout, then the closed list. */
export function judgePiece({ answer, sources, piece, own, quotes, question, options }: Question): Judgement {
  const { start, end, block } = piece;
  const whole: Judgement = { cut: 0, absent: false };
  const raw = answer.slice(start, end);
  if (block.kind === "fence") return { ...whole, skip: "marker" };
  if (block.kind === "footnote" && namesOnly(raw, sources)) return { ...whole, skip: "footnote" };
  if (!hasLetterOrDigit(raw)) return { ...whole, skip: "marker" };
  if (options.boilerplate?.some((text) => text.trim() === raw.trim()) === true)
    return { ...whole, skip: "caller" };
  const word = options.isFactual?.(raw);
  if (word !== undefined) return word ? whole : { ...whole, skip: "caller" };
  if (block.kind === "code" || block.kind === "row") return whole;
  const text = withoutMarkers(answer, start, end, own, true);
  if (!hasLetterOrDigit(text)) return { ...whole, skip: "marker" };
  // A marker further down the paragraph covers a greeting too, but does not make a claim of it.
  const cited = own.some((marker) => marker.start < end && marker.end > start);
  const heading =
    block.kind === "heading" || block.kind === "headers" || isBoldLine(raw) || isLabel(text, piece);
  const introduces =
    piece.last &&
    (piece.next === "item" || piece.next === "row" || piece.next === "headers" || piece.next === "fence");
  const reason = classify({ text, question, cited, quoted: quotes.length > 0, introduces, heading });
  if (reason === "absence") return { ...whole, absent: true };
  if (reason !== undefined) return { ...whole, skip: reason };
  const cut = leadInLength(raw);
  return own.some((marker) => marker.start < start + cut) && cited && ownBefore(own, start, start + cut)
    ? whole
    : { ...whole, cut };
}

const ownBefore = (own: readonly Marker[], start: number, end: number): boolean =>
  own.some((marker) => marker.start >= start && marker.start < end);

/** "**Ingredients:**" on a line of its own. */
const isBoldLine = (raw: string): boolean => /^(?:\*\*|__)[^*_\n]{1,80}(?:\*\*|__):?$/.test(raw.trim());

/** "Ingredients:" on a line of its own, with something below it. */
const isLabel = (text: string, { next, last, block, start }: RawPiece): boolean =>
  next !== undefined && last && block.start === start && LABEL.test(text);

/** Up to four words without a verb that introduces. */
const LABEL = /^(?!.*\b(?:are|is|includes?|according|follow|following)\b)(?:\S+ ){0,3}\S+:$/i;
