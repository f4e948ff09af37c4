import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { displayWidth } from "../../src/cli/wrap.ts";
import { jsonl, recordsOf, root, runCli } from "./run-cli.ts";

const corpora = process.env.VOUCHSAFE_CORPORA ?? join(root, "../shared/corpora");
const isHere = existsSync(join(corpora, "json-parsing.jsonl")) && existsSync(join(corpora, "naughty-strings.json"));
const folder = mkdtempSync(join(tmpdir(), "vouchsafe-"));
afterAll(() => rmSync(folder, { recursive: true }));

// Set VOUCHSAFE_CORPORA to the folder that holds them; without it these tests are skipped.
describe.skipIf(!isHere)(
  "texts that broke other software (VOUCHSAFE_CORPORA or ../shared/corpora)",
  { timeout: 60_000 },
  () => {
    const parsingCases = (): readonly { name: string; expect: string; base64: string }[] =>
      readFileSync(join(corpora, "json-parsing.jsonl"), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));

    test("JSON that must be refused is refused as such, and JSON that must be read is read", async () => {
      const cases = parsingCases();
      const files = cases.map(({ name, base64 }) => {
        const path = join(folder, name);
        writeFileSync(path, Buffer.from(base64, "base64"));
        return path;
      });
      const run = await runCli(["verify", "--jsonl", ...files]);
      expect(run.code).toBe(2);
      expect(run.stderr).toMatch(/^[\d,]+ answers: [\d,]+ invalid\n$/);
      const messages = Map.groupBy(recordsOf(run), ({ file }) => basename(String(file)));
      for (const { name, expect: expected } of cases) {
        const said = (messages.get(name) ?? []).map(({ message }) => String(message));
        expect(said.length, name).toBeGreaterThan(0);
        const isRefused = said.some((message) =>
          /^(?:not JSON|not UTF-8|nested too deep|holds no answer$)/.test(message),
        );
        if (expected === "reject") expect([name, said, isRefused]).toEqual([name, said, true]);
        if (expected === "accept") expect([name, said, isRefused]).toEqual([name, said, false]);
      }
    });

    test("strings that break software go through every field, as JSON and as a page", async () => {
      const strings: readonly string[] = JSON.parse(readFileSync(join(corpora, "naughty-strings.json"), "utf8"));
      const rows = strings.map((text, index) => ({
        id: `${index}:${text}`,
        question: text,
        answer: `It says ${text} [${text}].`,
        sources: [{ id: text, text: `It says ${text}.`, title: text }],
      }));
      const input = jsonl(...rows);
      const lines = await runCli(["verify", "--jsonl"], { input });
      expect(lines.code === 1 || lines.code === 2).toBe(true);
      const records = recordsOf(lines);
      expect(records).toHaveLength(rows.length);
      records.forEach((record, index) => {
        if (record.status !== "invalid") expect(record.id).toBe(rows[index]?.id);
      });
      const page = await runCli(["verify"], { input });
      expect(page.stdout).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
      for (const line of page.stdout.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    });
  },
);
