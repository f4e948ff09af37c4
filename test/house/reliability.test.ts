import { describe, expect, test } from "vitest";
import { trackedTexts } from "./tracked.ts";

const texts = trackedTexts();
const page = texts.get("RELIABILITY.md") ?? "";

interface Row {
  readonly fault: string;
  readonly files: readonly string[];
}
/** The rows of all tables whose first header is "fault". */
function rowsOf(text: string): readonly Row[] {
  return [...text.matchAll(/^\| (F\d\d) [^\n]*\|([^|\n]+)\|$/gm)].map(([, fault = "", cell = ""]) => ({
    fault,
    files: [...cell.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file),
  }));
}

/** The faults that the names of tests begin with: `F09, F10: …`, `F06 to F08: …`. */
function faultsIn(text: string): ReadonlySet<string> {
  const names = [...text.matchAll(/["`](F\d\d(?:, F\d\d)*): /g)].flatMap(([, ids = ""]) => ids.split(", "));
  return new Set(names);
}

const PROMISED = [
  ...Array.from({ length: 25 }, (_, at) => `F${String(at + 1).padStart(2, "0")}`),
  ...["F44", "F45", "F46", "F47", "F48"],
];
const rows = rowsOf(page);

describe("the page of faults is in step with the tests", () => {
  test("it has a row for each fault, and no other", () => {
    expect(rows.map(({ fault }) => fault)).toEqual(PROMISED);
  });

  test.each(rows)("$fault is in the name of a test in a file that its row names", ({ fault, files }) => {
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect([...texts.keys()]).toContain(file);
    expect(files.some((file) => faultsIn(texts.get(file) ?? "").has(fault))).toBe(true);
  });

  test("a fault in the name of a test of faults is in its row", () => {
    const named = [...texts].filter(([path]) => /^test\/(?:faults\/|laws\/stream-prefix)/.test(path));
    for (const [path, text] of named) {
      for (const fault of faultsIn(text))
        expect([fault, path, rows.find((row) => row.fault === fault)?.files.includes(path)]).toEqual([
          fault,
          path,
          true,
        ]);
    }
  });

  test("every file that it names is there", () => {
    const files = [...page.matchAll(/`((?:test|fixtures|src)\/[\w./-]+)`/g)].map(([, file = ""]) => file);
    expect(files.filter((file) => !texts.has(file))).toEqual([]);
  });
});

test("names and rows are read as they are written", () => {
  expect([...faultsIn('test("F01: a"); test(`F02, F03: b`); // F04: c')]).toEqual(["F01", "F02", "F03"]);
  expect(rowsOf("| F01 a, b | c | d | `x.ts`, `y.ts` |\n| F2 | `z.ts` |")).toEqual([
    { fault: "F01", files: ["x.ts", "y.ts"] },
  ]);
});
