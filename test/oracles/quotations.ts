import fc from "fast-check";

/** Words of short alphabets, so that near-hits happen, in scripts with and without spaces. */
const SCRIPTS = {
  Latin: ["ab", "aba", "bab", "abba", "tea", "ten", "net", "cafe\u0301", "Tea", "30", "31"],
  Cyrillic: ["на", "ан", "нана", "анна", "тон", "нот", "Он", "30"],
  Greek: ["να", "αν", "ανα", "τον", "νότα", "Το", "31"],
  Arabic: ["با", "اب", "باب", "ابا", "تاب", "30"],
  Hebrew: ["אב", "בא", "אבא", "באב", "תא"],
  Hindi: ["का", "की", "काकी", "कि", "नाक", "३०"],
  Thai: ["กา", "มา", "กามา", "น้ำ", "ที่", "นา"],
  Chinese: ["退", "款", "退款", "三", "十", "天"],
  Japanese: ["かな", "なか", "カナ", "する", "水", "が"],
  Korean: ["가", "나", "가나", "하다", "다"],
} as const;
export type ScriptName = keyof typeof SCRIPTS;
export const SCRIPT_NAMES = Object.keys(SCRIPTS) as readonly ScriptName[];

const SPACELESS = new Set<string>(["Thai", "Chinese", "Japanese"]);
const GAPS = [" ", " ", " ", " ", " ", ", ", ". ", "\n", "  ", " 👨‍👩‍👧 ", "\u00a0"];

/** Words of one script, joined as that script joins them: letters at both ends. */
export function textIn(script: ScriptName, least: number, most: number): fc.Arbitrary<string> {
  const gaps = SPACELESS.has(script) ? ["", "", "", "", "、", " "] : GAPS;
  const word = fc.tuple(fc.constantFrom(...SCRIPTS[script]), fc.constantFrom(...gaps));
  return fc
    .array(word, { minLength: least, maxLength: most })
    .map((list) => list.map(([one, gap], at) => (at === list.length - 1 ? one : one + gap)).join(""));
}

/** Words of two scripts, one behind the other. */
export const mixedText = (least: number, most: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...SCRIPT_NAMES), fc.constantFrom(...SCRIPT_NAMES))
    .chain(([one, other]) => fc.tuple(textIn(one, least, most), textIn(other, 1, 6)))
    .map(([one, other]) => `${one} ${other}`);

export interface Slip {
  readonly at: number;
  readonly kind: "drop" | "add" | "change";
}
export const slips = (most: number): fc.Arbitrary<readonly Slip[]> =>
  fc.array(fc.record({ at: fc.nat(10_000), kind: fc.constantFrom("drop", "add", "change") }), { maxLength: most });

/** A text with letters dropped, added and changed, never at its ends and never within a grapheme; each is one edit. */
export function slipped(text: string, wrong: readonly Slip[]): string {
  const graphemes = Array.from(new Intl.Segmenter("und").segment(text), ({ segment }) => segment);
  for (const { at, kind } of wrong) {
    if (graphemes.length < 4) break;
    const place = 1 + (at % (graphemes.length - 2));
    if (kind === "drop") graphemes.splice(place, 1);
    else if (kind === "add") graphemes.splice(place, 0, "x");
    else graphemes[place] = "x";
  }
  return graphemes.join("");
}

/** A text, and a quotation cut out of it at words, with up to so many slips; or one of other words altogether. */
export function quoted(texts: fc.Arbitrary<string>, words: number, most: number) {
  return fc
    .record({
      text: texts,
      from: fc.nat(1_000),
      length: fc.integer({ min: 1, max: words }),
      wrong: slips(most),
      other: texts,
    })
    .chain(({ text, from, length, wrong, other }) => {
      const bits = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
      const first = from % Math.max(1, bits.length);
      const last = bits[Math.min(bits.length - 1, first + length - 1)];
      const start = bits[first]?.index ?? 0;
      const end = last === undefined ? 0 : last.index + last[0].length;
      const cut = slipped(text.slice(start, end), wrong);
      return fc.record({
        text: fc.constant(text),
        quote: fc.oneof(
          { weight: 5, arbitrary: fc.constant(cut) },
          { weight: 1, arbitrary: fc.constant(other.slice(0, 40)) },
        ),
      });
    })
    .map(({ text, quote }) => ({ text, quote: withLetterEnds(quote) }))
    .filter(({ quote }) => quote !== "");
}

const withLetterEnds = (text: string): string =>
  text
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .replace(/[^\p{L}\p{N}\p{M}]+$/u, "")
    .toWellFormed();

/** Forty words that are not near each other, for prose in which a quotation has one place. */
const WORDS =
  "anchor barrel candle drawer engine feather garden hammer island jacket kettle ladder mirror needle orchard parcel quarry ribbon saddle timber umbrella vessel window yellow zipper acorn bridge copper dolphin ember falcon granite harbour ivory jungle kernel lantern magnet nectar oyster".split(
    " ",
  );
export const prose = (least: number, most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(" ", " ", " ", " ", ", ", ". ")), {
      minLength: least,
      maxLength: most,
    })
    .map((list) => list.map(([word, gap]) => word + gap).join(""));
