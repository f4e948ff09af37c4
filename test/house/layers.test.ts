import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { layerFaults } from "./layers.ts";
import { impurities } from "./purity.ts";
import { houseTree, planted, type Tree } from "./tree.ts";

// A small house that stands: each fault below is one file put into it.
const sound: Tree = new Map([
  ["src/types.ts", "export interface Span { readonly start: number }"],
  ["src/context.ts", `import type { Span } from "./types.ts";`],
  ["src/text/distance.ts", `import { get } from "fast-levenshtein"; export const distance = get;`],
  ["src/text/locate.ts", `export { distance } from "./distance.ts";`],
  ["src/read/read.ts", `import { distance } from "../text/locate.ts"; export const read = distance;`],
  ["src/store/sqlite.ts", `import { DatabaseSync } from "node:sqlite"; export const open = DatabaseSync;`],
  ["src/spend/ledger.ts", "export const ledger = 1;"],
  ["src/model/metered.ts", `import { ledger } from "../spend/ledger.ts"; export const metered = ledger;`],
  ["src/decide/decide.ts", `import { read } from "../read/read.ts"; export const decide = read;`],
  ["src/verify.ts", `import { decide } from "./decide/decide.ts"; export const verify = decide;`],
  ["src/core.ts", `export type * from "./types.ts"; export { read } from "./read/read.ts";`],
  ["src/score/index.ts", "export const score = 1;"],
  ["src/read/index.ts", "export const read = 1;"],
  ["src/eval/index.ts", "export const evaluate = 1;"],
  ["src/local/load.ts", `export const load = () => import("@huggingface/transformers");`],
  ["src/model/index.ts", ""],
  ["src/spend/index.ts", ""],
  ["src/judge/index.ts", ""],
  ["src/store/index.ts", ""],
  ["src/local/index.ts", `import { read } from "vouchsafe/core"; export { load } from "./load.ts";`],
  ["src/testing/index.ts", `import { read } from "vouchsafe/core"; export const law = read;`],
  ["src/testing/vitest.ts", `import { expect } from "vitest"; import { law } from "./index.ts"; expect.extend(law);`],
  ["src/trace/index.ts", `import { appendFile } from "node:fs/promises"; export const jsonl = appendFile;`],
  ["guards/cited.ts", `import { read } from "vouchsafe/core"; export const cited = read;`],
  ["guards/shaped.ts", `export const shaped = () => import("ajv/dist/2020.js");`],
  ["src/index.ts", `export * from "./core.ts"; export { cited } from "../guards/cited.ts";`],
  ["src/cli/verify.ts", `import { red } from "picocolors"; import { readFile } from "node:fs/promises";`],
  ["src/cli/main.ts", `import manifest from "vouchsafe/package.json"; import("./verify.ts");`],
]);

const faults = (tree: Tree) => layerFaults(tree, manifest.exports);

test("no import crosses the layers of the house", { timeout: 60_000 }, () => {
  expect(faults(houseTree())).toEqual([]);
});

test("the sound example has no fault, so that each fault below comes from the one file put in", () => {
  expect(faults(sound)).toEqual([]);
});

describe("a violation is named", () => {
  test.each([
    ["a folder nobody has drawn", "src/utils/a.ts", "", "lies in no layer"],
    ["an import of the layer above", "src/text/a.ts", `import "../read/read.ts";`, "above"],
    ["a type of the layer above", "src/text/a.ts", `import type { A } from "../read/read.ts";`, "above"],
    ["a type written in place", "src/text/a.ts", `export type A = import("../read/read.ts").A;`, "above"],
    ["an export passed on from above", "src/text/a.ts", `export { read } from "../read/read.ts";`, "above"],
    ["everything passed on from above", "src/text/a.ts", `export * from "../read/read.ts";`, "above"],
    ["a late import that is not the pool's", "src/batch/a.ts", `import("./pool.ts");`, "leads nowhere"],
    ["a worker that is imported", "src/verify.ts", `import "./index.ts";`, "above"],
    ["an import far above", "src/types.ts", `import "./core.ts";`, "above"],
    ["a neighbour in the same layer", "src/guard/a.ts", `import "../read/read.ts";`, "beside"],
    ["the named neighbours the other way round", "src/spend/a.ts", `import "../model/metered.ts";`, "beside"],
    ["the door seen from inside", "src/verify.ts", `import "./core.ts";`, "beside"],
    ["a neighbour among the outermost", "src/cli/a.ts", `import "vouchsafe/testing";`, "beside"],
    ["a guard that reaches into the house", "guards/a.ts", `import "../src/read/read.ts";`, "published name"],
    ["a guard that imports a guard", "guards/a.ts", `import "./cited.ts";`, "published name"],
    ["a guard that imports a guard by name", "guards/a.ts", `import "vouchsafe/guards/cited";`, "only src/index.ts"],
    ["a guard that imports the assembly", "guards/a.ts", `import "vouchsafe";`, "above"],
    ["a name that is not published", "guards/a.ts", `import "vouchsafe/decide";`, "leads nowhere"],
    [
      "a guard imported by another than the index",
      "src/verify.ts",
      `import "../guards/cited.ts";`,
      "only src/index.ts",
    ],
    ["a guard imported by name below", "src/cli/a.ts", `import "vouchsafe/guards/cited";`, "only src/index.ts"],
    ["a way past the published names", "src/cli/a.ts", `import "../core.ts";`, "published name"],
    ["a path that leads nowhere", "src/cli/a.ts", `import "./b.ts";`, "leads nowhere"],
    ["a path without its ending", "src/read/a.ts", `import "../text/locate";`, "leads nowhere"],
    ["a path out of the house", "src/read/a.ts", `import "../../test/reporter.ts";`, "leads nowhere"],
    ["a package outside its place", "src/read/a.ts", `import "fast-levenshtein";`, "whose place is"],
    ["a package outside its folder", "src/read/a.ts", `import "citty";`, "whose place is"],
    ["a type of a package outside its place", "src/read/a.ts", `import type { A } from "zod";`, "whose place is"],
    ["a package that nobody has placed", "src/cli/a.ts", `import "left-pad";`, "no place"],
    ["a scoped package that nobody has placed", "src/cli/a.ts", `import "@scope/name/deep";`, "no place"],
    ["the peer of one file in another", "src/testing/a.ts", `import { expect } from "vitest";`, "whose place is"],
    ["a lazy package loaded at once", "guards/shaped.ts", `import "ajv";`, "lazily"],
    ["a lazy package loaded at once for a type", "guards/shaped.ts", `import { type A } from "ajv";`, "lazily"],
    ["an import() that no plan names", "src/verify.ts", `import("./decide/decide.ts");`, "nothing calls for"],
    ["an import() of a package that is not lazy", "src/text/distance.ts", `import("fast-levenshtein");`, "nothing"],
    ["an import() that is computed", "src/cli/a.ts", `const a = "b"; import(a);`, "computed"],
    ["require", "src/cli/a.ts", `const { x } = require("left-pad");`, "no place"],
    ["require made by hand", "src/cli/a.ts", `createRequire(import.meta.url)("left-pad");`, "no place"],
    ["require made and named", "src/cli/a.ts", `const require = createRequire(u); require("left-pad");`, "no place"],
    ["require under another name", "src/cli/a.ts", `const load = createRequire(u); load("left-pad");`, "computed"],
    ["a reference directive", "src/read/a.ts", `/// <reference types="left-pad" />`, "no place"],
    ["a module of Node's without its prefix", "src/cli/a.ts", `import "fs";`, "without node:"],
    ["a module of Node's at the door", "src/core.ts", `import "node:fs";`, "./core reaches node:fs"],
    ["a type of Node's at the door", "src/core.ts", `import type { A } from "node:fs";`, "./core reaches node:fs"],
    ["a module of Node's far inside", "src/text/distance.ts", `import "node:crypto";`, "./core reaches node:crypto"],
    ["a module of Node's in a guard", "guards/cited.ts", `import "node:url";`, ". reaches node:url"],
    ["a cycle of two", "src/text/distance.ts", `import "./locate.ts";`, "a cycle"],
    ["a cycle of types", "src/text/distance.ts", `import type { A } from "./locate.ts";`, "a cycle"],
    ["a file that imports itself", "src/cli/a.ts", `import "./a.ts";`, "a cycle"],
  ])("%s", (_, path, text, fault) => {
    expect(faults(planted(sound, { [path]: text }))).toContainEqual(expect.stringContaining(fault));
  });

  test("a published name without a file", () => {
    const without = new Map([...sound].filter(([path]) => path !== "src/score/index.ts"));
    expect(faults(without)).toEqual(["./score is published but has no file"]);
  });

  test("a file that cannot be parsed stops the check", () => {
    expect(() => faults(planted(sound, { "src/read/a.ts": `import { from "./b.ts` }))).toThrow("src/read/a.ts");
  });
});

test("an import in a comment or a string is none", () => {
  const text = `// import "./b.ts";\n/* import("./c.ts") */ export const a = 'import "./d.ts"', b = \`import("e")\`;`;
  expect(faults(planted(sound, { "src/read/a.ts": text }))).toEqual([]);
});

describe("text is pure", () => {
  test("src/text/ has no wait, clock or dice", () => {
    expect(impurities(houseTree())).toEqual([]);
  });

  test.each([
    ["await", "export const f = async () => await 1;"],
    ["async", "export async function f() {}"],
    ["async", "export const f = { async *g() {} };"],
    ["await", "export async function* f() { for await (const a of []) yield a; }"],
    ["Promise", "export const f = () => Promise.resolve(1);"],
    ["Date", "export const f = () => new Date();"],
    ["performance", "export const f = () => performance.now();"],
    ["Math.random", "export const f = () => Math.random();"],
    ["crypto", "export const f = () => globalThis.crypto.randomUUID();"],
    ["setTimeout", "export const f = () => setTimeout(f, 1);"],
  ])("%s is named", (word, text) => {
    expect(impurities(planted(sound, { "src/text/a.ts": text }))).toContain(
      `src/text/a.ts uses ${word}, but text is pure`,
    );
  });

  test("the words themselves may stand in a string or a comment", () => {
    const text = "// await the Date\nexport const a = 'Date', b = `await Date`;";
    expect(impurities(planted(sound, { "src/text/a.ts": text }))).toEqual([]);
  });
});
