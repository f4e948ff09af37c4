import { lowerBound } from "../text/lower-bound.ts";
import { vocabulary } from "../text/vocabulary.ts";
import { type Wording, wordingOf } from "../text/wording.ts";
import { type Word, words } from "../text/words.ts";
import type { Source } from "../types.ts";
import { type Cardinal, cardinalAt, nameOf, scaleOf } from "./cardinals.ts";

/** Figures that speak of the answer itself, not of the world: "Step 6: …" at its head, "… in 83 words:" at its end. */
const OWN_PARTS =
  /^[\s*_#]{0,6}(?:step|part|option|method|tip|reason) \d{1,2}[.:)]|\b(?:in|within|of|under) \d{1,4} (?:words|sentences)(?: or (?:less|fewer))?:$/gi;

/**
 * The figures of a claim, as written, that stand in none of the sources at the positions asked: in the digits of any
 * script, or as English cardinals. Compared as values: `1,500` is `1500`, "1.2 million" is 1,200,000. A figure may be
 * coarser than the source's where it says so ("about 2,500" for 2,487), never finer. A figure of the question excuses
 * nothing: a wrong premise repeated is a wrong answer.
 */
export function figuresMissing(text: string, sources: readonly Source[], asked: readonly number[]): readonly string[] {
  const claim = text.replaceAll(OWN_PARTS, " ");
  const prepared = asked.map((at) => wordingOf(sources[at]?.text ?? ""));
  const has = (key: string | undefined): boolean =>
    key !== undefined && prepared.some(({ positions }) => positions.has(key));
  const list = words(claim);
  const missing: string[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const word = list[at];
    if (word === undefined) break;
    const cardinal = word.kind === "word" ? cardinalAt(list, at) : undefined;
    if (cardinal !== undefined) {
      const run = list.slice(at, at + cardinal.length);
      const written = claim.slice(word.start, run.at(-1)?.end);
      const known =
        has(String(cardinal.value)) || run.every(({ key }) => has(key)) || has(nameOf(String(cardinal.value)));
      if (isHeld(cardinal, list[at + cardinal.length]) && !known) missing.push(written);
      at += cardinal.length - 1;
    } else if (word.kind === "number" && !isKnown(claim, list, at, prepared)) {
      missing.push(claim.slice(word.start, word.end));
    }
  }
  return missing;
}

const MEASURES = vocabulary(
  "second seconds minute minutes hour hours day days night nights week weeks month months quarter quarters year years decade decades century centuries working business calendar percent euros euro dollars dollar pounds cents francs kilograms grams litres liters metres meters kilometres kilometers miles feet inches degrees times",
);

/**
 * The written-out cardinals that a claim is held to: from four on, and all before a measure ("three days"). Below four,
 * answers count their own parts ("the two kinds"): holding them to that escalated 1.3 % more of RAGTruth's clean answers.
 */
const isHeld = ({ value }: Cardinal, next: Word | undefined): boolean =>
  value >= 4 || (value > 0 && next !== undefined && MEASURES.has(next.key));

function isKnown(claim: string, list: readonly Word[], at: number, prepared: readonly Wording[]): boolean {
  const word = list[at];
  if (word === undefined) return true;
  const written = claim.slice(word.start, word.end);
  const has = (key: string | undefined): boolean =>
    key !== undefined && prepared.some(({ positions }) => positions.has(key));
  if (has(word.key) || (isBare(claim, word.start, word.end) && has(nameOf(word.key)))) return true;
  // "8:00" is eight o'clock.
  if (written === "00" && claim[word.start - 1] === ":") return true;
  const scale = words(SCALE.exec(written)?.[0] ?? "")[0];
  const figure = written.replace(/[^\p{N}]{1,16}$/u, "");
  if (scale !== undefined && prepared.some((source) => spells(source, figure, scale))) return true;
  return (
    (figure !== written || mayRound(claim, word, written)) &&
    prepared.some(({ figures }) => hasRounded(figures, Number(word.key), figure))
  );
}

/** The scale of a figure as written: "million" of "1.2 million", "k" of "14k". */
const SCALE = /[a-z]{1,8}$/i;

/** Whether a source writes a figure out before its scale: "two million" for "2 million". */
function spells({ positions, words: list }: Wording, figure: string, scale: Word): boolean {
  const name = nameOf(figure);
  return name !== undefined && (positions.get(name) ?? []).some((at) => scaleOf(list[at + 1]) === scaleOf(scale));
}

const HEDGE =
  /(?:\b(?:about|around|nearly|almost|over|roughly|approximately|approx\.?|some|more than|less than|fewer than|up to|under|close to)|[~≈])\s?\p{Sc}?$/iu;

/** Whether a figure may stand for a finer one: it is hedged, a share, has decimals or five digits; a year never. */
function mayRound(claim: string, { start, end }: Word, written: string): boolean {
  if (/^(?:1\d|20)\d\d$/.test(written)) return false;
  return (
    /[.,]\d{1,2}$/.test(written) ||
    written.replaceAll(/\D/g, "").length >= 5 ||
    /^\s?(?:%|percent)/i.test(claim.slice(end, end + 9)) ||
    HEDGE.test(claim.slice(Math.max(0, start - 24), start))
  );
}

/** Nobody writes out the figures of a time, a price or a share. */
const isBare = (text: string, start: number, end: number): boolean =>
  !/[:/$€£¥.,]$/.test(text.slice(Math.max(0, start - 1), start)) && !/^(?:[:/%°]|\s?%)/.test(text.slice(end, end + 2));

/** Whether a figure rounds to `value` as written: 2.5 for 2.487, 2500000 for 2487000. One digit rounds nothing. */
function hasRounded(figures: Float64Array, value: number, written: string): boolean {
  const digits = significantDigits(written);
  if (!Number.isFinite(value) || value <= 0 || digits < 2 || digits > 15) return false;
  // Half a unit of the last digit given, either way.
  const half = 10 ** (Math.floor(Math.log10(value)) - digits + 1) / 2;
  const exact = figures[lowerBound(figures.length, (at) => (figures[at] ?? 0) < value - half)];
  return exact !== undefined && exact <= value + half;
}

/** Zeros behind a decimal point were written on purpose ("4.90"); those of a whole number may stand for rounding. */
function significantDigits(written: string): number {
  let end = written.length;
  if (!/[.,]\d{1,2}$/.test(written)) while (end > 0 && written[end - 1] === "0") end -= 1;
  return written
    .slice(0, end)
    .replaceAll(/\D/g, "")
    .replace(/^0{1,20}/, "").length;
}
