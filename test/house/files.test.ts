import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { medianLines, ruleFaults } from "./rules.ts";
import { importsOf } from "./syntax.ts";
import { traces, trackedTexts } from "./tracked.ts";
import { houseTree, isCode, root, type Tree, textOf } from "./tree.ts";

const file = (path: string, text: string): Tree => new Map([[path, text]]);
const linesOfCode = (count: number) => "export {};\n".repeat(count);

/** The names in the first column of the table whose first header is "guard". */
function guardRows(page: string): readonly string[] {
  const lines = page.split("\n");
  const header = lines.findIndex((line) => /^\| *guard *\|/i.test(line));
  const below = header < 0 ? [] : lines.slice(header + 1);
  const end = below.findIndex((line) => !line.startsWith("|"));
  const table = below.slice(0, end < 0 ? below.length : end).join("\n");
  return [...table.matchAll(/^\| *\[?`([a-z-]+)/gm)].map(([, name = ""]) => name);
}

// A thousand files are read: on a busy machine that takes its time.
test("every file of src/ and guards/ keeps the rules of the house", { timeout: 60_000 }, () => {
  const tree = houseTree();
  expect(ruleFaults(tree), `the median file has ${medianLines(tree)} lines`).toEqual([]);
});

describe("a rule that is broken is named", () => {
  test.each([
    ["console", "src/a.ts", `console.log("a");`],
    ["console", "guards/a.ts", `const { log } = globalThis.console;`],
    ["a default export", "src/a.ts", "export default 1;"],
    ["a default export", "src/a.ts", "export default function a() {}"],
    ["a default export", "src/a.ts", "const a = 1; export { a as default };"],
    ["a default export", "src/a.ts", `export { default } from "./b.ts";`],
    ["an enum", "src/a.ts", "enum Colour { Red }"],
    ["an enum", "src/a.ts", "export const enum Colour { Red }"],
    ["a namespace", "src/a.ts", "export namespace Colour { export const red = 1; }"],
    ["a class", "src/a.ts", "export class Colour {}"],
    ["a class", "src/a.ts", "export const Colour = class {};"],
    ["a hand-made VerifiedText", "src/a.ts", "export const a = text as VerifiedText;"],
    ["a hand-made VerifiedText", "src/a.ts", "export const a = text as unknown as VerifiedText;"],
    ["a hand-made VerifiedText", "guards/a.ts", "export const a = <VerifiedText>text;"],
    ["a hand-made VerifiedText", "src/a.ts", "export const a = outcome as types.Verified;"],
    ["a hand-made VerifiedText", "src/a.ts", "export function is(a: string): a is VerifiedText { return true; }"],
    ["a hand-made VerifiedText", "src/decided/a.ts", "export const a = text as VerifiedText;"],
    ["a name that is not kebab-case", "src/fooBar.ts", ""],
    ["a name that is not kebab-case", "src/foo_bar.ts", ""],
    ["a name that is not kebab-case", "src/Foo.ts", ""],
    ["251 lines, over 250", "src/a.ts", linesOfCode(251)],
  ])("%s in %s: %s", (fault, path, text) => {
    expect(ruleFaults(file(path, text))).toContainEqual(expect.stringMatching(`^${path}(:1)? has ${fault}$`));
  });

  test.each([
    ["250 lines", "src/a.ts", linesOfCode(250)],
    ["a long table", "src/spend/prices.data.ts", linesOfCode(900)],
    ["a default branch", "src/a.ts", "switch (1) { default: }"],
    ["the error", "src/errors.ts", "export class VouchsafeError extends Error {}"],
    ["the types of a package without types", "src/text/a.d.ts", `declare module "a" { export default class B {} }`],
    ["the one maker of verified text", "src/decide/a.ts", "export const a = text as VerifiedText;"],
    ["a word in a string", "src/a.ts", `export const a = "console enum class"; // console`],
    ["types added to a package's", "src/a.ts", `declare module "a" { interface A<B> { c(): B } }`],
    ["as const", "src/a.ts", "export const a = [1] as const;"],
  ])("%s is allowed in %s", (_, path, text) => {
    expect(ruleFaults(file(path, text))).toEqual([]);
  });

  test("the median is of code files alone", () => {
    const lengths = [3, 1, 2, 4].map((count, index): [string, string] => [`src/${index}.ts`, linesOfCode(count)]);
    expect(medianLines(new Map([...lengths, ["src/a.data.ts", linesOfCode(99)]]))).toBe(2);
  });
});

describe("a guard is whole", () => {
  const names = [...houseTree().keys()]
    .filter((path) => path.startsWith("guards/") && isCode(path))
    .map((path) => path.slice("guards/".length, -".ts".length));

  test("there are guards", () => {
    expect(names).not.toEqual([]);
  });

  // Asks a model: with it, `vouchsafe` would load the judge, which most chains do without.
  const apart = ["judged"];

  test.each(names.filter((name) => !apart.includes(name)))("%s is exported by src/index.ts", (name) => {
    const specifiers = importsOf("src/index.ts", textOf("src/index.ts")).map(({ specifier }) => specifier);
    expect([`../guards/${name}.ts`, `vouchsafe/guards/${name}`].some((path) => specifiers.includes(path))).toBe(true);
  });

  test.each(names)("%s has its cases in fixtures/guards/", (name) => {
    expect(existsSync(join(root, `fixtures/guards/${name}.jsonl`))).toBe(true);
  });

  // Before the first page of prose is written there is no table to compare with.
  test.runIf(existsSync(join(root, "README.md")))("the README's table has a row for each guard and no other", () => {
    const rows = guardRows(textOf("README.md"));
    expect([...rows].sort()).toEqual([...names].sort());
  });
});

test("a row of the table of guards is one line under the header `guard`", () => {
  const table = "| Guard | unit |\n|---|---|\n| `cited(options?)` | a |\n| [`quoted`](guards/quoted.ts) | a |\n";
  expect(guardRows(`| \`code\` | a |\n\n${table}\n| \`--jsonl\` | b |\n`)).toEqual(["cited", "quoted"]);
});

describe("the project speaks of itself alone", () => {
  test("no committed text names a folder of somebody's machine or a registry's host", () => {
    expect(traces(trackedTexts())).toEqual([]);
  });

  // Put together here, so that this file does not name them itself.
  test.each([
    ["a home folder", ["see ", "/home", "/ada/notes"]],
    ["a home folder elsewhere", ['"', "/Users", '/ada"']],
    ["the folder of the administrator", ["(", "/root", "/notes)"]],
    ["a home folder with a drive", ["C:", "\\Users", "\\ada"]],
    ["a registry", ["https://", "registry", ".example.com/a"]],
    ["a mirror", ["npm", ".example.org"]],
    ["a key to a registry", ["//example.org/:_auth", "Token=1"]],
    ["the folder that the checkout lies in", ["at ", "/builds/", "17/a.ts"]],
  ])("%s is named", (_, parts) => {
    expect(traces(file("a.md", `\n${parts.join("")}`), ["/builds/"])).toHaveLength(1);
  });

  test.each(["https://example.org/home/ada", "../shared/data", "/rooted/a", "../builds/17", "registry.ts"])(
    "%s is no trace",
    (text) => {
      expect(traces(file("a.md", text), ["/builds/"])).toEqual([]);
    },
  );
});
