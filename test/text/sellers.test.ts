import fc from "fast-check";
import levenshtein from "fast-levenshtein";
import { describe, expect, test } from "vitest";
import { normalise } from "../../src/text/normalise.ts";
import { allowanceFaults, chance } from "../oracles/allowed-edits.ts";
import { edgesOf, graphemeEdges, splitsWord } from "../oracles/edges.ts";
import { preferred, type Stretch, sellers } from "../oracles/sellers.ts";

/** Every stretch between two edges, measured one by one. */
function byHand(text: string, quote: string) {
  const normalised = normalise(text);
  const { begins, ends } = edgesOf(text, normalised);
  const measured: { readonly from: number; readonly to: number; readonly edits: number }[] = [];
  for (let from = 0; from < normalised.text.length; from += 1) {
    for (let to = from + 1; to <= normalised.text.length; to += 1) {
      if (begins[from] !== true || ends[to] !== true) continue;
      measured.push({ from, to, edits: levenshtein.get(normalised.text.slice(from, to), quote) });
    }
  }
  const edits = Math.min(...measured.map((one) => one.edits));
  return { edits, pairs: measured.filter((one) => one.edits === edits).map(({ from, to }) => [from, to]) };
}
const bySellers = (text: string, quote: string) => {
  const normalised = normalise(text);
  return sellers(text, normalised, edgesOf(text, normalised), quote);
};

describe("the table of Sellers", () => {
  const tiny = (letters: readonly string[], most: number) =>
    fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: most }).map((list) => list.join(""));
  test.each([
    ["Latin", ["a", "b", " ", "a", ".", "1", "-"]],
    ["Latin and Chinese", ["a", "水", "火", " "]],
    ["ligatures and accents", ["ﬁ", "e\u0301", "f", "i", " ", "👨\u200d👩"]],
  ])("gives what measuring every stretch gives: %s", (_, letters) => {
    fc.assert(
      fc.property(tiny(letters, 14), tiny(letters, 7), (text, written) => {
        const quote = normalise(written).text.trim();
        fc.pre(quote !== "");
        const hand = byHand(text, quote);
        const table = bySellers(text, quote);
        if (hand.edits >= quote.length) expect(table).toBeUndefined();
        else {
          expect(table?.edits).toBe(hand.edits);
          expect(table?.stretches.map(({ from, to }) => [from, to]).sort()).toEqual(hand.pairs.sort());
        }
      }),
      { seed: 61, numRuns: 2_000 },
    );
  });
  test("snaps to whole words, and shows whole graphemes of the source", () => {
    const text = "It is illegal to park he\u0301re.";
    const [one] = bySellers(text, "legal to park hére")?.stretches ?? [];
    expect(text.slice(one?.start, one?.end)).toBe("illegal to park he\u0301re");
  });
  test("is nothing where nothing is nearer than nothing", () => {
    expect(bySellers("水水", "abc")).toBeUndefined();
    expect(bySellers("", "abc")).toBeUndefined();
  });
});

describe("ties", () => {
  const at = (from: number, to: number): Stretch => ({ from, to, start: from * 2, end: to * 2 });
  test.each([
    ["the nearest to the hint", [at(0, 5), at(10, 15), at(20, 25)], 21, at(10, 15)],
    ["the length nearest to the quotation's", [at(0, 3), at(9, 14)], undefined, at(9, 14)],
    ["the earliest", [at(9, 14), at(0, 5)], undefined, at(0, 5)],
    ["the nearest to the hint whatever its length", [at(0, 5), at(10, 13)], 20, at(10, 13)],
  ])("go to %s", (_, stretches, hint, expected) => {
    expect(preferred(stretches, 5, hint)).toEqual([expected]);
  });
});

describe("the edges", () => {
  test.each([
    ["a word", "il|legal", true],
    ["a word and what follows", "legal| to", false],
    ["a decimal from its point", "2|.5", true],
    ["a decimal from its fraction", "2.|5", true],
    ["a figure from its sign", "to -|5", true],
    ["a range", "10-|15", false],
    ["a hyphenated word", "well-|known", false],
    ["two Chinese characters", "退|款", false],
    ["Latin from Chinese", "A|款", false],
    ["a letter and a digit", "a|1", true],
    ["an accent", "e|\u0301", true],
    ["two letters beyond the first plane", "𝒳|𝒴", true],
    ["the beginning", "|a", false],
    ["the end", "a|", false],
  ])("part %s or not: %s", (_, marked, expected) => {
    expect(splitsWord(marked.replace("|", ""), marked.indexOf("|"))).toBe(expected);
  });
  test("never part a grapheme", () => {
    expect([...graphemeEdges("a👨‍👩‍👧\r\n🇩🇪")].sort((a, b) => a - b)).toEqual([0, 1, 9, 11, 15]);
  });
});

describe("the promises of the allowed edits", () => {
  test.each([
    ["is more than a fifth of the quotation", (quote: number) => Math.ceil(quote / 4)],
    ["is no count", (quote: number) => quote / 10],
    ["falls as the quotation grows", (quote: number) => (quote > 100 ? 8 : Math.floor(quote / 10))],
    ["grows with the source", (_: number, source: number) => (source > 1_000 ? 1 : 0)],
    ["lets random letters through", (quote: number) => Math.floor(quote / 5)],
    ["loses long quotations with a tenth of their letters wrong", () => 0],
  ])("are seen to be broken by what %s", (fault, allowed) => {
    expect(allowanceFaults(allowed)).toContain(fault);
  });
  test("are kept by the most edits that chance leaves", () => {
    const most = (quote: number, source: number): number => {
      let edits = Math.floor(quote / 5);
      while (edits > 0 && chance(quote, source, edits) > 1e-3) edits -= 1;
      return edits;
    };
    expect(allowanceFaults(most)).toEqual([]);
  });
});
