import fc from "fast-check";
import { expect, test } from "vitest";
import { termFinder } from "vouchsafe/core";

const word = fc.constantFrom("cat", "dog", "hen", "owl", "ant", "水", "7");
const gap = fc.constantFrom(" ", "\n", "-", ", ", "\u00a0", " … ");
const text = fc.array(fc.tuple(word, gap), { maxLength: 12 }).map((parts) => parts.flat().join(""));
const term = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" "));
// Two of them in a row are one word, spaces or none.
const plain = (value: string): boolean => !/水\s*水/.test(value);

test("finds what a search word by word finds, at the first place, in the order of the list", () => {
  const wordsOf = (value: string): readonly RegExpMatchArray[] => [...value.matchAll(/[a-z]+|水|7/g)];
  const naive = (terms: readonly string[], value: string) =>
    terms.flatMap((one, index) => {
      const sought = wordsOf(one).map(String);
      const list = wordsOf(value);
      const at = list.findIndex((_, from) => sought.every((key, step) => list[from + step]?.[0] === key));
      const last = list[at + sought.length - 1];
      return at < 0 || last === undefined
        ? []
        : [{ term: index, start: list[at]?.index, end: (last.index ?? 0) + last[0].length }];
    });
  fc.assert(
    fc.property(fc.array(term.filter(plain), { maxLength: 4 }), text.filter(plain), (terms, value) => {
      expect(termFinder(terms)(value)).toEqual(naive(terms, value));
    }),
    { numRuns: 2_000 },
  );
});

test("what nobody sees, strewn anywhere into a word, hides nothing", () => {
  const unseen = fc.constantFrom(
    "\u200b",
    "\u00ad",
    "\u2060",
    "\u200d",
    "\u061c",
    "\ufe0f",
    "\u0301",
    "\u0000",
    "\u{e0041}",
  );
  const strewn = fc.array(fc.tuple(fc.nat({ max: 5 }), unseen), { maxLength: 6 });
  fc.assert(
    fc.property(strewn, (marks) => {
      const hidden = [..."refund"].map((letter, index) =>
        [letter, ...marks.flatMap(([at, mark]) => (at === index ? [mark] : []))].join(""),
      );
      expect(termFinder(["refund"])(`A ${hidden.join("")} now.`)).toHaveLength(1);
    }),
  );
});

test("a term without a word is never found, and a text without one holds none", () => {
  expect(termFinder(["", "++", "\u200b"])("++ a \u200b")).toEqual([]);
  expect(termFinder(["a"])(" ++ ")).toEqual([]);
});

test("a long text of nothing but beginnings is gone through once", { timeout: 10_000 }, () => {
  const find = termFinder(["a a a a b", "a c"]);
  expect(find("a ".repeat(200_000))).toEqual([]);
});
