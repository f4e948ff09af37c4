// What stands in for a unit: letters, figures, space and marks of ASCII, and the scripts.
const SMALL = 0;
const CAPITAL = 1;
const WESTERN = 2; // é, ü, ñ: Latin-1
const ACCENTED = 3; // ł, ş, ế: all other Latin letters
const FIGURE = 4;
const SPACE = 5;
const LINE = 6;
const MARK = 7;
const SCRIPTS = 8;

/** The scripts that are counted by units, and those of them that are written in words, which are counted too. */
const SCRIPT_NAMES = [
  ...["greek", "cyrillic", "caucasian", "hebrew", "arabic", "devanagari", "indic", "thai", "siamese", "hangul"],
  ...["hiragana", "katakana", "han", "wide", "typography", "symbols", "astral", "other"],
] as const;
const IN_WORDS = 10;

/** From which UTF-16 unit on which of them stands. */
const RANGES: readonly (readonly [from: number, name: (typeof SCRIPT_NAMES)[number] | "western" | "accented"])[] = [
  [0x80, "typography"],
  [0xc0, "western"],
  [0x100, "accented"],
  [0x250, "symbols"],
  [0x370, "greek"],
  [0x400, "cyrillic"],
  [0x530, "caucasian"],
  [0x590, "hebrew"],
  [0x600, "arabic"],
  [0x780, "other"],
  [0x900, "devanagari"],
  [0x980, "indic"],
  [0xe00, "thai"],
  [0xe80, "siamese"],
  [0x10a0, "caucasian"],
  [0x1100, "other"],
  [0x1780, "siamese"],
  [0x1800, "other"],
  [0x1e00, "accented"],
  [0x1f00, "greek"],
  [0x2000, "typography"],
  [0x2070, "symbols"],
  [0x3000, "wide"],
  [0x3040, "hiragana"],
  [0x30a0, "katakana"],
  [0x3100, "other"],
  [0x3400, "han"],
  [0xa000, "other"],
  [0xac00, "hangul"],
  [0xd7b0, "other"],
  [0xd800, "astral"],
  [0xe000, "other"],
  [0xf900, "han"],
  [0xfb00, "other"],
  [0xff00, "wide"],
];

/** What the number of a text's tokens hangs on, by position in the weights. */
export const COUNTED: readonly string[] = [
  ...["words", "beyond 4", "beyond 8", "beyond 12", "upper words", "upper letters", "capitalised"],
  ...["vowel ends", "western words", "western", "western letters", "accented words", "accents", "accented letters"],
  ...["traditional", "figures", "marks", "mark units", "mark changes"],
  ...["lines", "indents", "indent units"],
  ...SCRIPT_NAMES.map((name) => `${name} units`),
  ...SCRIPT_NAMES.slice(0, IN_WORDS).map((name) => `${name} words`),
  "carons",
];
const [WORDS, BEYOND_4, BEYOND_8, BEYOND_12, UPPER_WORDS, UPPER_LETTERS, CAPITALISED] = [0, 1, 2, 3, 4, 5, 6];
const [VOWEL_ENDS, WESTERN_WORDS, WESTERNS, WESTERN_LETTERS, ACCENTED_WORDS, ACCENTS, ACCENTED_LETTERS] = [
  7, 8, 9, 10, 11, 12, 13,
];
const [TRADITIONALS, FIGURES, MARKS, MARK_UNITS, MARK_CHANGES, LINES, INDENTS, INDENT_UNITS, UNITS] = [
  14, 15, 16, 17, 18, 19, 20, 21, 22,
];
const SCRIPT_WORDS = UNITS + SCRIPT_NAMES.length;
const CARONS = SCRIPT_WORDS + IN_WORDS;

const HAN = SCRIPTS + SCRIPT_NAMES.indexOf("han");

/** A class for every unit there is. */
const CLASSES: Uint8Array = classes();

function classes(): Uint8Array {
  const of = new Uint8Array(0x10000).fill(MARK, 0, 0x80);
  of.fill(FIGURE, 0x30, 0x3a).fill(CAPITAL, 0x41, 0x5b).fill(SMALL, 0x61, 0x7b);
  of[0x20] = SPACE;
  of[0x09] = SPACE;
  of[0x0a] = LINE;
  of[0x0d] = LINE;
  for (const [index, [from, name]] of RANGES.entries()) of.fill(classOf(name), from, RANGES[index + 1]?.[0]);
  return of;
}

function classOf(name: (typeof RANGES)[number][1]): number {
  if (name === "western") return WESTERN;
  return name === "accented" ? ACCENTED : SCRIPTS + SCRIPT_NAMES.indexOf(name);
}

// Units whose words are cut finer than those of others of their class. Accents as Czech and Slovak have them; and
// frequent Chinese characters that only the traditional script has, of which tokenisers have seen less. And the vowels that words of most languages in Latin letters end with, and those of English rarely do.
const FINER = new Uint8Array(0x10000);
for (const unit of "aiou") FINER[unit.charCodeAt(0)] = 1;
for (const unit of "čďěňřšťůžČĎĚŇŘŠŤŮŽ") FINER[unit.charCodeAt(0)] = 1;
for (const unit of "個們來時會對說這還過從經與為後應發現開關類設問題實體種動當點進數號項參檔錯誤變選擇運識別語間無論屬繼續載試義狀態結構輸專單連線網頁際標準條轉換讀寫據庫資訊產區塊權則將處傳遞兩邊頭樣東車長門見貝馬魚鳥龍執擴於僅須點併閉層組維護驗證編譯環讓覺話請誰麼嗎給樓國學習電腦軟體區員")
  FINER[unit.charCodeAt(0)] = 1;

/**
 * The counts of a text, in the order of `COUNTED`. Byte-pair tokenisers cut a text into words, groups of three figures
 * and runs of marks and of space, and these into pieces that they have often seen: so what is counted are such runs, by
 * length, case and script. One pass.
 */
export function countRuns(text: string): Float64Array {
  const counts = new Float64Array(COUNTED.length);
  const add = (index: number, amount: number): void => {
    counts[index] = (counts[index] ?? 0) + amount;
  };
  const classAt = (index: number): number => CLASSES[text.charCodeAt(index)] ?? LINE;
  let at = 0;
  while (at < text.length) {
    const start = at;
    const kind = classAt(start);
    at += 1;
    if (kind <= ACCENTED) at = countWord(start);
    else if (kind === MARK) {
      while (at < text.length && classAt(at) === MARK) at += 1;
      countMarks(start, at);
    } else {
      while (at < text.length && classAt(at) === kind) at += 1;
      const units = at - start;
      if (kind === FIGURE) add(FIGURES, Math.ceil(units / 3));
      else if (kind === LINE) add(LINES, 1);
      else if (kind >= SCRIPTS) {
        add(UNITS + kind - SCRIPTS, units);
        if (kind - SCRIPTS < IN_WORDS) add(SCRIPT_WORDS + kind - SCRIPTS, 1);
        if (kind === HAN)
          for (let index = start; index < at; index += 1) add(TRADITIONALS, FINER[text.charCodeAt(index)] ?? 0);
      } else if (units > 1) {
        add(INDENTS, 1);
        add(INDENT_UNITS, units);
      }
    }
  }
  return counts;

  /** Letters up to where a capital follows a small one: `maxOutput` is two words, `HTTPServer` and `Plain` are one. Gives their end. */
  function countWord(start: number): number {
    let end = start;
    let last = CAPITAL;
    let capitals = 0;
    let westerns = 0;
    let accents = 0;
    for (;;) {
      // Nothing stands behind the end, and most letters are small: they take the shortest way.
      const next = CLASSES[text.charCodeAt(end)];
      if (next === SMALL) {
        last = SMALL;
        end += 1;
        continue;
      }
      if (next === undefined || next > ACCENTED || (next === CAPITAL && last !== CAPITAL)) break;
      if (next === CAPITAL) capitals += 1;
      else if (next === WESTERN) westerns += 1;
      else if (next === ACCENTED) {
        accents += 1;
        add(CARONS, FINER[text.charCodeAt(end)] ?? 0);
      }
      last = next;
      end += 1;
    }
    const length = end - start;
    if (accents > 0) {
      add(ACCENTED_WORDS, 1);
      add(ACCENTS, accents);
      add(ACCENTED_LETTERS, length);
    } else if (westerns > 0) {
      add(WESTERN_WORDS, 1);
      add(WESTERNS, westerns);
      add(WESTERN_LETTERS, length);
    } else if (capitals > 1) {
      add(UPPER_WORDS, 1);
      add(UPPER_LETTERS, length);
    } else {
      add(WORDS, 1);
      if (capitals === 1) add(CAPITALISED, 1);
      if (length <= 4) return end;
      add(BEYOND_4, length - 4);
      if (length > 8) add(BEYOND_8, length - 8);
      if (length > 12) add(BEYOND_12, length - 12);
      add(VOWEL_ENDS, FINER[text.charCodeAt(end - 1)] ?? 0);
    }
    return end;
  }

  /** A line of one mark is a few tokens however long, a run of different ones is not. */
  function countMarks(start: number, end: number): void {
    add(MARKS, 1);
    add(MARK_UNITS, end - start);
    for (let index = start + 1; index < end; index += 1)
      if (text.charCodeAt(index) !== text.charCodeAt(index - 1)) add(MARK_CHANGES, 1);
  }
}
