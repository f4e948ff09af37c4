import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignedSpans } from "../../src/score/align/aligned-spans.ts";
import { align } from "../../src/score/align/alignment.ts";
import { greedySet } from "../../src/score/align/greedy.ts";
import { hitsOf } from "../../src/score/align/hits.ts";
import { type Occurrence, occurrencesOf } from "../../src/score/align/occurrences.ts";
import { postingsOf } from "../../src/score/align/postings.ts";
import { runLengths } from "../../src/score/align/runs.ts";
import { alignTokens } from "../../src/score/align/tokens.ts";
import { wantedOf } from "../../src/score/align/wanted.ts";
import { bestWindow } from "../../src/score/align/windows.ts";
import { words } from "../../src/text/words.ts";

const asSources = (texts: readonly string[]) => texts.map((text, at) => ({ id: String(at), text }));
const vocabulary = "kettle lid fits boils water refund 30 4.90 parcel granite moss penguins the of passage".split(" ");
const prose = fc
  .array(
    fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 7 }).map((list) => `${list.join(" ")}.`),
    { maxLength: 8 },
  )
  .map((sentences) => sentences.join(" The "));
const proses = fc.array(prose, { minLength: 1, maxLength: 3 });

// Eighths add up without rounding.
const WEIGHTS = [1, 0.5, 0.25, 0.875, 0.125, 0.625];
const occurrences: fc.Arbitrary<readonly Occurrence[]> = fc
  .array(fc.record({ sentence: fc.nat(9), key: fc.nat(WEIGHTS.length - 1) }), { maxLength: 25 })
  .map((list) => list.sort((a, b) => a.sentence - b.sentence));
const weightOfKeys = (keys: Iterable<number>): number =>
  [...new Set(keys)].reduce((sum, key) => sum + (WEIGHTS[key] ?? 0), 0);

describe("the best window of sentences", () => {
  test("is what trying every window finds", () => {
    fc.assert(
      fc.property(occurrences, fc.integer({ min: 1, max: 5 }), (list, size) => {
        const within = (from: number, to: number) =>
          weightOfKeys(list.filter(({ sentence }) => sentence >= from && sentence <= to).map(({ key }) => key));
        const all = Array.from({ length: 10 }, (_, from) => within(from, from + size - 1));
        const found = bestWindow(list, WEIGHTS, size);
        expect(found?.weight ?? 0).toBe(Math.max(...all));
        if (found === undefined) return;
        expect(within(found.from, found.to)).toBe(found.weight);
        expect(found.to - found.from).toBeLessThan(size);
        for (const end of [found.from, found.to]) expect(list.some(({ sentence }) => sentence === end)).toBe(true);
      }),
      { seed: 41, numRuns: 500 },
    );
  });
  test("is the first of equals, and none without an occurrence", () => {
    const twice = [4, 9].map((sentence) => ({ sentence, key: 0 }));
    expect(bestWindow(twice, WEIGHTS, 3)).toEqual({ from: 4, to: 4, weight: 1 });
    expect(bestWindow([], WEIGHTS, 3)).toBeUndefined();
  });
});

describe("the greedy set of sentences", () => {
  const bySource = fc
    .tuple(occurrences, occurrences)
    .map((lists) => lists.map((list, source) => [source * 3, list] as const));
  test("adds each time as much as any sentence could, and stops where none adds", () => {
    fc.assert(
      fc.property(bySource, fc.integer({ min: 1, max: 4 }), (lists, most) => {
        const sentences = lists.flatMap(([source, list]) =>
          [...Map.groupBy(list, ({ sentence }) => sentence)].map(([sentence, own]) => ({
            source,
            sentence,
            keys: own.map(({ key }) => key),
          })),
        );
        const { places, weights } = greedySet(lists, WEIGHTS, most);
        const carried: number[] = [];
        for (const [at, place] of places.entries()) {
          const best = Math.max(...sentences.map(({ keys }) => weightOfKeys([...carried, ...keys])));
          const chosen = sentences.find((one) => one.source === place.source && one.sentence === place.sentence);
          carried.push(...(chosen?.keys ?? []));
          expect(weightOfKeys(carried)).toBe(best);
          expect(weights[at]).toBe(best);
        }
        expect(new Set(places.map(({ source, sentence }) => `${source} ${sentence}`)).size).toBe(places.length);
        expect(places.length).toBeLessThanOrEqual(most);
        if (places.length < most) expect(weightOfKeys(carried)).toBe(weightOfKeys(sentences.flatMap((s) => s.keys)));
      }),
      { seed: 42, numRuns: 500 },
    );
  });
});

describe("runs of words", () => {
  /** The longest run that ends at each word, looked for at every place of every text. */
  const naive = (claim: string, texts: readonly string[]): readonly number[] => {
    const { words: own, keyOf } = wantedOf(claim);
    const others = texts.map((text) => words(text).map(({ key }) => key));
    return own.map((_, at) => {
      let longest = 0;
      for (const other of others)
        for (let end = 0; end < other.length; end += 1) {
          let length = 0;
          while (length <= at && (keyOf[at - length] ?? -1) >= 0 && own[at - length]?.key === other[end - length])
            length += 1;
          longest = Math.max(longest, length);
        }
      return longest;
    });
  };
  test("are what a search at every place finds", () => {
    fc.assert(
      fc.property(prose, proses, (claim, texts) => {
        const { keyOf, keys } = wantedOf(claim);
        const runs = runLengths(keyOf, hitsOf(keys, asSources(texts), [...texts.keys()]));
        expect([...runs]).toEqual(naive(claim, texts));
      }),
      { seed: 43, numRuns: 500 },
    );
  });
  test("go on over a word that stands in more places than are followed, and begin with none", () => {
    const text = `${"kettle ".repeat(600)} granite kettle moss`;
    const { keyOf, keys } = wantedOf("granite kettle moss kettle lid");
    expect([...runLengths(keyOf, hitsOf(keys, asSources([text]), [0]))]).toEqual([1, 2, 3, 1, 0]);
    const begun = wantedOf("kettle granite");
    expect([...runLengths(begun.keyOf, hitsOf(begun.keys, asSources([text]), [0]))]).toEqual([1, 1]);
  });
});

describe("words aligned in order", () => {
  /** The best path from any cell on, every path tried; only cells that `isMatch` are worth their weight. */
  function naive(
    weights: readonly number[],
    columns: number,
    isMatch: (row: number, column: number) => boolean,
  ): number {
    const from = (row: number, column: number): number => {
      const weight = weights[row] ?? 0;
      const isRow = row < weights.length;
      const isColumn = column < columns;
      return Math.max(
        0,
        isRow && isColumn ? (isMatch(row, column) ? weight : -0.3 * weight) + from(row + 1, column + 1) : 0,
        isRow ? from(row + 1, column) - 0.12 * weight : 0,
        isColumn ? from(row, column + 1) - 0.06 : 0,
      );
    };
    return Math.max(
      0,
      ...weights.flatMap((_, row) => Array.from({ length: columns }, (__, column) => from(row, column))),
    );
  }
  const keys = fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 1, maxLength: 5 });
  test("score what the best of all paths scores, and pair the words of such a path", () => {
    fc.assert(
      fc.property(keys, keys, (claim, stretch) => {
        const weights = claim.map((key) => (key < 0 ? 0 : (WEIGHTS[key] ?? 0)));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const { partner, score } = alignTokens(claim, weights, stretch);
        const best = naive(
          weights,
          stretch.length,
          (row, column) => (claim[row] ?? -1) >= 0 && claim[row] === stretch[column],
        );
        expect(score).toBeCloseTo(total === 0 ? 0 : best / total, 6);
        const pairs = [...partner.entries()].filter(([, column]) => column >= 0);
        for (const [row, column] of pairs) if (weights[row] !== 0) expect(claim[row]).toBe(stretch[column]);
        expect(pairs.every(([, column], at) => at === 0 || column > (pairs[at - 1]?.[1] ?? 0))).toBe(true);
        if (total > 0) {
          const ofPairs = naive(
            weights,
            stretch.length,
            (row, column) => weights[row] !== 0 && partner[row] === column,
          );
          expect(score).toBeCloseTo(ofPairs / total, 6);
        }
      }),
      { seed: 44, numRuns: 400 },
    );
  });
  test("are at most the first 120 of a claim and the first 300 of a stretch", () => {
    const claim = Array.from({ length: 130 }, (_, at) => at);
    const weights = claim.map(() => 1);
    const long = alignTokens(claim, weights, claim);
    expect([long.partner.indexOf(-1), long.score]).toEqual([120, 120 / 130]);
    const late = [...Array.from({ length: 299 }, () => 200), 0, 1];
    expect([...alignTokens([0, 1], [1, 1], late).partner]).toEqual([299, -1]);
  });
});

describe("places of words", () => {
  test("are what a filter of each source's words finds, in the order of the sources", () => {
    fc.assert(
      fc.property(prose, proses, fc.array(fc.integer({ min: -1, max: 3 }), { maxLength: 4 }), (claim, texts, asked) => {
        const sources = asSources(texts);
        const { keys } = wantedOf(claim);
        const naive = texts.flatMap((text, source) => {
          const own = words(text).map(({ key }) => key);
          const positions = keys.map((key) => own.flatMap((one, at) => (one === key ? [at] : [])));
          return asked.includes(source) && positions.some(({ length }) => length > 0) ? [{ source, positions }] : [];
        });
        const found = hitsOf(keys, sources, asked).map(({ source, positions }) => ({
          source,
          positions: keys.map((_, at) => positions[at] ?? []),
        }));
        expect(found).toEqual(naive);
      }),
      { seed: 45, numRuns: 300 },
    );
  });
  test("are looked for anew when a text in the list was changed in place, or one was added", () => {
    const sources = asSources(["Moss grows.", "Penguins swim."]);
    const [first] = sources;
    const penguins = () =>
      postingsOf(sources)
        .of("penguin")
        .map(({ source }) => source);
    expect(penguins()).toEqual([1]);
    if (first !== undefined) first.text = "Penguins walk.";
    expect(penguins()).toEqual([0, 1]);
    sources.push({ id: "2", text: "A penguin." });
    expect(penguins()).toEqual([0, 1, 2]);
    expect(postingsOf(sources)).toBe(postingsOf(sources));
  });
  test("in sentences are every pair of word and sentence, once", () => {
    fc.assert(
      fc.property(prose, prose, (claim, text) => {
        const { keys } = wantedOf(claim);
        for (const hit of hitsOf(keys, asSources([text]), [0])) {
          const naive = hit.wording.sentences.flatMap(([from, to], sentence) => {
            const own = new Set(hit.wording.words.slice(from, to).map(({ key }) => key));
            return keys.flatMap((word, key) => (own.has(word) ? [`${sentence} ${key}`] : []));
          });
          const found = occurrencesOf(hit);
          expect(found.map(({ sentence, key }) => `${sentence} ${key}`).sort()).toEqual(naive.sort());
          expect(found.every(({ sentence }, at) => sentence >= (found[at - 1]?.sentence ?? 0))).toBe(true);
        }
      }),
      { seed: 46, numRuns: 300 },
    );
  });
  test("of a word with more than 2,000 are its first 2,000, and those within four sentences of a rarer word", () => {
    const text = Array.from({ length: 3_000 }, (_, at) => (at === 2_500 ? "Granite kettle." : "A kettle.")).join(" ");
    const [hit] = hitsOf(["kettl", "granit"], asSources([text]), [0]);
    const found = hit === undefined ? [] : occurrencesOf(hit);
    const near = Array.from({ length: 9 }, (_, at) => 2_496 + at);
    const kettles = found.filter(({ key }) => key === 0).map(({ sentence }) => sentence);
    expect(kettles).toEqual([...Array.from({ length: 2_000 }, (_, at) => at), ...near]);
    expect(found.filter(({ key }) => key === 1)).toEqual([{ sentence: 2_500, key: 1 }]);
  });
  test("of many very common words are no more than an array can be made of", () => {
    const common = Array.from({ length: 12 }, (_, at) => `granite${at}`);
    const text = Array.from({ length: 16_000 }, (_, at) => `Lid${at % 160} ${common.join(" ")}.`).join(" ");
    const { keys } = wantedOf(`${common.join(" ")} ${Array.from({ length: 160 }, (_, at) => `lid${at}`).join(" ")}`);
    const [hit] = hitsOf(keys, asSources([text]), [0]);
    expect(hit === undefined ? 0 : occurrencesOf(hit).length).toBeGreaterThan(150_000);
  }, 30_000);
});

describe("the stretches that carry a claim", () => {
  const placesOf = (claim: string, texts: readonly string[]) => {
    const alignment = align(claim, asSources(texts), [...texts.keys()]);
    return alignment === undefined ? [] : alignedSpans(alignment);
  };
  test("begin and end with a word of it, lie within their sentences, and share no text", () => {
    fc.assert(
      fc.property(prose, proses, (claim, texts) => {
        const places = placesOf(claim, texts);
        const keys = new Set(words(claim).map(({ key }) => key));
        for (const { source, span, sentences, score } of places) {
          const own = words(texts[source]?.slice(span.start, span.end) ?? "");
          expect([own[0]?.start, own.at(-1)?.end]).toEqual([0, span.end - span.start]);
          for (const end of [own[0], own.at(-1)]) expect(keys.has(end?.key ?? "")).toBe(true);
          expect(sentences.start <= span.start && span.end <= sentences.end).toBe(true);
          expect(score > 0 && score <= 1).toBe(true);
        }
        for (const [at, one] of places.entries())
          for (const other of places.slice(at + 1))
            if (one.source === other.source)
              expect(one.sentences.end <= other.sentences.start || other.sentences.end <= one.sentences.start).toBe(
                true,
              );
        expect(places.reduce((sum, { score }) => sum + score, 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect(placesOf(claim, texts)).toEqual(places);
      }),
      { seed: 47, numRuns: 500 },
    );
  });
  test("are one where the sentences chosen are neighbours, in whatever order they were chosen", () => {
    const text = "Penguins swim under granite arches. A parcel hides moss. Kettle lids fit warehouse lamps.";
    const claim = "Penguins swim under granite arches, kettle lids fit warehouse lamps, moss parcel";
    expect(placesOf(claim, [text]).map(({ span }) => text.slice(span.start, span.end))).toEqual([text.slice(0, -1)]);
  });
});
