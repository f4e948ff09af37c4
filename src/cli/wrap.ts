const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns that the text takes on a terminal: East Asian wide characters and emoji take two, marks none. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of charactersOf(text)) width += characterWidth(character);
  return width;
}

/** What a reader takes for one character. Most text has none of several code points, and is then cut ten times faster. */
function* charactersOf(text: string): Generator<string> {
  if (!/[\p{M}\p{Emoji_Presentation}\p{DI}\p{Regional_Indicator}]/u.test(text)) yield* text;
  else for (const { segment } of graphemes.segment(text)) yield segment;
}

function characterWidth(character: string): number {
  if (/\p{Emoji_Presentation}|\uFE0F/u.test(character)) return 2;
  const code = character.codePointAt(0) ?? 0;
  if (isWide(code)) return 2;
  return /^[\p{Mn}\p{Me}\p{DI}]/u.test(character) ? 0 : 1;
}

// East Asian Width W and F of Unicode 16, with neighbouring ranges joined where only unassigned code points lie between.
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18d08],
  [0x1aff0, 0x1b2fb],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];
function isWide(code: number): boolean {
  return code >= 0x1100 && wideRanges.some(([first, last]) => code >= first && code <= last);
}

/**
 * The text in lines of at most `width` columns, broken at spaces, between East Asian characters, and inside a word only
 * when the word alone is wider than a line. Line breaks in the text stay.
 */
export function wrap(text: string, width: number): readonly string[] {
  return text
    .replaceAll("\t", " ")
    .split("\n")
    .flatMap((line) => wrapLine(line, Math.max(width, 8)));
}

function wrapLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = "";
  let used = 0;
  const open = (piece: string): void => {
    lines.push(current.trimEnd());
    current = piece;
    used = displayWidth(piece);
  };
  for (const piece of pieces(line)) {
    const columns = displayWidth(piece.trimEnd());
    if (used + columns > width && current !== "") open("");
    if (columns <= width) {
      current += piece;
      used += displayWidth(piece);
      continue;
    }
    for (const character of charactersOf(piece)) {
      if (used + characterWidth(character) > width) open("");
      current += character;
      used += characterWidth(character);
    }
  }
  lines.push(current.trimEnd());
  return lines;
}

/** Words with the spaces after them; a wide character may break off before and after. */
function pieces(line: string): readonly string[] {
  if (/^[\x20-\x7E]*$/.test(line)) return line.match(/[^ ]+ *|^ +/g) ?? [];
  const found: string[] = [];
  let word = "";
  for (const character of charactersOf(line)) {
    const isCut = isWide(character.codePointAt(0) ?? 0) && !/^\p{P}/u.test(character);
    if (isCut || (word.endsWith(" ") && character !== " ")) {
      if (word !== "") found.push(word);
      word = "";
    }
    word += character;
  }
  if (word !== "") found.push(word);
  return found;
}
