import { hasLetterOrDigit } from "../text/script.ts";
import { words } from "../text/words.ts";
import type { SkipReason } from "../types.ts";
import { ABSENCE, ABSTENTION, CLOSED_LIST, CONNECTIVE, INTRODUCES, LEAD_IN_PREFIX, OPENING_PREFIX, ORDINAL_LABEL, OWN_LENGTH } from "./closed-list.ts";

export interface Piece {
  /** The sentence without its markers. */
  readonly text: string;
  readonly question: ReadonlySet<string>;
  readonly cited: boolean;
  readonly quoted: boolean;
  /** A list, a table, code or another block stands right behind it. */
  readonly introduces: boolean;
  readonly heading: boolean;
}

const LONGEST_LISTED = 400; // units; no entry of the closed list is longer, and a long piece says something

/** Why a piece is no claim, or `undefined`: then it is one. `absence` marks a claim that the sources are silent. */
export function classify(piece: Piece): SkipReason | "absence" | undefined {
  const lower = plain(piece.text).replace(CONNECTIVE, "");
  if (lower.length <= LONGEST_LISTED && ABSENCE.some((pattern) => pattern.test(lower))) return "absence";
  if (piece.cited || piece.quoted || !hasLetterOrDigit(piece.text)) return undefined;
  if (lower.length > LONGEST_LISTED) return undefined;
  const reason = listed(piece, lower);
  if (reason === undefined) return undefined;
  if (hasFigure(piece.text)) return undefined;
  // Capitals of a heading say nothing: Titles Are Written So.
  return reason !== "heading" && hasNewName(piece.text, piece.question) ? undefined : reason;
}

function listed(piece: Piece, lower: string): SkipReason | undefined {
  if (piece.heading) return "heading";
  const count = lower.split(" ").length;
  const row = CLOSED_LIST.find(([, maxWords, pattern]) => count <= maxWords && pattern.test(lower));
  if (/[?？؟]["'”’»)\]]?$/.test(lower)) return row?.[0] ?? "question";
  if (/[:：]$/.test(lower) && (piece.introduces || INTRODUCES.test(lower))) return "lead-in";
  if (ABSTENTION.some((pattern) => pattern.test(lower))) return "abstention";
  return row?.[0];
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
    .replaceAll(/[*_#]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();

function hasFigure(text: string): boolean {
  return /\p{N}/u.test(text.toLowerCase().replaceAll(OWN_LENGTH, " ").replaceAll(ORDINAL_LABEL, " "));
}

/** Capitals that name nothing: pronouns that their language writes large. */
const CAPITALISED = new Set("i i'm i'd i'll i've ai ihnen ihr ihre ihren ihrem sie ich".split(" "));
const NAME = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'’-]*/gu;

/** A word written large inside the sentence that the question does not have. */
function hasNewName(text: string, question: ReadonlySet<string>): boolean {
  const bare = text.replaceAll(/[*_#"“”]/g, " ").trim();
  for (const match of bare.matchAll(NAME)) {
    if (match.index === 0 || /[.:!?]\s*$/.test(bare.slice(Math.max(0, match.index - 3), match.index))) continue;
    const name = match[0].toLowerCase().replace("’", "'");
    if (CAPITALISED.has(name)) continue;
    if (!words(match[0]).every((word) => question.has(word.key))) return true;
  }
  return false;
}
