import { prepare } from "../text/prepared.ts";
import { hasLetterOrDigit } from "../text/script.ts";
import { words } from "../text/words.ts";
import type { SkipReason, Source } from "../types.ts";
import {
  ABSENCE,
  ABSTENTION,
  BEGINS,
  BEGINS_CLAUSE,
  CONNECTIVE,
  COURTESIES,
  COURTESY,
  INTRODUCES,
  INTRODUCES_FOREIGN,
  INTRODUCING,
  LEAD_IN_PREFIX,
  OPENING_PREFIX,
  ORDINAL_LABEL,
  OWN_LENGTH,
  REPORTS,
  SET_PHRASES,
  TELLS,
  TELLS_AT_END,
} from "./closed-list.ts";

export interface Piece {
  /** The sentence without its markers. */
  readonly text: string;
  readonly question: ReadonlySet<string>;
  readonly cited: boolean;
  readonly quoted: boolean;
  /** A list, a table, code or another block stands right behind it. */
  readonly introduces: boolean;
  readonly heading: boolean;
  readonly sources: readonly Source[];
  /** It is one clause of a sentence. */
  readonly clause?: boolean;
}

const LONGEST_LISTED = 400; // units; no entry of the closed list is longer, and a long piece says something

/** Why a piece is no claim, or `undefined`: then it is one. `absence` marks a claim that the sources are silent. */
export function classify(piece: Piece): SkipReason | "absence" | undefined {
  const lower = plain(piece.text);
  const found = classifyLower(piece, lower);
  return found ?? (piece.clause === true ? classifyLower(piece, lower.replace(BEGINS_CLAUSE, "")) : undefined);
}

function classifyLower(piece: Piece, whole: string): SkipReason | "absence" | undefined {
  const lower = whole.replace(CONNECTIVE, "");
  const short = lower.length <= LONGEST_LISTED;
  const matches = (pattern: RegExp): boolean => pattern.test(lower);
  if (short && !ABSTENTION.some(matches) && ABSENCE.some(matches)) return "absence";
  if (!short || piece.cited || piece.quoted || !hasLetterOrDigit(piece.text)) return undefined;
  const found = listed(piece, lower);
  if (found === undefined || hasFigure(piece)) return undefined;
  return !found.capitalsSayNothing && hasNewName(piece, found.fixed ?? "") ? undefined : found.reason;
}

interface Listed {
  readonly reason: SkipReason;
  /** The words of the closed list themselves: capitals in them name nothing. */
  readonly fixed?: string;
  /** Titles Are Written So, and so are German nouns. */
  readonly capitalsSayNothing?: boolean;
}

function listed(piece: Piece, lower: string): Listed | undefined {
  if (piece.heading) return { reason: "heading", capitalsSayNothing: true };
  if (INTRODUCES_FOREIGN.test(lower)) return { reason: "lead-in", capitalsSayNothing: true };
  const phrase = phraseOf(piece, lower);
  if (/[?？؟]["'”’»)\]]?$/.test(lower))
    return phrase ?? (asksOnly(piece, lower) ? { reason: "question", capitalsSayNothing: true } : undefined);
  if ((BEGINS.test(lower) || /[:：]$/.test(lower)) && onlyIntroduces(piece)) return { reason: "lead-in" };
  for (const pattern of ABSTENTION) {
    const fixed = pattern.exec(lower)?.[0];
    if (fixed !== undefined) return { reason: "abstention", fixed };
  }
  return phrase;
}

/** A row of the closed list, with nothing in its train. */
function phraseOf(piece: Piece, lower: string): Listed | undefined {
  const { text, question } = piece;
  // In a script without spaces three characters count as a word.
  const count = Math.max(lower.split(" ").length, (lower.match(SPACELESS)?.length ?? 0) / 3);
  const match = (rows: typeof COURTESIES): Listed | undefined => {
    const row = rows.find(([, maxWords, pattern]) => count <= maxWords && pattern.test(lower));
    return row === undefined ? undefined : { reason: row[0], fixed: row[2].exec(lower)?.[0] ?? "" };
  };
  const courteous = words(text).every(({ key }) => COURTESY.has(key) || question.has(key));
  const reported = match(REPORTS);
  if (reported !== undefined && isKnown(piece)) return reported;
  return (courteous ? match(COURTESIES) : undefined) ?? match(SET_PHRASES);
}

const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** A question asks; "Did you know that …?" tells, unless all its words are known. */
const asksOnly = (piece: Piece, lower: string): boolean =>
  !(TELLS.test(lower) || TELLS_AT_END.test(lower)) || isKnown(piece);

/** Every word of it is one of introducing, or comes from the question or the sources: it asserts nothing of its own. */
function onlyIntroduces({ text, introduces, question, sources }: Piece): boolean {
  const lower = text.toLowerCase();
  return (introduces || INTRODUCES.test(lower) || BEGINS.test(lower)) && isKnown({ text, question, sources });
}

/** Whether its words come from the question, the sources or the stock of introductions. Short words are passed over. */
export function isKnown({ text, question, sources }: Pick<Piece, "text" | "question" | "sources">): boolean {
  const prepared = sources.map((source) => prepare(source.text).positions);
  return words(text).every(
    ({ key, start, end, kind }) =>
      // Figures are looked at on their own, by `hasFigure`.
      kind === "number" ||
      (kind === "word" && end - start < 4) ||
      INTRODUCING.has(key) ||
      COURTESY.has(key) ||
      question.has(key) ||
      prepared.some((positions) => positions.has(key)),
  );
}

/** Length in units of the lead-in to cut off before a statement; 0 for none. */
export function leadInLength(text: string): number {
  const offset = text.length - text.replace(/^[\s*_]{1,8}/, "").length;
  const lower = text.slice(offset, offset + 240).toLowerCase();
  const prefix = LEAD_IN_PREFIX.exec(lower)?.[0] ?? OPENING_PREFIX.exec(lower)?.[0] ?? "";
  if (prefix === "" || /\d/.test(prefix)) return 0;
  return hasLetterOrDigit(text, offset + prefix.length) ? offset + prefix.length : 0;
}

const plain = (text: string): string =>
  text
    .slice(0, LONGEST_LISTED + 40)
    .replaceAll(/[*_#¡¿]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();

function hasFigure({ text, question }: Piece): boolean {
  const counted = text
    .toLowerCase()
    .replace(/^[\s#*]{0,8}\d{1,2}[.)]\s/, " ")
    .replaceAll(OWN_LENGTH, " ")
    .replaceAll(ORDINAL_LABEL, " ");
  if (!/\p{N}/u.test(counted)) return false;
  // A figure that the user brought ("the D40") is not the answer's.
  return counted
    .split(/\s/)
    .some((part) => /\p{N}/u.test(part) && !words(part).every((word) => question.has(word.key)));
}

/** Capitals that name nothing: pronouns that their language writes large. */
const CAPITALISED = new Set("i i'm i'd i'll i've ai ihnen ihr ihre ihren ihrem sie ich".split(" "));
const NAME = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'’-]*/gu;

/** A word written large inside the sentence that neither the question nor the closed list has. */
function hasNewName({ text, question }: Piece, fixed: string): boolean {
  const bare = text.replaceAll(/[*_#"“”¡¿]/g, " ").trim();
  for (const match of bare.matchAll(NAME)) {
    if (match.index === 0 || /[.:!?]\s*$/.test(bare.slice(Math.max(0, match.index - 3), match.index))) continue;
    const name = match[0].toLowerCase().replace("’", "'");
    if (CAPITALISED.has(name) || fixed.includes(name)) continue;
    if (!words(match[0]).every((word) => question.has(word.key))) return true;
  }
  return false;
}
