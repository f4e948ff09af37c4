import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exampleBlock, outputBlock } from "./scripts/readme-blocks.ts";

const page = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test.each(["quickstart", "standalone", "own-guard"])("the README quotes examples/%s.ts and what it prints", (name) => {
  expect(page).toContain(`<!-- example: ${name} -->\n${exampleBlock(name)}`);
  expect(page).toContain(`<!-- output: ${name} -->\n${outputBlock(name)}`);
});

test("examples/batch.ts prints what became of each row, in order", () => {
  const lines = outputBlock("batch").split("\n").slice(1, -1);
  expect(lines.map((line) => line.split(":")[0])).toEqual(["monday", "tuesday", "wednesday", "thursday", "{ verified"]);
  expect(lines.at(-1)).toBe("{ verified: 2, escalated: 2 }");
});

test.each(["quickstart", "standalone", "own-guard", "batch"])("examples/%s.ts stays under forty lines", (name) => {
  const lines = readFileSync(new URL(`../examples/${name}.ts`, import.meta.url), "utf8").split("\n");
  expect(lines.length).toBeLessThan(40);
});

test("the README begins with its two commands", () => {
  const head = page.split("\n").slice(0, 40).join("\n");
  expect(head).toContain("npm ci && npm start");
  expect(head).toContain("npm ci && npm test");
});
