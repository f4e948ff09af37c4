import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const data = process.env.VOUCHSAFE_DATA ?? join(root, "..", "shared", "data");
const hasData = existsSync(join(data, "ragtruth_answers", "claims.jsonl"));

/** A table of at least one row: a head, the rule under it, and as many cells in each row. */
const TABLE = /^\|.+\|\n\|---\|(?:--:\|)+\n\|.+\|$/m;

function bench(name: string, ...options: readonly string[]) {
  const script = join("test", "bench", `${name}.ts`);
  return spawnSync(process.execPath, ["--conditions=@vouchsafe/source", script, ...options], {
    cwd: root,
    encoding: "utf8",
    timeout: 290_000,
  });
}

function cellsOf(output: string): readonly number[] {
  const tables = output.split(/\n\n/).filter((part) => TABLE.test(part));
  return tables.flatMap((part) => {
    const rows = part.split("\n").filter((line) => line.startsWith("|"));
    return [new Set(rows.map((row) => row.split("|").length)).size];
  });
}

describe("each benchmark runs on ten rows and prints a table", () => {
  test.each([["factual"], ["speed"], ["aborts"], ["model-overhead"]])("%s", { timeout: 120_000 }, (name) => {
    const { status, stdout, stderr } = bench(name, "--rows", "10");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toMatch(TABLE);
    expect(cellsOf(stdout).every((widths) => widths === 1)).toBe(true);
    expect(stdout).not.toContain("NaN");
    expect(stdout).not.toContain("undefined");
  });

  // The reason is in the name: reporters drop the note of a skipped test.
  const title = hasData
    ? "public"
    : "public: skipped, the labelled data are absent (VOUCHSAFE_DATA names their folder)";
  test.skipIf(!hasData)(title, { timeout: 120_000 }, () => {
    const { status, stdout, stderr } = bench("public", "--data", data, "--rows", "10");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toMatch(TABLE);
    expect(cellsOf(stdout)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(stdout).toContain("over 10 answers");
    expect(stdout).toContain("Bars on QA and summary: ");
    expect(stdout).not.toContain("NaN");
    expect(stdout).not.toContain("undefined");
  });

  const injection = hasData ? "injection" : "injection: skipped, the labelled data are absent";
  test.skipIf(!hasData)(injection, { timeout: 120_000 }, () => {
    const { status, stdout, stderr } = bench("injection", "--data", data, "--rows", "10");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(cellsOf(stdout)).toEqual([1, 1]);
    expect(stdout).not.toMatch(/NaN|undefined/);
  });

  test("judge-peers: no malformed reply lets an answer through ours, and a well-formed one does", {
    timeout: 60_000,
  }, () => {
    const { status, stdout } = bench("judge-peers");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\| well-formed, and accepts \| passed \|/m);
    expect(stdout).toMatch(/^\| passed, of 12 \| 0 \|/m);
  });

  const calibration = hasData ? "calibration" : "calibration: skipped, the labelled data are absent";
  test.skipIf(!hasData)(calibration, { timeout: 120_000 }, () => {
    const { status, stdout, stderr } = bench("calibration", "--data", data, "--rows", "10");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(cellsOf(stdout)).toEqual([1, 1]);
    expect(stdout).not.toMatch(/NaN|undefined/);
  });

  const tokens = hasData ? "tokens" : "tokens: skipped, the labelled data are absent";
  test.skipIf(!hasData)(tokens, { timeout: 120_000 }, () => {
    const { status, stdout, stderr } = bench("tokens", "--data", data, "--rows", "2");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(cellsOf(stdout)).toEqual([1, 1]);
    expect(stdout.match(/^Worst: .+%\.$/gm)).toHaveLength(2);
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
  });

  const summary = hasData ? "summary" : "summary: skipped, the labelled data are absent";
  test.skipIf(!hasData)(summary, { timeout: 120_000 }, () => {
    const { status, stdout, stderr } = bench("summary", "--data", data, "--rows", "10");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(cellsOf(stdout)).toEqual([1]);
    expect(stdout).not.toMatch(/NaN|undefined/);
  });

  test.skipIf(!hasData)(
    hasData ? "batch" : "batch: skipped, the labelled data are absent",
    { timeout: 120_000 },
    () => {
      const { status, stdout, stderr } = bench("batch", "--data", data, "--rows", "10");
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(cellsOf(stdout)).toEqual([1]);
      for (const setting of ["this thread", "1 worker", "2 workers"]) expect(stdout).toContain(`| ${setting} | `);
      expect(stdout).not.toContain("NaN");
    },
  );

  test.skipIf(!hasData)(
    hasData ? "locate" : "locate: skipped, the labelled data are absent",
    { timeout: 200_000 },
    () => {
      const { status, stdout, stderr } = bench("locate", "--data", data, "--rows", "10");
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(cellsOf(stdout).every((widths) => widths === 1)).toBe(true);
      for (const part of ["approx-string-match", "Right places", "quotesum", "Memory", "Japanese", "## Bars"])
        expect(stdout).toContain(part);
      expect(stdout.match(/^\|.*\| (?:met|met, aim too|\*\*missed\*\*) \|$/gm)).toHaveLength(24);
      expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
    },
  );

  test.skipIf(!hasData)(
    hasData ? "cascade" : "cascade: skipped, the labelled data are absent",
    { timeout: 200_000 },
    () => {
      const { status, stdout, stderr } = bench("cascade", "--data", data, "--rows", "30");
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      // Three tables of claims, one of the guard as shipped, one of answers, two of costs, and the bars.
      expect(cellsOf(stdout)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
      expect(stdout).toContain("the shipped one");
      expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
    },
  );

  test.skipIf(!hasData)(
    hasData ? "support" : "support: skipped, the labelled data are absent",
    { timeout: 200_000 },
    () => {
      const { status, stdout, stderr } = bench("support", "--data", data, "--rows", "30");
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      // Two tables of escalations, one of each other part, and the bars.
      expect(cellsOf(stdout)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
      expect(stdout).toMatch(/^\| weights \| [\d.]+ kB \|.*met/m);
      expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
    },
  );

  test.skipIf(!hasData)("a part of support that there is not", { timeout: 60_000 }, () => {
    const { status, stderr } = bench("support", "--data", data, "--part", "taste");
    expect(status).toBe(2);
    expect(stderr).toContain('There is no part "taste": escalations, sets, ');
  });

  test.skipIf(!hasData)("a part of locate that there is not", { timeout: 60_000 }, () => {
    const { status, stderr } = bench("locate", "--data", data, "--part", "taste");
    expect(status).toBe(2);
    expect(stderr).toContain('There is no part "taste": speed, quality, quotesum, memory, scripts.');
  });

  test("memory, whose heap does not grow once the cache is full", { timeout: 300_000 }, () => {
    const { status, stdout } = bench("memory", "--rows", "20000");
    expect(status).toBe(0);
    expect(cellsOf(stdout)).toEqual([1]);
    expect(stdout).toContain("Every outcome was as it should be.");
    const points = [...stdout.matchAll(/^\| ([\d,]+) \| ([\d.]+) \| \d+ \| ([\d.]+) \|/gm)].map((row) => row.slice(1));
    expect(points.map(([done]) => Number(done?.replace(",", "")))).toEqual(
      Array.from({ length: 10 }, (_, at) => 2_000 * (at + 1)),
    );
    for (const column of [1, 2]) {
      const heap = points.map((point) => Number(point[column]));
      // Texts of 12,000 rows fill the cache; from then on a row more is a row less. Two megabytes are 250 bytes a row.
      expect(Math.max(...heap.slice(7)) - Number(heap[6])).toBeLessThan(2);
    }
  });

  test("factual lists what was read wrongly", { timeout: 120_000 }, () => {
    const { status, stdout } = bench("factual", "--list");
    const [, right = "", all = ""] = /\*\*all\*\* \|[^|]*\| [\d.]+ % \((\d+) of (\d+)\)/.exec(stdout) ?? [];
    expect(status).toBe(0);
    expect(Number(all)).toBeGreaterThanOrEqual(200);
    expect(stdout.match(/^- /gm)?.length ?? 0).toBe(Number(all) - Number(right));
  });
});

describe("without its data the public benchmark says so in one sentence and exits with 2", () => {
  test.each([
    ["no --data", () => []],
    ["--data without a folder", () => ["--data"]],
    ["a folder that is not there", () => ["--data", join(tmpdir(), "no-such-folder-of-labelled-data")]],
  ])("%s", { timeout: 60_000 }, (_, options) => expectAbsent(options()));

  test("a folder that holds something else", { timeout: 60_000 }, () => {
    const empty = mkdtempSync(join(tmpdir(), "vouchsafe-"));
    try {
      expectAbsent(["--data", empty]);
    } finally {
      rmSync(empty, { recursive: true });
    }
  });

  function expectAbsent(options: readonly string[]): void {
    const { status, stdout, stderr } = bench("public", ...options);
    expect(stdout).toBe("");
    expect(stderr).toBe("The labelled data are absent: say where they are with --data DIR.\n");
    expect(status).toBe(2);
  }
});
