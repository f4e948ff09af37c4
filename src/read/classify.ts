import { hasLetterOrDigit } from "../text/script.ts";
import type { SkipReason } from "../types.ts";
import { ABSENCE, LEAD_IN_PREFIX } from "./about-sources.ts";
import * as list from "./closed-list.ts";
import { type Background, hasFigure, hasNewName, isKnown, saysOnly } from "./known.ts";
import { COURTESY, DISCLAIMING, FOREIGN_COURTESY, FOREIGN_INTRODUCING, INTRODUCING } from "./vocabulary.ts";

export interface Piece extends Background {
  /** The sentence without its markers. */
  readonly text: string;
  readonly cited: boolean;
  readonly quoted: boolean;
  /** A list, a table, code or another block stands right behind it. */
  readonly introduces: boolean;
  readonly heading: boolean;
  /** It is one clause of a sentence. */
  readonly clause?: boolean;
}

const LONGEST_LISTED = 400; // units; no entry of the closed list is longer, and a long piece says something

/** Why a piece is no claim, or `undefined`: then it is one. `absence` marks a claim that the sources are silent. */
export function classify(piece: Piece): SkipReason | "absence" | undefined {
  if (piece.text.length > LONGEST_LISTED || !hasLetterOrDigit(piece.text)) return undefined;
  const lower = plain(piece.text);
  const clause = piece.clause === true ? lower.replace(list.BEGINS_CLAUSE, "") : lower;
  // With and without the words that join it to what came before: "I'm sorry, but …" joins, and is said by itself.
  for (const text of new Set([
    lower,
    lower.replace(list.CONNECTIVE, ""),
    clause,
    clause.replace(list.CONNECTIVE, ""),
  ])) {
    const found = classifyLower(piece, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function classifyLower(piece: Piece, lower: string): SkipReason | "absence" | undefined {
  const abstains = abstention(piece, lower);
  if (abstains === undefined && ABSENCE.some((pattern) => pattern.test(lower))) return "absence";
  if (piece.cited || piece.quoted) return undefined;
  const found = abstains ?? listed(piece, lower);
  if (found === undefined || hasFigure(piece.text, piece.question)) return undefined;
  if (!found.capitalsSayNothing && hasNewName(piece.text, piece.question, found.fixed ?? "")) return undefined;
  return found.reason;
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
  if (list.INTRODUCES_WHOLE.test(lower) || introducesForeign(piece, lower))
    return { reason: "lead-in", capitalsSayNothing: true };
  const phrase = courtesy(piece, lower);
  if (phrase !== undefined) return phrase;
  if (/[?？؟]["'”’»)\]]?$/.test(lower))
    return asksOnly(piece, lower) ? { reason: "question", capitalsSayNothing: true } : undefined;
  return introduces(piece, lower) ? { reason: "lead-in" } : undefined;
}

/** That the assistant cannot answer, in words of the question, of courtesy and of disclaimers alone. */
function abstention({ question }: Piece, lower: string): Listed | undefined {
  for (const pattern of list.ABSTENTION) {
    const match = pattern.exec(lower);
    if (match === null) continue;
    const rest = lower.slice(0, match.index) + lower.slice(match.index + match[0].length);
    // What cannot be answered is named in words of the question, up to a comma: behind it, they make an answer.
    const [object = "", ...behind] = rest.split(/[,;:–—]/);
    const own = [COURTESY, INTRODUCING, DISCLAIMING, FOREIGN_COURTESY];
    if (saysOnly(object, ...own, question) && saysOnly(behind.join(" "), ...own)) {
      return { reason: "abstention", fixed: match[0], capitalsSayNothing: true };
    }
  }
  return undefined;
}

/** A row of the closed list with nothing in its train: each kind has its own vocabulary for what may follow. */
function courtesy(piece: Piece, lower: string): Listed | undefined {
  const { question } = piece;
  const count = lower.split(" ").length;
  const match = (
    rows: readonly list.Row[],
    mayFollow: (rest: string, row: list.Row) => boolean,
  ): Listed | undefined => {
    for (const row of rows) {
      const fixed = count <= row[1] ? row[2].exec(lower)?.[0] : undefined;
      if (fixed !== undefined && mayFollow(lower.slice(fixed.length), row)) return { reason: row[0], fixed };
    }
    return undefined;
  };
  const whole = list.FOREIGN_WHOLE.find(([, pattern]) => pattern.test(lower));
  return (
    // The question's own words make of "Sure, …" an answer to it, so a greeting may not have them.
    match(list.COURTESIES, (rest, [reason]) => {
      if (reason !== "greeting") return saysOnly(rest, COURTESY, question);
      return saysOnly(rest, COURTESY) && !(piece.asksYesOrNo && list.AFFIRMS.test(lower));
    }) ??
    match(list.REPORTS, (rest) => isKnown(rest, piece)) ??
    match(list.DISCLAIMERS, (rest) => saysOnly(rest, COURTESY, INTRODUCING, DISCLAIMING, question)) ??
    match(list.FOREIGN, (rest) => saysOnly(rest, FOREIGN_COURTESY, question)) ??
    (whole === undefined ? undefined : { reason: whole[0], fixed: lower })
  );
}

/** A question to the user in a set form, or one whose words are all known. Others tell: "…, right?", "Did you know …?". */
const asksOnly = (piece: Piece, lower: string): boolean =>
  list.TO_THE_USER.test(lower) || !/^[\p{ASCII}’]+$/u.test(lower) || isKnown(piece.text, piece);

const introducesForeign = ({ question }: Piece, lower: string): boolean =>
  list.INTRODUCES_FOREIGN.test(lower) && saysOnly(lower, FOREIGN_INTRODUCING, question);

/** Says that something follows, and nothing that neither the question nor the sources have. */
const introduces = (piece: Piece, lower: string): boolean =>
  (list.BEGINS.test(lower) || (/[:：]$/.test(lower) && (piece.introduces || list.INTRODUCES.test(lower)))) &&
  isKnown(piece.text, piece);

/** Length in units of the lead-in to cut off before a statement; 0 for none, or if the lead-in says something itself. */
export function leadInLength(text: string, background: Background): number {
  const offset = text.length - text.replace(/^[\s*_]{1,8}/, "").length;
  const lower = text.slice(offset, offset + 240).toLowerCase();
  const prefix = LEAD_IN_PREFIX.exec(lower)?.[0] ?? list.OPENING_PREFIX.exec(lower)?.[0] ?? "";
  const written = text.slice(offset, offset + prefix.length);
  if (prefix === "" || /\d/.test(prefix) || !isKnown(prefix, background)) return 0;
  if (hasNewName(written, background.question, "")) return 0;
  return hasLetterOrDigit(text, offset + prefix.length) ? offset + prefix.length : 0;
}

const plain = (text: string): string =>
  text
    .replaceAll(/[*_#¡¿]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();
