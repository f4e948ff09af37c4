import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimateTokens } from "vouchsafe/spend";
import { BAND } from "../src/judge/band.ts";
import { promptFor } from "../src/judge/prompt.ts";
import { SUPPORT_RUBRIC } from "../src/judge/rubric.ts";
import { byBand, cascaded, judgingAll } from "./bench/cascade/cascade.ts";
import { charge, emptyBill, replyTo } from "./bench/cascade/counting-model.ts";
import { fittedBand } from "./bench/cascade/fit.ts";
import { verdictsOf } from "./bench/cascade/judge.ts";
import { measured } from "./bench/cascade/measured.ts";
import { always, atRandom, bandFor, fittedTo, PRICED, WIDEST, WIDEST_EVEN } from "./bench/cascade/methods.ts";
import { type CascadeSet, type Claim, cascadeSets, scoresAlone } from "./bench/cascade/sets.ts";
import { ratesOf } from "./bench/metrics.ts";
import { type LabelledRow, REPORTED } from "./fit/rows.ts";

const claim = fc.record(
  {
    source: fc.constantFrom("a", "b", "c"),
    label: fc.constantFrom<0 | 1>(0, 1),
    score: fc.integer({ min: 0, max: 20 }).map((score) => score / 20),
    free: fc.constantFrom<"fails" | "passes">("fails", "passes"),
  },
  { requiredKeys: ["source", "label", "score"] },
);
/** Both labels occur. */
const claims = fc
  .array(claim, { maxLength: 30 })
  .map((ones): readonly Claim[] => [
    ...ones,
    { source: "d", label: 0, score: 0.3 },
    { source: "e", label: 1, score: 0.6 },
  ]);
const verdictsFor = (ones: readonly Claim[], seed: number): Uint8Array => verdictsOf(ones, { error: 0.3, seed });

/** A thousand claims of 0.1 to 0.9, as likely supported as their score says. */
const calibrated = (seed: number): readonly Claim[] =>
  Array.from({ length: 4_000 }, (_, at) => {
    const score = 0.02 + (0.96 * (at % 200)) / 200;
    const turn = (Math.floor(at / 200) + 0.5 + (seed % 7) / 100) / 20;
    return { source: String(at % 50), label: turn < score ? 1 : 0, score };
  });

describe("the simulated judge", () => {
  const many = calibrated(1);
  test.each([
    [0.2, 0],
    [0.1, 0],
    [0.2, 0.12],
  ])("is wrong about %d of both labels, where the score is wrong %d more often", (error, shared) => {
    const seeds = Array.from({ length: 20 }, (_, at) => at + 1);
    const all = seeds.map((seed) => verdictsOf(many, { error, seed, shared }));
    const wrong = (is: (one: Claim) => boolean): number => {
      const own = many.flatMap((one, at) => (is(one) ? all.map((verdicts) => 1 - (verdicts[at] ?? 0)) : []));
      return own.reduce((sum, value) => sum + value, 0) / own.length;
    };
    for (const label of [0, 1]) {
      expect(wrong((one) => one.label === label)).toBeCloseTo(error, 1.9);
      const isWrong = (one: Claim): boolean => one.score >= 0.5 !== (one.label === 1);
      const gap =
        wrong((one) => one.label === label && isWrong(one)) - wrong((one) => one.label === label && !isWrong(one));
      expect(Math.abs(gap - shared)).toBeLessThan(0.015);
    }
  });

  test("says the same for the same seed, and something else for each of two neighbours", () => {
    const said = [1, 2, 3].map((seed) => verdictsOf(many, { error: 0.2, seed }));
    expect(verdictsOf(many, { error: 0.2, seed: 2 })).toEqual(said[1]);
    const agreeing = (a = 0, b = 0): number =>
      many.filter((_, at) => said[a]?.[at] === said[b]?.[at]).length / many.length;
    // Independent judges of 80 % agree in 68 of a hundred.
    for (const [a, b] of [
      [0, 1],
      [1, 2],
      [0, 2],
    ])
      expect(Math.abs(agreeing(a, b) - 0.68)).toBeLessThan(0.03);
    // Nor do all of them begin with the same.
    const first = Array.from({ length: 40 }, (_, seed) => verdictsOf(many, { error: 0.2, seed: seed + 1 })[0] ?? 0);
    expect(Math.abs(first.reduce((sum, one) => sum + one, 0) / 40 - 0.8)).toBeLessThan(0.2);
  });
});

describe("a cascade", () => {
  test("has the balanced accuracy of its decisions, one by one", () => {
    fc.assert(
      fc.property(claims, fc.nat(99), fc.tuple(fc.nat(20), fc.nat(20)), (ones, seed, cuts) => {
        const [from = 0, to = 0] = cuts.map((cut) => cut / 20).sort((a, b) => a - b);
        const verdicts = verdictsFor(ones, seed);
        const routes = byBand([from, to])(ones);
        const decisions = ones.map(({ label, score, free }, at) => {
          const isSent = free === undefined && score >= from && score <= to;
          expect(routes[at] === "sent").toBe(isSent);
          const judged = verdicts[at] === 1 ? label === 1 : label === 0;
          const passes = isSent ? judged : free === undefined ? score > to : free === "passes";
          return { bad: label === 0, flagged: !passes };
        });
        const { balanced, free } = cascaded(ones, routes, verdicts);
        expect(balanced).toBeCloseTo(ratesOf(decisions).balancedAccuracy, 12);
        expect(free).toBeCloseTo(routes.filter((route) => route !== "sent").length / ones.length, 12);
        expect(cascaded(ones, judgingAll(ones), verdicts).free).toBe(0);
      }),
    );
  });

  test("counted claims are claims repeated", () => {
    fc.assert(
      fc.property(claims, fc.nat(99), fc.infiniteStream(fc.nat(3)), (ones, seed, stream) => {
        const counts = ones.map((_, at) => (at >= ones.length - 2 ? 1 : (stream.next().value ?? 0)));
        const verdicts = verdictsFor(ones, seed);
        const repeat = <T>(values: ArrayLike<T>): T[] =>
          counts.flatMap((count, at) => Array<T>(count).fill(values[at] as T));
        const routes = byBand([0.2, 0.8])(ones);
        const once = cascaded(repeat(ones), repeat(routes), Uint8Array.from(repeat(verdicts)));
        const counted = cascaded(ones, routes, verdicts, counts);
        expect(counted.balanced).toBeCloseTo(once.balanced, 12);
        expect(counted.free).toBeCloseTo(once.free, 12);
      }),
    );
  });
});

describe("a fitted band", () => {
  test("no other band is worth more on what it is fitted on", () => {
    const set = fc.tuple(claims, fc.nat(99)).map(([ones, seed]) => ({
      claims: ones,
      verdicts: [verdictsFor(ones, seed), verdictsFor(ones, seed + 1)],
    }));
    fc.assert(
      fc.property(fc.array(set, { minLength: 1, maxLength: 3 }), (sets) => {
        for (const worth of [PRICED, WIDEST, WIDEST_EVEN]) {
          const at = (band: readonly [number, number]): number => {
            const all = sets.map((one) =>
              one.verdicts.map((verdicts) => ({
                ...cascaded(one.claims, byBand(band)(one.claims), verdicts),
                all: cascaded(one.claims, judgingAll(one.claims), verdicts).balanced,
              })),
            );
            const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
            const free = mean(all.map((ones) => mean(ones.map((one) => one.free))));
            return worth({ free, losses: all.map((ones) => mean(ones.map((one) => one.all - one.balanced)) - 1e-9) });
          };
          const cuts = Array.from({ length: 22 }, (_, cut) => (cut - 0.5) / 20);
          const best = Math.max(...cuts.flatMap((from) => cuts.flatMap((to) => (to < from ? [] : at([from, to])))));
          const found = at(fittedBand(sets, worth));
          if (best > Number.NEGATIVE_INFINITY) expect(found).toBeGreaterThan(best - 1e-6);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("of calibrated scores is about where the score is wrong as often as the judge", () => {
    const [from, to] = bandFor([calibrated(1), calibrated(2)], ({ losses }) => -Math.max(...losses));
    expect(Math.abs(from - BAND[0])).toBeLessThan(0.06);
    expect(Math.abs(to - BAND[1])).toBeLessThan(0.06);
  });
});

describe("a set left out", () => {
  const rows = REPORTED.flatMap((set, at) =>
    calibrated(at)
      .filter((_, row) => row % 20 === at)
      .map((one): LabelledRow & { readonly score: number } => ({
        ...one,
        set,
        group: set.startsWith("ragtruth") ? "ragtruth" : set,
        claims: [],
      })),
  );
  const asked: (readonly [row: LabelledRow, without: readonly string[]])[] = [];
  const sets = (all: readonly LabelledRow[]): readonly CascadeSet[] =>
    cascadeSets(
      all,
      new Map([["hagrid", [{ source: "0", label: 1, free: "passes", shipped: [] }]]]),
      (row, without) => {
        asked.push([row, without]);
        return (row as LabelledRow & { readonly score: number }).score;
      },
    );

  test("is scored without its group, and so are the sets that its band is fitted on", () => {
    asked.length = 0;
    const found = sets(rows);
    expect(found.map(({ set }) => set)).toEqual(REPORTED);
    for (const [row, without] of asked) expect(without).toContain(row.group);
    expect(asked.filter(([, without]) => new Set(without).size === 1)).toHaveLength(rows.length);
    expect(found.map(({ others }) => others.length)).toEqual([4, 4, 4, 6, 6, 6, 6]);
    expect(found.at(-1)?.claims[0]?.free).toBe("passes");
    expect(scoresAlone(found).at(-1)?.claims[0]).not.toHaveProperty("free");
  });

  test("has no say in its band", () => {
    const turned = rows.map((row) => (row.group === "ragtruth" ? { ...row, label: row.label === 1 ? 0 : 1 } : row));
    const routesOf = (all: readonly LabelledRow[]) => sets(all).map((set) => fittedTo(PRICED)(set)(set.claims).join());
    const [before, after] = [routesOf(rows), routesOf(turned as readonly LabelledRow[])];
    expect(before.map((routes, at) => routes === after[at])).toEqual([true, true, true, false, false, false, false]);
  });

  test("as many are drawn at random as the band sends, and what is fitted beats them", () => {
    const found = sets(rows);
    const band = measured(found, always(BAND));
    const random = measured(found, atRandom(always(BAND)));
    for (const [at, one] of band.entries()) {
      expect(Math.abs((random[at]?.free ?? 0) - one.free)).toBeLessThan(0.1);
      expect(one.loss).toBeLessThan(random[at]?.loss ?? 0);
      expect(one.drawn).toHaveLength(1_000);
    }
  });
});

describe("the bill of a judge", () => {
  const item = { parts: [{ name: "claim", text: "The kettle holds 1.7 litres." }], passages: [] };
  const source = { source: 0, span: { start: 0, end: 9 } as never, text: "It holds 1.7 litres of water." };
  const asked = [
    { id: "bcdf", item: { ...item, passages: [source] } },
    { id: "ghjk", item },
  ];
  test("is of the whole prompt, and of a reply with a verdict for each item", () => {
    const prompt = promptFor(SUPPORT_RUBRIC, asked, "data-x");
    const reply: unknown = JSON.parse(replyTo(prompt));
    expect(reply).toMatchObject({
      verdicts: [{ id: "bcdf", evidence_quote: "It holds 1.7 litres of water.", label: "partial" }, { id: "ghjk" }],
    });
    const bill = emptyBill();
    charge("openai/gpt-6-luna", prompt, replyTo(prompt), bill);
    charge("openai/gpt-6-luna", prompt, replyTo(prompt), bill);
    expect(bill.calls).toBe(2);
    const told = [...prompt.messages.map(({ content }) => content), JSON.stringify(prompt.output?.schema)];
    expect(bill.inputTokens).toBe(2 * told.reduce((sum, text) => sum + estimateTokens(text), 0));
    expect(bill.outputTokens).toBe(2 * estimateTokens(replyTo(prompt)));
    expect(bill.microUsd).toBeGreaterThan(0);
    charge("nobody/knows", prompt, "", bill);
    expect(bill.microUsd).toBeNaN();
  });
});
