import { scriptOf } from "../text/script.ts";

/** Raised figures of an answer, before it is known whether they cite. Offsets index the answer. */
export interface Superscript {
  readonly start: number;
  readonly end: number;
  /** What is raised, without tags: "¹,²", "[1]". */
  readonly content: string;
  /** Behind closing punctuation it is a note; behind a word it may be one; behind a figure or a unit it is a power. */
  readonly behind: "stop" | "word" | "power";
}

const RAISED = /⁽?[⁰¹²³⁴-⁹]{1,4}(?:⁾?[,˒⁻] ?⁽?[⁰¹²³⁴-⁹]{1,4})*⁾?|<sup>([^<>]*|\s*<a\s[^<>]*>[^<>]*<\/a>\s*)<\/sup>/giu;
const HAS_RAISED = /[⁰¹²³⁴-⁹]|<sup/i;
const STOP = /[.!?…,;:。！？、，；：؟۔।"”’»›」』】］][*_~]{0,3}$/u;
const CLOSED_WORD = /\p{L}{3}[^()\s]{0,3}[)）][*_~]{0,3}$/u;
const LETTER = /^[\p{L}\p{M}'’]$/u;
const BEFORE_WORD = /^[\s"'“‘«(（[—–*_-]$/u;
const LOOK_BACK = 32; // units; no word before a note is longer, and the look back stays bounded
const MAX_CONTENT = 200;

/** What is raised to a power: units, functions, and formulas that look like words. */
const UNITS = new Set(
  "mm cm dm km mi ft in yd ha nm pm inch inches foot feet yard yards mile miles meter meters metre metres metr metros mètre mètres sq kw kwh mw gw hz khz mhz ghz kg mg lb oz ml dl cl mc sin cos tan cot sec csc log ln exp chi eta м см км мм".split(
    " ",
  ),
);
const SPACELESS_UNIT = /(?:米|公尺|里|尺|メートル|キロ|センチ|ミリ)$/u;

/** All raised figures of the answer, in order. Linear. */
export function superscriptsIn(answer: string): readonly Superscript[] {
  const found: Superscript[] = [];
  if (!HAS_RAISED.test(answer)) return found;
  for (const match of answer.matchAll(RAISED)) {
    const start = match.index;
    const end = start + match[0].length;
    const content = (match[1] ?? match[0]).replace(/<[^<>]*>/g, "").trim();
    if (content === "" || content.length > MAX_CONTENT) continue;
    const last = found.at(-1);
    const joined = last !== undefined && /^[,;]?\s?$/.test(answer.slice(last.end, start));
    found.push({ start, end, content, behind: joined ? last.behind : behind(answer, start) });
  }
  return found;
}

function behind(answer: string, at: number): Superscript["behind"] {
  const before = answer.slice(Math.max(0, at - LOOK_BACK), at);
  if (STOP.test(before)) return "stop";
  if (CLOSED_WORD.test(before)) return "word";
  const emphasis = /[*_~]{1,3}$/.exec(before)?.[0].length ?? 0;
  const letters = Array.from(before.slice(0, before.length - emphasis));
  let from = letters.length;
  while (from > 0 && LETTER.test(letters[from - 1] ?? "")) from -= 1;
  const word = letters.slice(from).join("");
  if (word === "" || UNITS.has(word.toLowerCase())) return "power";
  if (scriptOf(letters.at(-1)?.codePointAt(0) ?? 0) === "spaceless")
    return SPACELESS_UNIT.test(word) ? "power" : "word";
  if (letters.length === from + 1 || (from > 0 && !BEFORE_WORD.test(letters[from - 1] ?? ""))) return "power";
  // "CO²" and "Mg²" are formulas; "so²" and "it²" are words.
  return word.length === 2 && /\p{Lu}/u.test(word) ? "power" : "word";
}
