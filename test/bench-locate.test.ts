import fc from "fast-check";
import levenshtein from "fast-levenshtein";
import { describe, expect, test } from "vitest";
import { barTable, inPercent } from "./bench/locate/bars.ts";
import { cutAt, folded } from "./bench/locate/cut.ts";
import { withEdits } from "./bench/locate/edits.ts";
import { fabricatedIn } from "./bench/locate/fabricated.ts";
import { footprintOf } from "./bench/locate/footprint.ts";
import { textOf } from "./bench/locate/prose.ts";
import { pseudoProse } from "./bench/locate/pseudo-prose.ts";
import { CASES, type Case, fieldOf, plantedIn, standsIn } from "./bench/locate/quotes.ts";
import { restyled } from "./bench/locate/restyle.ts";
import { isExact, isRight } from "./bench/locate/right.ts";
import { leastDistance } from "./bench/locate/sanity.ts";
import { withEllipsis, withoutWord } from "./bench/locate/shorten.ts";
import { randomFrom } from "./bench/metrics.ts";
import { syntheticText } from "./bench/synthetic.ts";

const field = fieldOf(syntheticText(20_000, 1));
const draw = (of: Case, seed: number, units = 80) =>
  plantedIn(field, { of, units, count: 20, random: randomFrom(seed) });

describe.each(CASES)("planted quotations, %s", (of) => {
  test("are the same for the same seed, and others for another", () => {
    expect(draw(of, 7)).toEqual(draw(of, 7));
    expect(draw(of, 7)).not.toEqual(draw(of, 8));
  });

  test("are of about the length asked for, from places that stand once in the text", () => {
    for (const { start, end, quote } of draw(of, 3)) {
      expect(Math.abs(end - start - 80)).toBeLessThanOrEqual(12);
      if (of === "verbatim") expect(quote).toBe(field.text.slice(start, end));
      const words = folded(field.text.slice(start, end));
      expect(field.words.indexOf(words)).toBe(field.words.lastIndexOf(words));
      expect(field.text.slice(Math.max(0, start - 1), start + 1)).toMatch(/^(?:\s?\p{L})$/u);
      expect(field.text.slice(end - 1, end + 1)).toMatch(/^\p{L}[\s.]?$/u);
    }
  });

  test("are spread over the text", () => {
    const starts = draw(of, 5).map(({ start }) => start);
    expect(Math.min(...starts)).toBeLessThan(2_500);
    expect(Math.max(...starts)).toBeGreaterThan(17_500);
  });
});

test("a passage that stands twice is not quoted", () => {
  const [twice, once] = [syntheticText(2_000, 3), syntheticText(1_000, 4)];
  const doubled = fieldOf([twice, once, twice.toUpperCase()].join("\n"));
  for (const { start, end } of plantedIn(doubled, { of: "verbatim", units: 80, count: 20, random: randomFrom(1) })) {
    expect(end).toBeGreaterThan(twice.length);
    expect(start).toBeLessThan(twice.length + once.length);
  }
});

test.each([
  [20, 1],
  [20, 2],
  [80, 8],
  [300, 6],
  [300, 30],
])("a quotation of %i units with %i edits is that far from what it was", (units, count) => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = randomFrom(seed);
    const place = cutAt(field.text, Math.floor(random() * 15_000), units) ?? { start: 0, end: units };
    const quote = field.text.slice(place.start, place.end);
    const edited = withEdits(quote, count, random);
    expect(levenshtein.get(quote.toLowerCase(), edited.toLowerCase())).toBe(count);
    // An edit at an end may be left out by a shorter part of the text, none in the middle.
    const near = field.text.slice(Math.max(0, place.start - 100), place.end + 100);
    const least = leastDistance(near.toLowerCase(), edited.toLowerCase());
    expect(least).toBeLessThanOrEqual(count);
    expect(least).toBeGreaterThanOrEqual(Math.min(1, count - 2));
  }
});

test("edits that undo each other are drawn anew", () => {
  const quote = "banana ananas banana";
  for (let seed = 1; seed <= 100; seed += 1)
    expect(levenshtein.get(quote, withEdits(quote, 9, randomFrom(seed)))).toBe(9);
});

test("the least distance to any part of a text is that of the nearest part", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
  fc.assert(
    fc.property(letters, letters, (text, quote) => {
      let least = quote.length;
      for (let from = 0; from <= text.length; from += 1)
        for (let to = from; to <= text.length; to += 1)
          least = Math.min(least, levenshtein.get(text.slice(from, to), quote));
      expect(leastDistance(text, quote)).toBe(least);
    }),
  );
});

test("another style leaves the words as they are", () => {
  const quote = "The “well-known” bridge – it's said – carries the municipal railway across the river";
  const seen = new Set<string>();
  for (let turn = 0; turn < 80; turn += 1) {
    const { quote: text = "", changed = [] } = restyled(quote, turn, randomFrom(turn + 1)) ?? {};
    for (const kind of changed) seen.add(kind);
    expect(text).not.toBe(quote);
    expect(folded(text.replaceAll(/\u00ad|-\n|\*|_/g, ""))).toBe(folded(quote));
  }
  expect(seen.size).toBe(7); // all but "decomposed": it has no accent
  expect(restyled("12 34", 0, randomFrom(1))?.changed).toEqual(["emphasis"]);
});

test("a dropped word is one, and the fewest edits put it back", () => {
  const quote = field.text.slice(0, 80);
  for (let seed = 1; seed <= 50; seed += 1) {
    const shorter = withoutWord(quote, randomFrom(seed));
    if (shorter === undefined) continue;
    expect(shorter.split(" ")).toHaveLength(quote.split(" ").length - 1);
    expect(leastDistance(quote, shorter)).toBe(quote.length - shorter.length);
  }
});

test("an ellipsis leaves out words in the middle, never a negation", () => {
  const quote = "the first of the words stays here and not one of the last words goes away from here";
  for (let seed = 1; seed <= 50; seed += 1) {
    const shorter = withEllipsis(quote, randomFrom(seed));
    if (shorter === undefined) continue;
    const [head = "", tail = "", ...more] = shorter.split(/ ?\[?(?:…|\.\.\.)\]? ?/);
    expect(more).toEqual([]);
    expect(quote.startsWith(head) && quote.endsWith(tail)).toBe(true);
    expect(quote.slice(head.length, -tail.length)).not.toContain(" not ");
  }
});

test("fabricated quotations do not stand in the text, nor two fifths of them in one piece", () => {
  // Half of it is the text with each sixth word replaced.
  const near = field.text.split(" ").map((word, at) => (at % 6 === 5 ? "otherwise" : word));
  const heldOut = `${near.join(" ")} ${syntheticText(20_000, 2)}`;
  const make = (seed: number) => fabricatedIn(field, heldOut, { units: 80, count: 40, random: randomFrom(seed) });
  expect(make(4)).toEqual(make(4));
  for (const [at, quote] of make(4).entries()) {
    expect(standsIn(field, quote)).toBe(false);
    if (at % 4 === 2) continue; // two halves
    const words = folded(quote).split(" ");
    for (let from = 0; from < words.length; from += 1) {
      const run = words
        .slice(from)
        .join(" ")
        .slice(0, Math.ceil(0.4 * folded(quote).length));
      if (run.length >= 0.4 * folded(quote).length) expect(field.words).not.toContain(run);
    }
  }
});

test.each([
  ["the same", 4, 19, true, true],
  ["a word more at either end", 0, 25, true, false],
  ["a word less", 10, 19, true, false],
  ["two words less at one end", 16, 19, false, false],
  ["another place", 20, 38, false, false],
])("%s", (_, start, end, right, exact) => {
  const text = "The quick brown fox jumps over the dog";
  const planted = { start: 4, end: 19 };
  expect(isRight(text, planted, { start, end })).toBe(right);
  expect(isExact(planted, { start, end })).toBe(exact);
  expect(isRight(text, planted, undefined)).toBe(false);
});

test("a text is as long as asked for, and says how much of it is padding", () => {
  const sentences = field.text.split(/(?<=\.) /).slice(0, 100);
  const { length } = sentences.join(" ");
  const short = textOf(sentences, 1_000, 0.9);
  expect(short.padded).toBe(0);
  expect(short.text.length).toBeGreaterThan(800);
  expect(short.text.length).toBeLessThanOrEqual(1_000);
  const long = textOf(sentences, 3 * length, 0);
  expect(long.text.length).toBeLessThanOrEqual(3 * length);
  expect(long.padded / length).toBeCloseTo(2, 1);
  expect(textOf(sentences, 3 * length, 0)).toEqual(long);
});

test("words drawn in another script are the same each time", () => {
  const lists = { Greek: "ένα δύο τρία", Chinese: "一 二 三" };
  expect(pseudoProse(lists, "Greek", 500)).toBe(pseudoProse(lists, "Greek", 500));
  expect(pseudoProse(lists, "Chinese", 500)).toMatch(/^[一二三，。]{500,}$/u);
});

test("a footprint counts each buffer and string once, and not the source", () => {
  const starts = new Uint32Array(10);
  const source = "Näme";
  const held = { source, map: { starts, same: starts.subarray(2) }, forms: new Map([["a", "Ωa"]]), kept: [source] };
  expect(footprintOf(held, source)).toEqual({ arrays: 40, strings: 5 });
});

test("a bar is met or missed from the side that it says", () => {
  const bar = { name: "found", figure: 0.98, limit: 0.98, aim: 1, shown: inPercent };
  expect(barTable([bar])).toContain("| found | 98.00 % | ≥ 98.00 % | 100.00 % | met |");
  expect(barTable([{ ...bar, figure: 0.97 }])).toContain("**missed**");
  expect(barTable([{ ...bar, most: true, figure: 0.99 }])).toContain("| ≤ 98.00 % | 100.00 % | met, aim too |");
  expect(barTable([{ ...bar, figure: Number.NaN }])).toContain("**missed**");
});
