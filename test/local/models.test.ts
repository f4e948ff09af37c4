import { describe, expect, test } from "vitest";
import { knownModel, knownModels, localEntailer } from "vouchsafe/local";

test("every known model is found by its id and by that of its weights, and by no other's", () => {
  const ids = knownModels.flatMap(({ id, onnx }) => (onnx === undefined ? [id] : [id, onnx]));
  expect(new Set(ids).size).toBe(ids.length);
  for (const known of knownModels) {
    expect(knownModel(known.id)).toBe(known);
    if (known.onnx !== undefined) expect(knownModel(known.onnx)).toBe(known);
  }
  expect(knownModel("nobody/no-model")).toBeUndefined();
});

describe.each(knownModels.map((known) => [known.id, known] as const))("%s", (id, known) => {
  test("is asked about evidence and claim, each once", () => {
    const { first, second = "", asked } = known.input;
    for (const form of asked === undefined ? [first] : [first, asked]) {
      const places = `${form}${second}`.match(/\{\w+\}/g) ?? [];
      expect(places.filter((place) => place === "{evidence}")).toHaveLength(1);
      expect(places.filter((place) => place === "{claim}")).toHaveLength(1);
    }
  });

  test("has labels of its kind, figures in percent with their source, and a threshold that is a probability", () => {
    expect("unsupported" in known.labels).toBe(known.kind === "token");
    for (const { value, from, on } of known.figures) {
      expect(value).toBeGreaterThan(50);
      expect(value).toBeLessThan(100);
      expect(from + on).toMatch(/\w/);
    }
    const { threshold = 0.5 } = known;
    expect(threshold > 0 && threshold < 1).toBe(true);
  });

  test("can be opened by its id and by a folder like it; nothing is loaded by that", () => {
    expect(typeof localEntailer({ model: id }).entail).toBe("function");
    expect(typeof localEntailer({ model: "./weights", like: id }).entail).toBe("function");
  });
});
