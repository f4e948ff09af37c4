import fc from "fast-check";
import levenshtein from "fast-levenshtein";
import { describe, expect, test } from "vitest";
import { type Normalised, normalise } from "../../src/text/normalise.ts";
import { allowanceFaults } from "../oracles/allowed-edits.ts";
import { edgesOf, graphemeEdges, splitsWord } from "../oracles/edges.ts";
import { allowedEdits, bitsOf, type Found, isGuaranteed, locate, prepare } from "../oracles/engine.ts";
import { anyText } from "../oracles/generators.ts";
import { mixedText, prose, quoted, SCRIPT_NAMES, slipped, slips, textIn } from "../oracles/quotations.ts";
import { preferred, sellers } from "../oracles/sellers.ts";

const runs = (seed: number, numRuns: number) => ({ seed, numRuns });
const wantedOf = (quote: string): string => normalise(quote).text.trim();

/** The normalised text of a span, read off the map of the whole. */
function unitsIn({ text, starts, ends }: Normalised, { start, end }: { readonly start: number; readonly end: number }) {
  return [...Array(text.length).keys()]
    .filter((at) => (starts[at] ?? 0) >= start && (ends[at] ?? 0) <= end)
    .map((at) => text[at])
    .join("")
    .trim();
}
function oracle(text: string, quote: string) {
  const normalised = normalise(text);
  return {
    normalised,
    nearest: sellers(text, normalised, edgesOf(text, normalised, wantedOf(quote)), wantedOf(quote)),
  };
}
/** Every offset at which the quotation stands between whole words, by a plain search. */
function wholePlaces(text: string, quote: string): readonly number[] {
  const whole = graphemeEdges(text);
  return [...Array(text.length).keys()].filter(
    (at) =>
      text.startsWith(quote, at) && [at, at + quote.length].every((edge) => whole.has(edge) && !splitsWord(text, edge)),
  );
}
const spanOf = ({ span: { start, end } }: Found) => ({ start, end });

const short = quoted(fc.oneof(mixedText(1, 30), ...SCRIPT_NAMES.map((name) => textIn(name, 1, 40))), [1, 14], 3);
const worded = quoted(fc.oneof(mixedText(12, 40), ...SCRIPT_NAMES.map((name) => textIn(name, 20, 60))), [7, 20], 4);
/** Each place twice and more, so that there is something to choose. */
const repeated = worded.chain(({ text, quote }) =>
  fc.constantFrom(`${text}. ${text}`, `${text} ${text}, ${text}`).map((whole) => ({ text: whole, quote })),
);
const medium = quoted(fc.oneof(mixedText(60, 160), prose(20, 80)), [1, 24], 8);
const long = quoted(prose(320, 420), [4, 20], 10);

describe("what is found", { timeout: 60_000 }, () => {
  test("lies in the text, between graphemes, whatever the text and the quotation", () => {
    const cutAnywhere = fc.tuple(anyText, fc.nat(80), fc.nat(80)).map(([text, a, b]) => ({
      text,
      quote: text.slice(Math.min(a, b), Math.max(a, b)),
    }));
    const any = fc.oneof(fc.record({ text: anyText, quote: anyText }), cutAnywhere, short);
    fc.assert(
      fc.property(any, ({ text, quote }) => {
        const found = locate(text, quote);
        if (found === undefined) return;
        const whole = graphemeEdges(text);
        for (const { start, end } of [found.span, ...(found.alternatives ?? [])]) {
          expect(start).toBeLessThan(end);
          expect([start, end].filter((at) => !whole.has(at))).toEqual([]);
        }
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      }),
      runs(301, 2_000),
    );
  });
  test("begins and ends at words, and so do the alternatives", () => {
    fc.assert(
      fc.property(fc.oneof(short, medium), ({ text, quote }) => {
        const found = locate(text, quote);
        if (found === undefined) return;
        for (const { start, end } of [found.span, ...(found.alternatives ?? [])]) {
          expect([start, end].filter((at) => splitsWord(text, at))).toEqual([]);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        }
      }),
      runs(302, 1_000),
    );
  });
  test("has the edit distance of the two normalised texts, and the similarity that follows from it", () => {
    let near = 0;
    fc.assert(
      fc.property(fc.oneof(short, medium), ({ text, quote }) => {
        const found = locate(text, quote);
        if (found === undefined) return;
        const [own, wanted] = [unitsIn(normalise(text), found.span), wantedOf(quote)];
        expect(found.edits).toBe(levenshtein.get(own, wanted));
        expect(found.edits > 0).toBe(found.match === "fuzzy");
        expect(found.similarity).toBeCloseTo(1 - found.edits / Math.max(own.length, wanted.length, 1), 9);
        near += found.match === "fuzzy" ? 1 : 0;
      }),
      runs(303, 1_500),
    );
    expect(near).toBeGreaterThan(100);
  });
  test("is verbatim just where a plain search finds it between whole words", () => {
    fc.assert(
      fc.property(fc.oneof(short, medium), ({ text, quote }) => {
        const [first, ...others] = wholePlaces(text, quote);
        const found = locate(text, quote);
        expect(found?.match === "verbatim").toBe(first !== undefined);
        if (found === undefined || first === undefined) return;
        expect(spanOf(found)).toEqual({ start: first, end: first + quote.length });
        expect(found.alternatives?.length ?? 0).toBeLessThanOrEqual(Math.min(20, others.length));
        expect(others).toEqual(expect.arrayContaining(found.alternatives?.map(({ start }) => start) ?? []));
      }),
      runs(304, 1_500),
    );
  });
});

describe("against Sellers' table", { timeout: 60_000 }, () => {
  test("no edit is ever counted too few", () => {
    fc.assert(
      fc.property(fc.oneof(short, medium), ({ text, quote }) => {
        const found = locate(text, quote);
        if (found !== undefined) expect(found.edits).toBeGreaterThanOrEqual(oracle(text, quote).nearest?.edits ?? 0);
      }),
      runs(311, 600),
    );
  });
  test.each([
    ["short texts", fc.oneof(short, worded), 312, 800],
    ["texts that say all twice", repeated, 317, 200],
    ["texts of some length", medium, 313, 200],
    ["texts longer than what is scanned whole", long, 314, 60],
  ])("edits and span are the least, and the tie the stated one: %s", (_, cases, seed, numRuns) => {
    let compared = 0;
    fc.assert(
      fc.property(cases, ({ text, quote }) => {
        const { normalised, nearest } = oracle(text, quote);
        const wanted = wantedOf(quote);
        if (
          nearest === undefined ||
          nearest.edits > allowedEdits(wanted.length, normalised.text.length, bitsOf(wanted))
        )
          return;
        if (!isGuaranteed(wanted.length, nearest.edits)) return;
        compared += nearest.edits > 0 ? 1 : 0;
        const found = locate(text, quote);
        expect(found?.edits).toBe(nearest.edits);
        const ties = nearest.edits === 0 ? nearest.stretches : preferred(nearest.stretches, wanted.length);
        expect(ties.map(({ start, end }) => ({ start, end }))).toContainEqual(found && spanOf(found));
      }),
      // To shrink a long text takes longer than to read it.
      { ...runs(seed, numRuns), endOnFailure: cases === long },
    );
    expect(compared).toBeGreaterThan(numRuns / 8);
  });
  test("a hint chooses the nearest of equals, and never changes the edits", () => {
    let chosen = 0;
    fc.assert(
      fc.property(repeated, fc.nat(400), ({ text, quote }, hint) => {
        const plain = locate(text, quote);
        const found = locate(text, quote, { hint });
        expect([found?.edits, found?.match]).toEqual([plain?.edits, plain?.match]);
        const { nearest } = oracle(text, quote);
        const wanted = wantedOf(quote);
        if (found === undefined || nearest === undefined || found.edits !== nearest.edits) return;
        if (!isGuaranteed(wanted.length, nearest.edits)) return;
        const nearer =
          found.match === "verbatim"
            ? wholePlaces(text, quote).map((start) => ({ start, end: start + quote.length }))
            : nearest.stretches;
        chosen += nearer.length > 1 ? 1 : 0;
        const least = Math.min(...nearer.map(({ start }) => Math.abs(start - hint)));
        expect(Math.abs(found.span.start - hint)).toBe(least);
      }),
      runs(315, 300),
    );
    expect(chosen).toBeGreaterThan(100);
  });
  test("it is found just if so many edits are allowed", () => {
    fc.assert(
      fc.property(fc.oneof(short, medium), ({ text, quote }) => {
        const { normalised, nearest } = oracle(text, quote);
        const [quoteLength, textLength] = [wantedOf(quote).length, normalised.text.length];
        const allowed = allowedEdits(quoteLength, textLength, bitsOf(wantedOf(quote)));
        const found = locate(text, quote);
        if (found !== undefined) expect(found.edits).toBeLessThanOrEqual(allowed);
        const least = nearest?.edits ?? quoteLength;
        if (isGuaranteed(quoteLength, least)) expect(found !== undefined).toBe(least <= allowed);
      }),
      runs(316, 600),
    );
  });
  test("the edits allowed are few, more for long quotations, fewer for long sources", () => {
    expect(allowanceFaults(allowedEdits)).toEqual([]);
  });
});

describe("what changes nothing, changes nothing", { timeout: 60_000 }, () => {
  const elsewhere = "ξύλο щука 魚 zzz\n\n";
  const allowedIn = (text: string, quote: string, found: Found): boolean =>
    found.edits <= allowedEdits(wantedOf(quote).length, normalise(text).text.length, bitsOf(wantedOf(quote)));
  test("a paragraph behind the text keeps the span, one before it shifts it", () => {
    fc.assert(
      fc.property(fc.oneof(short, medium), ({ text, quote }) => {
        const found = locate(text, quote);
        const before = elsewhere + text;
        if (found === undefined || !allowedIn(before, quote, found)) return;
        const behind = locate(`${text}\n\n${elsewhere}`, quote);
        expect(behind).toEqual(found);
        const shifted = locate(before, quote);
        const { start, end } = found.span;
        expect([shifted?.span, shifted?.edits, shifted?.match]).toEqual([
          { start: start + elsewhere.length, end: end + elsewhere.length },
          found.edits,
          found.match,
        ]);
      }),
      runs(321, 600),
    );
  });
  test("a prepared text is searched like the text, and so is a source", () => {
    fc.assert(
      fc.property(fc.oneof(short, medium), fc.nat(300), ({ text, quote }, hint) => {
        const plain = locate(text, quote, { hint });
        expect(locate(prepare(text), quote, { hint })).toEqual(plain);
        expect(locate({ id: "1", text }, quote, { hint })).toEqual(plain);
      }),
      runs(322, 500),
    );
  });
  test("one preparation serves many quotations, in any order", () => {
    fc.assert(
      fc.property(fc.array(medium, { minLength: 2, maxLength: 5 }), (cases) => {
        const text = cases.map((one) => one.text).join("\n\n");
        const prepared = prepare(text);
        const quotes = cases.map(({ quote }) => quote);
        const forwards = quotes.map((quote) => locate(prepared, quote));
        expect(quotes.toReversed().map((quote) => locate(prepared, quote))).toEqual(forwards.toReversed());
      }),
      runs(323, 40),
    );
  });
  test("no alternatives asked for, none listed, and the same place found", () => {
    fc.assert(
      fc.property(short, ({ text, quote }) => {
        const plain = locate(text, quote);
        const bare = locate(text, quote, { alternatives: 0 });
        expect(bare?.alternatives ?? []).toEqual([]);
        expect([bare?.span, bare?.edits, bare?.match]).toEqual([plain?.span, plain?.edits, plain?.match]);
      }),
      runs(324, 400),
    );
  });
});

describe("what was planted", { timeout: 60_000 }, () => {
  test("is found at its place, within a word at either end", () => {
    const pieces = fc.record({
      before: prose(40, 400),
      planted: prose(12, 30),
      after: prose(40, 400),
      wrong: slips(9),
    });
    fc.assert(
      fc.property(pieces, ({ before, planted, after, wrong }) => {
        const own = planted.replace(/[^a-z]+$/, "");
        const quote = slipped(own, wrong.slice(0, Math.floor(own.length / 12)));
        const text = `${before}${own}, ${after}`;
        const found = locate(text, quote);
        const word = 10;
        expect(Math.abs((found?.span.start ?? -100) - before.length)).toBeLessThanOrEqual(word);
        expect(Math.abs((found?.span.end ?? -100) - before.length - own.length)).toBeLessThanOrEqual(word);
      }),
      runs(331, 200),
    );
  });
});

describe("no text and no quotation breaks it", () => {
  const hostile =
    'The “lid” [1] of **the** ket-\ntle … fits [the] 👨‍👩‍👧 bo\u0301x, ﷺ 退款 "a" [...] 1.5 -3 \ud800 `x` [^2]【4:0†s】 _b_ \u202e\u0000 [sic] end';
  const cutsOf = (text: string): readonly string[] =>
    [...Array(text.length + 1).keys()].flatMap((at) => [text.slice(0, at), text.slice(at)]);
  test("every beginning and every end of a quotation", () => {
    for (const quote of cutsOf(hostile)) {
      for (const text of [hostile, "", "the lid of the kettle fits the box", hostile.repeat(3)]) {
        const found = locate(text, quote);
        if (found !== undefined) expect(found.span.end).toBeLessThanOrEqual(text.length);
      }
    }
  });
  test("every beginning and every end of a text", () => {
    for (const text of cutsOf(hostile)) {
      for (const quote of [hostile, "the kettle … fits [the] box", "fits the box", "👨", "1.5"]) {
        const found = locate(text, quote);
        if (found !== undefined) expect(found.span.end).toBeLessThanOrEqual(text.length);
      }
    }
  });
  test("halves of characters, anywhere", () => {
    const broken = fc.array(fc.constantFrom("a", " ", "\ud83d", "\ude00", "退", "…", "[", "]", "\u0301", "1"), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(broken, broken, (text, quote) => {
        const found = locate(text.join(""), quote.join(""));
        if (found !== undefined) expect(found.span.end).toBeLessThanOrEqual(text.length * 2);
      }),
      runs(341, 1_000),
    );
  });
});
