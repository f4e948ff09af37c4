import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { claimScore, coverage, figuresMissing } from "vouchsafe/score";
import { bestShare } from "../oracles/coverage.ts";
import { anyText } from "../oracles/generators.ts";

const words =
  "kettle lid fits boils water refund 30 4.90 parcel leaves warehouse granite moss grows penguins the of and".split(
    " ",
  );
const prose = fc
  .array(
    fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 7 }).map((list) => `${list.join(" ")}.`),
    { maxLength: 8 },
  )
  .map((sentences) => sentences.join(" The "));
const asSources = (texts: readonly string[]) => texts.map((text, at) => ({ id: String(at), text }));

describe("coverage", () => {
  test("is what trying every window finds", () => {
    fc.assert(
      fc.property(prose, fc.array(prose, { minLength: 1, maxLength: 3 }), (claim, texts) => {
        const found = coverage(claim, asSources(texts), texts.keys());
        expect(found?.score ?? 0).toBeCloseTo(Math.max(...texts.map((text) => bestShare(claim, text))), 9);
      }),
      { seed: 31, numRuns: 500 },
    );
  });
  test("is 1 for a sentence of the source, and its window shows that sentence", () => {
    const text = "Moss grows on granite. The kettle boils water. A parcel leaves the warehouse. Penguins swim.";
    for (const sentence of text.match(/[^.]+\./g) ?? []) {
      const found = coverage(sentence.trim(), asSources([text]), [0]);
      expect(found?.score).toBeCloseTo(1, 9);
      expect(text.slice(found?.best?.span.start, found?.best?.span.end)).toContain(sentence.trim().slice(0, -1));
    }
  });
  test("grows with no word that is taken out of the source", () => {
    fc.assert(
      fc.property(prose, prose, fc.nat(40), (claim, text, at) => {
        const less = text
          .split(" ")
          .toSpliced(at, 1, /^[A-Z]/.test(text.split(" ")[at] ?? "") ? "Xyzzy" : "xyzzy")
          .join(" ");
        const score = (given: string) => coverage(claim, asSources([given]), [0])?.score ?? 0;
        // A word that ended a sentence held it apart from the next.
        if (text.split(" ")[at]?.endsWith(".") === false) expect(score(less)).toBeLessThanOrEqual(score(text) + 1e-9);
      }),
      { seed: 32, numRuns: 300 },
    );
  });
  test("asks only the sources asked", () => {
    const sources = asSources(["Moss grows.", "Penguins swim."]);
    expect(coverage("Penguins swim.", sources, [1])).toMatchObject({ score: 1, best: { source: 1 } });
    expect(coverage("Penguins swim.", sources, [0])?.score ?? 0).toBe(0);
    expect(coverage("Penguins swim.", sources, [7, -1])?.score ?? 0).toBe(0);
  });
  test("stays from 0 to 1, and slices to text, for anything", () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText, { maxLength: 3 }), (claim, texts) => {
        const found = coverage(claim, asSources(texts), texts.keys());
        if (found === undefined) return;
        expect(found.score >= 0 && found.score <= 1).toBe(true);
        expect(found.best === undefined).toBe(found.score === 0);
        if (found.best === undefined) return;
        const { source, span } = found.best;
        expect(texts[source]?.slice(span.start, span.end)).not.toBe("");
        expect(span.end).toBeLessThanOrEqual(texts[source]?.length ?? 0);
      }),
      { seed: 33, numRuns: 400 },
    );
  });
  test.each(["__proto__", "constructor", "toString valueOf"])("takes %s for a word", (claim) => {
    expect(coverage(claim, asSources(["Moss grows."]), [0])?.score ?? 0).toBe(0);
    expect(coverage(claim, asSources([`So ${claim} it is.`]), [0])?.score).toBe(1);
  });
});

describe("figuresMissing", () => {
  const missing = (claim: string, ...texts: readonly string[]) =>
    figuresMissing(claim, asSources(texts), [...texts.keys()]);
  test.each([
    ["the same", "It takes 30 days.", "30 days"],
    ["with its thousands apart", "It costs 1,500 euros.", "1500 euros"],
    ["without its thousands apart", "It costs 1500 euros.", "1,500 euros"],
    ["with a nought behind the point", "It costs 4.90 euros.", "4.9 euros"],
    ["in Arabic digits", "يستغرق ٣٠ يوما", "30 days"],
    ["in full-width digits", "３０日", "30日"],
    ["with its scale in words", "It costs 1.2 million euros.", "1,200,000 euros"],
    ["whose scale is in words", "It costs 1,200,000 euros.", "1.2 million euros"],
    ["whose source is all in words", "It costs 2 million euros.", "two million euros"],
    ["in a circle", "It takes ⑨ days.", "nine days"],
    ["with a half", "It takes 14½ days.", "14.5 days"],
    ["in Roman numerals, as written", "Louis Ⅳ came.", "Louis Ⅳ"],
    ["of an area", "It has 40 m².", "40 square metres"],
    ["coarser than the source's", "About 2.5 million came.", "2,487,000 or 2.487 million came"],
  ])("knows a figure %s", (_, claim, text) => {
    expect(missing(claim, text)).toEqual([]);
  });
  test.each([
    ["another", "It takes 31 days.", "30 days", "31"],
    ["a part", "It takes 3 days.", "30 days", "3"],
    ["a multiple", "It takes 300 days.", "30 days", "300"],
    ["finer", "It takes 30.5 days.", "30 days", "30.5"],
    ["with cents of its own", "It costs 4.90 euros.", "4.87 euros", "4.90"],
    ["with the point elsewhere", "It costs 49.0 euros.", "4.90 euros", "49.0"],
    ["in a circle", "It takes ⑨ days.", "14 days", "⑨"],
    ["below the line", "It takes ₉₀ days.", "14 days", "₉₀"],
    ["in mathematical digits", "It takes 𝟗𝟎 days.", "14 days", "𝟗𝟎"],
    ["in Roman numerals", "It takes ⅩⅣ days.", "14 days", "ⅩⅣ"],
    ["with a half", "It takes 14½ days.", "14 days", "14½"],
    ["above the line", "A full refund⁹⁹.", "A full refund, 99", "⁹⁹"],
    ["in thousands", "It takes 14k days.", "14 days", "14k"],
    ["in millions", "It costs 14 million euros.", "14 euros", "14 million"],
    ["whose source is in millions", "It costs 14 euros.", "14 million euros", "14"],
    ["with a space between thousands", "It takes 1 400 days.", "1 to 400 days", "1 400"],
    ["in Arabic digits, another", "يستغرق ٣١ يوما", "٣٠ يوما", "٣١"],
  ])("misses %s", (_, claim, text, figure) => {
    expect(missing(claim, text)).toEqual([figure]);
  });
  test("looks only in the sources asked", () => {
    const sources = asSources(["It takes 30 days.", "It takes 40 days."]);
    expect([
      figuresMissing("It takes 40 days.", sources, [0]),
      figuresMissing("It takes 40 days.", sources, [1]),
    ]).toEqual([["40"], []]);
  });
  test.each([
    ["in words, as a cardinal", "It takes 2 days.", "two days", []],
    ["that only an ordinal spells", "It takes 2 days.", "the second day", ["2"]],
    ["that only a share spells", "It costs 50 euros.", "half of the euros", ["50"]],
  ])("knows a figure %s, or not", (_, claim, text, expected) => {
    expect(missing(claim, text)).toEqual(expected);
  });
  test("says of each figure what a set says", () => {
    const figure = fc.integer({ min: 11, max: 99 }).filter((value) => value % 10 !== 0);
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 6 }), fc.array(figure, { maxLength: 6 }), (asked, known) => {
        const claim = asked.map((value) => `it has ${value} parts`).join(" and ");
        const text = known.map((value) => `it has ${value} parts`).join(" and ");
        expect(missing(claim, text)).toEqual(asked.filter((value) => !known.includes(value)).map(String));
      }),
      { seed: 34, numRuns: 300 },
    );
  });
  test("makes the score of a claim nought", () => {
    const sources = asSources(["The kettle boils water in 30 seconds."]);
    expect(claimScore("The kettle boils water in 30 seconds.", sources, [0])).toBe(1);
    expect(claimScore("The kettle boils water in 31 seconds.", sources, [0])).toBe(0);
  });
});
