import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Source } from "vouchsafe";
import { OPERATING_POINTS, support } from "vouchsafe/score";
import { recordLogit } from "../../src/score/record/record-logit.ts";
import { anyText } from "../oracles/generators.ts";
import { growthOf, inOnePiece } from "../oracles/growth.ts";

const asSources = (texts: readonly string[]) => texts.map((text, at) => ({ id: String(at), text }));
const [lowest, highest] = [Math.min(...Object.values(OPERATING_POINTS)), Math.max(...Object.values(OPERATING_POINTS))];
const hostile = fc.oneof(
  anyText,
  fc.string({
    unit: fc.constantFrom("\ud800", "\udc00", "a ", "5", ". ", "水", "ب", " é", "\u0301", "<b>", "- "),
    maxLength: 30,
  }),
);
const anySource: fc.Arbitrary<Omit<Source, "id">> = fc.oneof(
  hostile.map((text) => ({ text })),
  fc.jsonValue().map((value) => ({ text: JSON.stringify(value), kind: "record" as const })),
  hostile.map((text) => ({ text: JSON.stringify({ lid: text, fits: true, days: 30 }), kind: "record" as const })),
);
const anySources = fc
  .array(anySource, { maxLength: 3 })
  .map((list) => list.map((source, at): Source => ({ id: String(at), ...source })));

describe("support of anything", () => {
  test("is from 0 to 1, the same each time, and shows text of its sources", () => {
    fc.assert(
      fc.property(hostile, anySources, fc.option(hostile, { nil: undefined }), (claim, sources, question) => {
        const options = question === undefined ? {} : { question };
        const found = support(claim, sources, options);
        for (const share of [found.score, found.coverage, ...found.evidence.map(({ score }) => score)])
          expect(share >= 0 && share <= 1).toBe(true);
        for (const { source, span, sentences } of found.evidence) {
          expect(span.start >= sentences.start && span.end <= sentences.end).toBe(true);
          expect(sentences.end).toBeLessThanOrEqual(sources[source]?.text.length ?? -1);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
        }
        if (found.evidence.length === 0) expect(found.score).toBe(0);
        expect(support(claim, structuredClone(sources), options)).toEqual(found);
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      }),
      { seed: 61, numRuns: 500 },
    );
  });
});

const subjects = ["kettle", "parcel", "penguin", "lantern", "harbour", "violin"];
const verbs = ["carries", "covers", "repairs", "follows", "collects"];
const objects = ["granite", "sugar", "copper wire", "old maps", "blue paint", "dry leaves"];
const statement = fc
  .tuple(
    fc.constantFrom(...subjects),
    fc.constantFrom(...verbs),
    fc.constantFrom(...objects),
    fc.integer({ min: 11, max: 99 }),
  )
  .map(([subject, verb, object, days]) => `The ${subject} ${verb} ${object} for ${days} days.`);

describe("support of a claim", () => {
  test("that stands word for word is above every operating point, whatever stands beside it", () => {
    fc.assert(
      fc.property(
        statement,
        fc.array(statement, { maxLength: 4 }),
        fc.array(statement, { maxLength: 2 }),
        (claim, before, other) => {
          const { score, coverage, evidence } = support(claim, asSources([[...before, claim].join(" "), ...other]));
          expect(score).toBeGreaterThan(highest);
          expect(coverage).toBeCloseTo(1, 9);
          expect(evidence.length).toBeGreaterThan(0);
        },
      ),
      { seed: 62, numRuns: 300 },
    );
  });
  test("of nothing but other words is below every operating point", () => {
    const elsewhere = "Zebras gallop through dusty savannahs while volcanoes erupt and glaciers melt. Tourists watch.";
    fc.assert(
      fc.property(statement, fc.boolean(), (claim, isRecord) => {
        const source = isRecord
          ? { id: "0", text: JSON.stringify({ zebras: true, savannah: "dusty", tourists: 4 }), kind: "record" as const }
          : { id: "0", text: elsewhere };
        const { score, missing } = support(claim, [source]);
        expect(score).toBeLessThan(lowest);
        expect(missing.length).toBeGreaterThan(2);
      }),
      { seed: 63, numRuns: 200 },
    );
  });
  test("falls when a word of it is replaced in its source", () => {
    const claim = "The old harbour master repairs copper lanterns.";
    const whole = support(claim, asSources([claim])).score;
    expect(support(claim, asSources([claim.replace("lanterns", "violins")])).score).toBeLessThan(whole);
  });
  test("names what is missing as it is written, each word once, and no light word", () => {
    const claim = "The Harbours of the Harbours carry the sugar of granite.";
    expect(support(claim, asSources(["Sugar is sweet."])).missing).toEqual(["Harbours", "carry", "granite"]);
  });
  test("looks only where it is asked to", () => {
    const sources = asSources(["The kettle carries sugar.", "Penguins swim."]);
    expect(support("The kettle carries sugar.", sources, { asked: [1] })).toMatchObject({ score: 0, evidence: [] });
    expect(support("The kettle carries sugar.", sources, { asked: [0] }).evidence[0]?.source).toBe(0);
    expect(support("The kettle carries sugar.", sources, { asked: [7, -1, 0.5] })).toMatchObject({ score: 0 });
  });
  test("reads a source anew whose text was changed in place, also a record", () => {
    for (const kind of ["document", "record"] as const) {
      const textOf = (value: string) => (kind === "record" ? JSON.stringify({ open: true, note: value }) : value);
      const source = { id: "0", kind, text: textOf("The kettle carries sugar.") };
      const sources = [source];
      const before = support("The kettle carries sugar.", sources);
      source.text = textOf("Penguins swim under oceans.");
      expect([before.coverage, support("The kettle carries sugar.", sources).coverage]).toEqual([1, 0]);
    }
  });
  test("over a record shows its value alone", () => {
    const text = JSON.stringify({ open: true, note: "The kettle carries sugar." });
    const { evidence, score } = support("The kettle carries sugar.", [{ id: "0", kind: "record", text }]);
    expect(score).toBeGreaterThan(highest);
    expect(evidence.map(({ span }) => text.slice(span.start, span.end))).toContain("The kettle carries sugar.");
  });
});

describe("what a record says of a claim, in logits", () => {
  const check = { status: "measured", score: 1, agrees: false, isUnsaid: false, evidence: [], words: [] } as const;
  test("is set by hand", () => {
    expect(recordLogit(undefined)).toBe(0);
    expect(recordLogit(check)).toBe(2);
    expect(recordLogit({ ...check, agrees: true })).toBe(3);
    expect(recordLogit({ ...check, score: 0 })).toBe(0);
    expect(recordLogit({ ...check, status: "contradicted" })).toBe(-3);
    expect(recordLogit({ ...check, status: "unknown" })).toBe(-1);
    expect(recordLogit({ ...check, status: "invented" })).toBe(-1);
  });
});

describe("input that no caller should hand in", () => {
  test("an empty claim was not measured, and an empty source carries nothing", () => {
    const nothing = { score: 0, coverage: 0, evidence: [], missing: [] };
    for (const claim of ["", " \n", "…", "👩‍👩‍👧", "\ud800"])
      expect(support(claim, asSources(["The kettle boils."]))).toEqual({ ...nothing, isWordless: true });
    for (const texts of [[], [""], ["", " "]])
      expect(support("The kettle boils.", asSources(texts))).toEqual({ ...nothing, missing: ["kettle", "boils"] });
  });
  test("a claim longer than its source is not carried by it", () => {
    const text = "The kettle carries sugar.";
    const claim = `${text} Penguins swim under frozen oceans, and lanterns glow over harbours at night.`;
    expect(support(claim, asSources([text])).score).toBeLessThan(OPERATING_POINTS.balanced);
    expect(support(`${text} `.repeat(1_000), asSources([text])).missing).toEqual([]);
  });
  test("scripts mixed in one claim are looked for each", () => {
    const claim = "Kettle чайник 水壶沸腾 غلاية 주전자 30";
    expect(support(claim, asSources([`So ${claim} it is.`])).coverage).toBeCloseTo(1, 9);
    expect(support(claim, asSources(["чайник"])).missing).not.toContain("чайник");
    expect(support(claim, asSources(["чайник"])).missing).toContain("Kettle");
  });
});

const BIG = 30_000;
const timed = (job: () => void): number => {
  const started = performance.now();
  job();
  return performance.now() - started;
};
const named = (many: number, turn: number, seed = 7919): string =>
  Array.from({ length: many }, (_, at) => `word${turn}x${(at * seed) % 100_003}`).join(" ");

describe("time", () => {
  test.each<readonly [string, (size: number, turn: number) => readonly [claim: string, text: string]]>([
    ["a claim of many words over the same", (size, turn) => [named(size, turn), named(size, turn)]],
    ["a claim of many words over others", (size, turn) => [named(size, turn), "The kettle boils."]],
    [
      "a claim of many clauses",
      (size, turn) => [`and so kettle${turn} lids fit `.repeat(size / 4), "The kettle lids fit."],
    ],
    ["a claim of one word", (size, turn) => [`kettle${turn} `.repeat(size), `kettle${turn} `.repeat(size)]],
    ["a source of one sentence", (size, turn) => ["The kettle has 30 lids.", `kettle lids${turn} `.repeat(size)]],
    [
      "a source of many sentences",
      (size, turn) => ["The kettle has 30 lids.", `Kettle lids${turn} fit 30. `.repeat(size)],
    ],
    [
      "a table of numbers",
      (size, turn) => [
        "The kettle has 30 lids and 4.90 euros.",
        Array.from({ length: size }, (_, at) => `| ${at + turn} `).join(""),
      ],
    ],
    [
      "a claim of numbers",
      (size, turn) => [Array.from({ length: size }, (_, at) => `${at * 3 + turn}`).join(" and "), "It has 30 lids."],
    ],
    ["marks without words", (size, turn) => [`kettle${turn} fits ${"; ".repeat(size)}lid`, "The kettle fits."]],
  ])(
    "grows with %s, and no faster",
    (_, of) => {
      const growth = growthOf(
        (size, turn) => {
          const [claim, text] = of(size, turn).map(inOnePiece) as [string, string];
          const sources = asSources([text]);
          return () => support(claim, sources);
        },
        4_096,
        3,
      );
      expect(growth).toBeLessThan(3);
    },
    30_000,
  );
  test("of 10,000 claims over one draft is that of each", () => {
    const sources = asSources([named(2_000, 1)]);
    expect(
      timed(() => {
        for (let at = 0; at < 10_000; at += 1) support(`The kettle word1x${at} has ${at} lids.`, sources);
      }),
    ).toBeLessThan(20_000);
  }, 40_000);
  test("over one sentence of 5 MB, 20 MB of sources, and a hundred thousand numbers stays within seconds", () => {
    const one = inOnePiece("kettle lid granite ".repeat(270_000));
    const many = asSources(
      Array.from({ length: 20 }, (_, at) => inOnePiece(`Moss ${at} grows on stone. `.repeat(45_000))),
    );
    const table = Array.from({ length: 100_000 }, (_, at) => `| ${at} `).join("");
    expect(
      timed(() => expect(support("The lid of granite has 30 parts.", asSources([one])).score).toBeLessThan(1)),
    ).toBeLessThan(20_000);
    expect(timed(() => expect(support("Moss grows on penguins.", many).score).toBeLessThan(1))).toBeLessThan(30_000);
    expect(
      timed(() => expect(support("It has 99999 lids.", asSources([table])).coverage).toBeLessThan(1)),
    ).toBeLessThan(20_000);
  }, 80_000);
  test("a claim too long for the stack is measured like any other", () => {
    const claim = Array.from({ length: 5 * BIG }, (_, at) => `a${at}`).join(" ");
    expect(support(claim, asSources(["The kettle boils."])).score).toBe(0);
  }, 40_000);
});
