import { describe, expect, test } from "vitest";
import { displayWidth } from "../../src/cli/wrap.ts";
import { recordsOf, runCli } from "./run-cli.ts";

const prompt = "fixtures/cli/prompt.md";

describe("vouchsafe audit", { timeout: 60_000 }, () => {
  test("shows sections, variables, what is said twice and what the cache does, 80 columns wide", async () => {
    const { code, stdout, stderr } = await runCli([
      "audit",
      prompt,
      "--model",
      "openai/gpt-5-mini",
      "--calls",
      "20000",
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const line of stdout.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    expect(stdout).toMatch(/^fixtures\/cli\/prompt\.md: about \d+ tokens on every call, beside 2 variables\n/);
    for (const row of [
      / 4 {4}# Rules$/m,
      / 11 {4}# Passages {2}\{passages\}$/m,
      / 19 {6}``` json$/m,
      / 23 {2}user {2}\{question\}$/m,
    ])
      expect(stdout).toMatch(row);
    expect(stdout).toContain("  passages in line 13\n  question in line 24\n");
    expect(stdout).toMatch(/2 times, \d+ tokens each, lines 8, 17: “If the passages do not answer the/);
    expect(stdout).toMatch(/The first \d+ tokens are the same on every call, too few for a cache/);
    expect(stdout).toMatch(/20,000 calls a day of openai\/gpt-5-mini cost \$0\.\d\d for this\s+text\.\n$/);
    // The section that a fence stands in has one row.
    expect(stdout.match(/# Format/g)).toHaveLength(1);
  });

  test("says in money what the cache takes off, and could take off", async () => {
    const args = ["audit", prompt, "--model", "openai/gpt-5-mini", "--calls", "20000", "--min-cache", "50", "--json"];
    const [record] = recordsOf(await runCli(args));
    const cache = record?.cache as { readonly [name: string]: number | boolean };
    expect(cache).toMatchObject({ isKept: true, couldBeKept: true, hitsPerDay: 19_999 });
    expect(Number(cache.savedMicroUsdPerDay)).toBeGreaterThan(0);
    expect(Number(cache.couldSaveMicroUsdPerDay)).toBeGreaterThan(Number(cache.savedMicroUsdPerDay));
    const shown = await runCli(args.slice(0, -1));
    expect(shown.stdout).toMatch(
      /the cache\s+takes\s+off\s+\$0\.\d\d, and\s+would\s+take\s+off\s+\$0\.\d\d\s+with\s+the\s+variables\s+last\./,
    );
  });

  test("reads standard input, and writes out what a terminal would obey", async () => {
    const { code, stdout } = await runCli(["audit", "-"], { input: "# \u001B[31mRed\n\nSay {{a\u001B[0m}} twice." });
    expect(code).toBe(0);
    expect(stdout).toContain("standard input: about");
    expect(stdout).not.toContain("\u001B");
    expect(stdout).toContain("# \\u{1B}[31mRed");
  });

  test.each(["", "\n\n", "no section at all"])("has something to say of %j", async (input) => {
    const { code, stdout, stderr } = await runCli(["audit"], { input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).not.toMatch(/NaN|undefined/);
  });
});
