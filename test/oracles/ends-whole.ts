/** Marks that may stand behind the last terminator of a text: closing quotations and brackets, emphasis, spaces. */
const BEHIND = /[\s"'”’»«“」』）)*_|`]+$/u;
/** Markers that may stand there: numbers, ids, footnotes, elements. */
const MARKER =
  /(?:\[[^\][\n]{1,60}\]|<cite[^<>]*>[^<>]*<\/cite>|<\/cite>|\(\d+\)|\((?:source|passage|doc)[^()\n]{1,40}\))$/iu;

/**
 * Whether a text stops where a reader would believe it whole: at a terminator, or at the end of a line. Naive, and
 * generous on purpose: what it calls cut is cut beyond doubt.
 */
export function endsWhole(text: string, next: string): boolean {
  if (/^\s*$/.test(text)) return false;
  // The end of a line is the end of a list item, a row or a block.
  if (next.trimStart() === "" || /^[^\S\n]*\n/.test(next) || text.endsWith("\n")) return true;
  let rest = text;
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(BEHIND, "").replace(MARKER, "");
  }
  return /[.!?…。！？؟۔।:]$/u.test(rest) || rest === "";
}

/** The marks that open something and what closes each; `"` and fences are counted. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["“", "”"],
  ["«", "»"],
  ["「", "」"],
  ["『", "』"],
];
const count = (text: string, part: string): number => text.split(part).length - 1;

/** Whether a quotation, a fence or a marker that the whole text closes is still open at the end of its beginning. */
export function isOpenAt(whole: string, length: number): boolean {
  const text = whole.slice(0, length);
  const isCut = (open: string, close: string): boolean =>
    count(text, open) > count(text, close) && count(whole, open) === count(whole, close);
  if (PAIRS.some(([open, close]) => isCut(open, close)) || isCut("[", "]") || isCut("<cite", "</cite>")) return true;
  const fences = (part: string): number => part.split("\n").filter((line) => /^\s{0,3}```/.test(line)).length;
  if (fences(text) % 2 === 1 && fences(whole) % 2 === 0) return true;
  return count(text, '"') % 2 === 1 && count(whole, '"') % 2 === 0;
}

/**
 * Whether the text stops in a place that shows no sign of it: in a list whose other items have no full stop either, or
 * in the definition of a footnote.
 */
export function showsNoCut(text: string): boolean {
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  if (/^\s*\[\^/.test(last)) return true;
  const bullet = /^\s*(?:[-*+]|\d+[.)])\s/.exec(last)?.[0].replace(/\d+/, "1");
  if (bullet === undefined) return false;
  const siblings = lines.filter((line) => line.replace(/^(\s*)\d+/, "$11").startsWith(bullet));
  return siblings.filter((line) => !/[.!?。]\W*$/.test(line)).length * 2 > siblings.length;
}
