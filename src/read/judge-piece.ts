import { clausesOf } from "../text/clauses.ts";
import { locateExactly } from "../text/locate.ts";
import { hasLetterOrDigit } from "../text/script.ts";
import type { SkipReason, Source } from "../types.ts";
import { withoutMarkers } from "./claims.ts";
import { classify, leadInLength, type Piece } from "./classify.ts";
import { namesOnly } from "./footnotes.ts";
import { type Background, isKnown } from "./known.ts";
import { type Marker, markersTouching } from "./marker.ts";
import type { ReadOptions } from "./options.ts";
import type { RawPiece } from "./pieces.ts";
import type { Quoted } from "./quotations.ts";

interface Asked {
  readonly answer: string;
  readonly sources: readonly Source[];
  readonly piece: RawPiece;
  /** Markers that cover the piece, from inside or from behind. */
  readonly own: readonly Marker[];
  readonly quotes: readonly Quoted[];
  readonly question: ReadonlySet<string>;
  readonly asksYesOrNo: boolean;
  readonly options: ReadOptions;
}

/** What a stretch of a piece is: skipped for a reason, or a claim; `absent` if it claims that the sources are silent. */
export interface Judgement {
  readonly start: number;
  readonly end: number;
  readonly skip?: SkipReason;
  readonly absent?: boolean;
}

/** A piece as claims and what is skipped: the caller's word first, then its layout, then the closed list. */
export function judgePiece(asked: Asked): readonly Judgement[] {
  const { answer, sources, piece, own, quotes, question, asksYesOrNo, options } = asked;
  const { start, end, block } = piece;
  const raw = answer.slice(start, end);
  const skip = (reason: SkipReason): readonly Judgement[] => [{ start, end, skip: reason }];
  if (!hasLetterOrDigit(raw)) return skip("marker");
  if (block.kind === "fence" && isFence(raw)) return skip("marker");
  if (block.kind === "footnote" && namesOnly(raw, sources)) return skip("footnote");
  if (options.boilerplate?.some((text) => text.trim() === raw.trim()) === true) return skip("caller");
  const word = options.isFactual?.(raw);
  if (word === true) return [{ start, end }];
  if (word === false) return skip("caller");
  if (block.kind === "code" || block.kind === "row") return [{ start, end }];
  const text = withoutMarkers(answer, start, end, own, true);
  if (!hasLetterOrDigit(withoutMarkers(answer, start, end, own))) return skip("marker");
  const described: Omit<Piece, "text"> = {
    question,
    asksYesOrNo,
    // A marker further down the paragraph covers a greeting too, but does not make a claim of it.
    cited: markersTouching(own, start, end).some((marker) => marker.end > start),
    quoted: quotes.length > 0,
    introduces: piece.last && FOLLOWED.has(piece.next ?? ""),
    heading: isHeading(raw, text, piece, { question, asksYesOrNo, sources }),
    sources,
  };
  const reason = classify({ ...described, text });
  if (reason === undefined) return cutLeadIn(asked, described.cited);
  // "No refunds are available" is what a source says, and nothing about the sources.
  if (reason === "absence" && sources.some((source) => locateExactly(source, text) !== undefined))
    return [{ start, end }];
  return byClause(asked, described, reason);
}

const FOLLOWED: ReadonlySet<string> = new Set(["item", "row", "headers", "fence"]);

/** Each clause by itself, if one of them is a claim; else the piece as a whole. */
function byClause(
  { answer, piece, own, quotes }: Asked,
  described: Omit<Piece, "text">,
  reason: SkipReason | "absence",
): readonly Judgement[] {
  const { start, end } = piece;
  const whole: readonly Judgement[] = [
    reason === "absence" ? { start, end, absent: true } : { start, end, skip: reason },
  ];
  if (reason === "heading" || reason === "lead-in" || reason === "question") return whole;
  const isQuoted = (at: number): boolean => quotes.some((quote) => quote.start < start + at && start + at <= quote.end);
  const clauses = clausesOf(answer.slice(start, end), isQuoted).map(([from, to]) => {
    const text = withoutMarkers(answer, start + from, start + to, own, true);
    return { start: start + from, end: start + to, reason: classify({ ...described, text, clause: true }) };
  });
  if (clauses.every((clause) => clause.reason !== undefined)) return whole;
  return clauses.map((clause) => ({
    start: clause.start,
    end: clause.end,
    ...(clause.reason === undefined ? {} : clause.reason === "absence" ? { absent: true } : { skip: clause.reason }),
  }));
}

/** "Based on the passages, X": the lead-in is cut off, and X is the claim. */
function cutLeadIn(
  { answer, sources, question, asksYesOrNo, piece: { start, end }, own }: Asked,
  cited: boolean,
): readonly Judgement[] {
  const cut = start + leadInLength(answer.slice(start, end), { question, asksYesOrNo, sources });
  if (cut > start && !hasLetterOrDigit(withoutMarkers(answer, cut, end, own))) return [{ start, end, skip: "lead-in" }];
  const holdsMarker = cited && markersTouching(own, start, cut).some((marker) => marker.start >= start);
  if (cut === start || holdsMarker) return [{ start, end }];
  return [
    { start, end: cut, skip: "lead-in" },
    { start: cut, end },
  ];
}

/** A fence with its language; more words than one are text that a reader sees. */
const isFence = (raw: string): boolean =>
  /^\s{0,3}(?:`{3,}|~{3,})\s{0,3}(?:[\w+#.]{1,20}(?:-[\w+#.]{1,12})?)?\s*$/.test(raw);

const SENTENCE_END = /[.!。！।؟]["'”’)*_]{0,4}$/u;
const FINITE = /\s(?:is|are|was|were|has|have|had|will|can|must|may|shall|should|does|do|did)\s/i;
const ASKING = /^[\s*_#\d.)]{0,10}(?:how|what|when|where|which|who|why|whether|if|things)\b/i;
const MAX_BOLD_WORDS = 8;
const MAX_HEADER_WORDS = 3; // of a table's column; a longer cell states something, unless its words are known

function isHeading(raw: string, text: string, piece: RawPiece, background: Background): boolean {
  const { kind } = piece.block;
  const known = isKnown(text, background);
  if (kind === "headers") return known || raw.split("|").every((cell) => countWords(cell) <= MAX_HEADER_WORDS);
  // What ends in a full stop is a sentence, however large it is set.
  if (SENTENCE_END.test(raw.trim())) return false;
  // "Refunds are always doubled" states; "How refunds are paid" does not, nor does what the sources say anyway.
  if (FINITE.test(text) && !ASKING.test(text) && !known) return false;
  if (kind === "heading") return known || countWords(raw) <= MAX_BOLD_WORDS;
  if (isBoldLine(raw)) return known || ASKING.test(text) || countWords(raw) <= MAX_HEADER_WORDS;
  return isLabel(text, piece) && known;
}

const countWords = (text: string): number => text.trim().split(/\s+/).length;

/** "**Ingredients:**" on a line of its own. */
const isBoldLine = (raw: string): boolean =>
  /^(?:\*\*|__)[^*_\n,;]{1,80}(?:\*\*|__):?$/.test(raw.trim()) && raw.split(/\s+/).length <= MAX_BOLD_WORDS;

/** "Ingredients:" on a line of its own, with something below it. */
const isLabel = (text: string, { next, last, block, start }: RawPiece): boolean =>
  next !== undefined && last && block.start === start && LABEL.test(text);

/** Up to four words without a verb that introduces. */
const LABEL = /^(?!.*\b(?:are|is|includes?|according|follow|following)\b)(?:\S+ ){0,3}\S+:$/i;
