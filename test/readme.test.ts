import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exampleBlock, outputBlock, quoted } from "./scripts/readme-blocks.ts";

const page = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test.each(quoted)("the README quotes examples/%s.ts and what it prints", { timeout: 60_000 }, (name) => {
  expect(page).toContain(`<!-- example: ${name} -->\n${exampleBlock(name)}`);
  expect(page).toContain(`<!-- output: ${name} -->\n${outputBlock(name)}`);
});

test("examples/batch.ts prints what became of each row, in order", () => {
  const lines = outputBlock("batch").split("\n").slice(1, -1);
  expect(lines.map((line) => line.split(":")[0])).toEqual(["monday", "tuesday", "wednesday", "thursday", "{ verified"]);
  expect(lines.at(-1)).toBe("{ verified: 2, escalated: 2 }");
});

const examples = readdirSync(new URL("../examples/", import.meta.url)).map((file) => file.replace(/\.ts$/, ""));

test.each(examples)(
  "examples/%s.ts runs, prints the same each time, and stays under forty lines",
  { timeout: 60_000 },
  (name) => {
    expect(outputBlock(name)).toBe(outputBlock(name));
    const lines = readFileSync(new URL(`../examples/${name}.ts`, import.meta.url), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines.length).toBeLessThan(40);
  },
);

test("the first forty lines: two commands, a right answer and a wrong one as printed, observing, the guards, both errors", () => {
  const head = page.split("\n").slice(0, 40).join("\n");
  const marks = [
    "npm ci && npm start",
    "npm ci && npm test",
    "Verified: 1 claim",
    "Escalated: rejected.",
    'mode: "observe"',
    "| guard | true when it passes |",
    "of 100 clean",
    "of 100 bad",
  ];
  const places = marks.map((mark) => head.indexOf(mark));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
