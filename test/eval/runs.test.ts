import { describe, expect, test } from "vitest";
import { checkBounds, compare, type EvalCase, evaluate, parseBound, parseRun } from "vouchsafe/eval";

const one = (id: string, supported: boolean, flagged: boolean, score = 0.5): EvalCase => ({
  id,
  supported,
  flagged,
  score,
});

describe("two runs", () => {
  const before = [
    one("a", true, true),
    one("b", false, true),
    one("c", true, false, 0.4),
    one("d", true, true),
    one("gone", true, true),
  ];
  const after = [
    one("a", true, false),
    one("b", false, false),
    one("c", true, false),
    one("d", false, true),
    one("new", true, true),
  ];

  test("are told apart case by case", () => {
    const found = compare(before, after);
    const ids = (changes: readonly { readonly id: string }[]) => changes.map(({ id }) => id);
    expect({
      ...found,
      mended: ids(found.mended),
      broken: ids(found.broken),
      relabelled: ids(found.relabelled),
      before: 0,
    }).toEqual({
      mended: ["a"],
      broken: ["b"],
      relabelled: ["d"],
      same: 1,
      rescored: 1,
      added: ["new"],
      gone: ["gone"],
      before: 0,
    });
    expect(found.before.figures.recall).toEqual({ value: 1 });
  });

  test("a run beside itself has no change", () => {
    expect(compare(before, before)).toMatchObject({
      mended: [],
      broken: [],
      relabelled: [],
      same: 5,
      rescored: 0,
      added: [],
      gone: [],
    });
  });

  test("a stored run is read back, and nothing else is", () => {
    expect(parseRun(JSON.parse(JSON.stringify(evaluate(before))))).toEqual(before);
    for (const value of [
      undefined,
      null,
      [],
      { version: 2 },
      { version: 1 },
      { version: 1, positive: "unsupported", cases: [{}] },
    ])
      expect(() => parseRun(value)).toThrow(TypeError);
  });
});

describe("bounds", () => {
  test.each([
    ["balancedAccuracy=0.7", "under", { figure: "balancedAccuracy", limit: 0.7, fail: "under" }],
    ["aurc=.5", "over", { figure: "aurc", limit: 0.5, fail: "over" }],
    ["recall = 1", "under", { figure: "recall", limit: 1, fail: "under" }],
  ] as const)("%s", (written, fail, expected) => {
    expect(parseBound(written, fail)).toEqual(expected);
  });

  test.each([
    "",
    "recall",
    "recall=",
    "recall=70",
    "recall=-1",
    "recall=1e-1",
    "recall=0.5=0.6",
    "recal=0.5",
    "toString=1",
    "recall=NaN",
  ])("%j is none", (written) => {
    expect(() => parseBound(written, "under")).toThrow(TypeError);
  });

  test("hold at the limit, fail beyond it, and fail where the figure cannot be computed", () => {
    const { overall } = evaluate([one("a", false, true), one("b", false, false)]);
    const bounds = ["recall=0.5", "recall=0.51", "auroc=0"].map((written) => parseBound(written, "under"));
    expect(
      checkBounds(overall, [...bounds, parseBound("recall=0.5", "over"), parseBound("recall=0.49", "over")]),
    ).toEqual([
      { figure: "recall", limit: 0.5, fail: "under", value: 0.5, holds: true },
      { figure: "recall", limit: 0.51, fail: "under", value: 0.5, holds: false },
      { figure: "auroc", limit: 0, fail: "under", holds: false },
      { figure: "recall", limit: 0.5, fail: "over", value: 0.5, holds: true },
      { figure: "recall", limit: 0.49, fail: "over", value: 0.5, holds: false },
    ]);
  });
});
