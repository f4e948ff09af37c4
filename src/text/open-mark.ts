/** What is still open, and the offset in the text where it opened. */
export interface OpenMark {
  readonly kind: "quotation" | "marker" | "bracket" | "code";
  readonly offset: number;
}

const KIND_OF: { readonly [opener: string]: OpenMark["kind"] } = {
  "[": "marker",
  "【": "marker",
  "［": "marker",
  "(": "bracket",
  "（": "bracket",
  "{": "bracket",
};
const OPENER_OF: { readonly [closer: string]: readonly string[] } = {
  // A half-open interval, [0, 1), closes with the other kind.
  ")": ["(", "["],
  "]": ["[", "("],
  "}": ["{"],
  "】": ["【"],
  "］": ["［"],
  "）": ["（"],
  "」": ["「"],
  "』": ["『"],
  "》": ["《"],
  "”": ["“", "„", "”"],
  "“": ["„"],
  "»": ["«", "»"],
  "«": ["»"],
  "›": ["‹", "›"],
  "‹": ["›"],
  "’": ["‘"],
};
const ALWAYS_OPENS = "([{【［（「『《“„";
/** Openers in some languages, closers in others: they open where a word follows at once, or after a space. */
const MAY_OPEN = "«‹”»›‘";
/** Words that begin with an apostrophe, which some editors turn the wrong way. */
const ELIDED = ["tis", "twas", "em", "n", "cause", "til"];

/**
 * The first quotation, marker, bracket or inline code in `text.slice(start, end)`, one paragraph, that does not close.
 * Apostrophes, inches and feet, list labels such as `a)` and emoticons open nothing. Linear: one stack a character.
 */
export function openMark(text: string, start: number, end: number): OpenMark | undefined {
  const open = new Map<string, number[]>();
  let code: { readonly run: number; readonly offset: number } | undefined;
  for (let index = start; index < end; index += 1) {
    const mark = text.charAt(index);
    if (mark === "\\") {
      index += 1;
      continue;
    }
    if (mark === "`") {
      let after = index;
      while (after < end && text[after] === "`") after += 1;
      if (code === undefined) code = { run: after - index, offset: index };
      else if (code.run === after - index) code = undefined;
      index = after - 1;
      continue;
    }
    if (code !== undefined) continue;
    const before = index > start ? text.charAt(index - 1) : "";
    const after = index + 1 < end ? text.charAt(index + 1) : "";
    if (mark === '"') {
      if (pop(open, ['"'])) continue;
      if (opensStraight(before, after)) push(open, mark, index);
      continue;
    }
    if (mark === "’" && isWordCharacter(after)) continue;
    if (pop(open, OPENER_OF[mark])) continue;
    if (ALWAYS_OPENS.includes(mark)) {
      if (!isEmoticon(text, index, start, after)) push(open, mark, index);
      continue;
    }
    if (MAY_OPEN.includes(mark) && mayOpen(text, index, before, after)) push(open, mark, index);
  }
  let first: OpenMark | undefined = code === undefined ? undefined : { kind: "code", offset: code.offset };
  for (const [mark, [offset]] of open) {
    if (offset === undefined || (first !== undefined && first.offset < offset)) continue;
    first = { kind: KIND_OF[mark] ?? "quotation", offset };
  }
  return first;
}

function push(open: Map<string, number[]>, mark: string, offset: number): void {
  const offsets = open.get(mark);
  if (offsets === undefined) open.set(mark, [offset]);
  else offsets.push(offset);
}

function pop(open: Map<string, number[]>, openers: readonly string[] | undefined): boolean {
  for (const opener of openers ?? []) {
    if (open.get(opener)?.pop() !== undefined) return true;
  }
  return false;
}

function opensStraight(before: string, after: string): boolean {
  // After a figure it means inches or seconds; after a word, with no word behind it, it closes what nobody opened.
  if (/^\p{Nd}$/u.test(before)) return false;
  if (before === "'" || before === "′" || before === "’") return false;
  return !isWordCharacter(before) || isWordCharacter(after);
}

function mayOpen(text: string, index: number, before: string, after: string): boolean {
  const mark = text.charAt(index);
  if (mark === "«" || mark === "‹") return true;
  if (isWordCharacter(before) || !isWordCharacter(after)) return false;
  if (mark !== "‘") return true;
  if (/^\p{Nd}$/u.test(after)) return false;
  const word = /^[a-z]{1,6}/i.exec(text.slice(index + 1, index + 8))?.[0] ?? "";
  return !ELIDED.includes(word.toLowerCase());
}

function isEmoticon(text: string, index: number, start: number, after: string): boolean {
  if (!"([{".includes(text.charAt(index)) || isWordCharacter(after)) return false;
  const eyes = text.slice(Math.max(start, index - 2), index);
  return /[:;=]-?$/.test(eyes);
}

function isWordCharacter(character: string): boolean {
  return /^[\p{L}\p{N}\ud800-\udfff]$/u.test(character);
}
