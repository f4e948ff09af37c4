import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FEATURES, featuresOf, viewOf } from "../../src/score/features/features.ts";
import { anyText } from "../oracles/generators.ts";

const asSources = (texts: readonly string[]) => texts.map((text, at) => ({ id: String(at), text }));
function measured(claim: string, texts: readonly string[], question?: string): ReadonlyMap<string, number> {
  const view = viewOf(claim, asSources(texts), [...texts.keys()], question);
  const values = view === undefined ? [] : [...featuresOf(view)];
  return new Map(values.map((value, at) => [FEATURES[at]?.name ?? "", value]));
}

type Row = readonly [feature: string, claim: string, better: string, worse: string, question?: string];
const lid = "The copper lid fits the granite kettle.";
const apart = "The copper lid shines. Moss grows. Penguins swim. Parcels leave. It fits the granite kettle.";
const rows: readonly Row[] = [
  ["coverage-all", lid, lid, "The copper lid shines."],
  ["coverage-1", lid, lid, "The copper lid shines. It fits the granite kettle."],
  [
    "coverage-2",
    lid,
    "The copper lid shines. It fits the granite kettle.",
    "The copper lid shines. Moss grows. It fits the granite kettle.",
  ],
  ["coverage-3", lid, "The copper lid shines. Moss grows. It fits the granite kettle.", apart],
  ["coverage-5", lid, apart, apart.replace("Moss", "Moss grows. Rain falls. Moss")],
  [
    "coverage-joined-2",
    lid,
    apart,
    "The copper pan shines. Moss grows. A lid fits. Penguins swim. Granite sinks. Parcels leave. My kettle boils.",
  ],
  [
    "coverage-joined-3",
    lid,
    apart,
    "Copper shines. Moss grows. My lid. Penguins swim. Granite sinks. Parcels leave. My kettle boils.",
  ],
  ["coverage-telling", lid, lid, "The copper lid shines."],
  ["coverage-plain", lid, lid, "The copper lid shines."],
  ["coverage-soft", "The photographer fits kettles.", "A photographic kettle.", "A warehouse kettle."],
  ["coverage-beyond-question", lid, "The copper kettle.", "The lid fits.", "Which lid fits?"],
  [
    "coverage-least-clause",
    "The copper lid fits, but green moss grows slowly on granite.",
    "The copper lid fits, but green moss grows slowly on granite.",
    "The copper lid fits, but nothing else.",
  ],
  ["coverage-scattered", lid, lid, apart],
  ["in-row-2", lid, lid, "The granite fits a kettle of copper and a lid."],
  ["in-row-3", lid, lid, "The copper lid and a granite kettle that fits."],
  ["longest-run", lid, lid, "The copper lid and a granite kettle that fits."],
  ["density", lid, lid, "The copper lid and a granite kettle that fits."],
  ["aligned", lid, lid, "The kettle granite fits a lid of copper."],
  ["aligned-words", lid, lid, "The kettle granite fits a lid of copper."],
  [
    "together",
    lid,
    lid,
    `Copper ${"moss grows and ".repeat(5)} lid ${"moss grows and ".repeat(5)} fits ${"moss grows and ".repeat(5)} granite kettle.`,
  ],
  [
    "numbers-together",
    "The lid costs 40 euros.",
    "The lid costs 40 euros.",
    `The lid ${"of green moss ".repeat(6)} 40 ${"of green moss ".repeat(6)} costs euros.`,
  ],
  ["missing-heaviest", lid, lid, "The copper lid fits the kettle."],
  ["missing-count", lid, lid, "The copper lid."],
  ["missing-near", lid, lid, apart],
  ["missing-modifiers", "The poisonous lid fits tragically.", "The poisonous lid fits tragically.", "The lid fits."],
  ["missing-stretch", lid, lid, "The copper lid shines."],
  ["missing-stretch-words", lid, lid, "The copper lid shines."],
  ["figures-missing", "The lid costs 40 euros.", "The lid costs 40 euros.", "The lid costs 41 euros."],
  ["years-missing", "The lid was made in 1987.", "The lid was made in 1987.", "The lid was made in 1986."],
  ["calendar-missing", "The lid was made in March.", "The lid was made in March.", "The lid was made in October."],
  [
    "figures-elsewhere",
    "The copper lid costs 40 euros.",
    "The copper lid costs 40 euros.",
    "The copper lid costs many euros. Moss. Rain falls. Penguins swim. There are 40 birds.",
  ],
  ["names-missing", "The lid of Zanzibar fits.", "The lid of Zanzibar fits.", "The lid of the shop fits."],
  ["names-missing-share", "The lid of Zanzibar fits.", "The lid of Zanzibar fits.", "The lid of the shop fits."],
  [
    "names-elsewhere",
    "The copper lid of Zanzibar fits.",
    "The copper lid of Zanzibar fits.",
    "The copper lid fits. Moss grows. Rain falls. Penguins swim. It is Zanzibar.",
  ],
  ["negation-differs", lid, lid, "The copper lid does not fit the granite kettle."],
  [
    "negation-new",
    "The copper lid does not fit the granite kettle.",
    "The copper lid does not fit the granite kettle.",
    lid,
  ],
  ["direction-flips", "The kettles stand north.", "The kettles stand north.", "The kettles stand south."],
  ["quantifier-new", "All lids fit.", "All lids fit.", "Lids fit."],
  ["cause-new", "The lid fits because of granite.", "The lid fits because of granite.", "The lid fits granite."],
  ["hedge-new", "The lid possibly fits.", "The lid possibly fits.", "The lid fits."],
  ["hedge-dropped", lid, lid, "The copper lid possibly fits the granite kettle."],
  ["question-near", lid, "The copper lid fits penguins.", "The granite kettle of copper.", "Do penguins fit?"],
  ["question-near", lid, lid, "The copper lid shines."],
];

const named = rows.map(([name, claim, better, worse, question]) => ({ name, claim, better, worse, question }));

describe("a feature", () => {
  test("has a row of the table each", () => {
    expect(new Set(rows.map(([name]) => name))).toEqual(new Set(FEATURES.map(({ name }) => name)));
  });
  test.each(named)("$name says more of what supports $claim", ({ name, claim, better, worse, question }) => {
    const sign = FEATURES.find((one) => one.name === name)?.sign ?? 0;
    const [good = Number.NaN, bad = Number.NaN] = [better, worse].map((text) =>
      measured(claim, [text], question).get(name),
    );
    expect(sign * (good - bad)).toBeGreaterThan(0.01);
  });
  test("is from 0 to 1, for anything", () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(anyText, { maxLength: 3 }),
        fc.option(anyText, { nil: undefined }),
        (claim, texts, question) => {
          for (const [name, value] of measured(claim, texts, question))
            expect(value >= -1e-9 && value <= 1 + 1e-9, `${name} is ${value}`).toBe(true);
        },
      ),
      { seed: 51, numRuns: 400 },
    );
  });
  test.each(named)(
    "$name does not hang on how much else the sources say ($claim)",
    ({ claim, better, worse, question }) => {
      const other = "Zebras gallop through savannahs while volcanoes erupt. ".repeat(200);
      for (const text of [better, worse]) {
        const alone = measured(claim, [text], question);
        expect(measured(claim, [text, other], question)).toEqual(alone);
        expect(measured(claim, [`${text} ${other}`], question)).toEqual(alone);
      }
    },
  );
  test("is the same for a claim of another time, whatever was measured in between", () => {
    const before = measured(lid, [apart]);
    for (const [, claim, better] of rows) measured(claim, [better]);
    expect(measured(lid, [apart])).toEqual(before);
  });
});
