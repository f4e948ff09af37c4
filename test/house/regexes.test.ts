import { describe, expect, test } from "vitest";
import { type Excused, idleExcuses, slowPatterns } from "./linear.ts";
import { patternsOf } from "./regexes.ts";
import { houseTree } from "./tree.ts";

const excused: readonly Excused[] = [];

const inFile = (text: string) => patternsOf(new Map([["src/a.ts", text]]));

test("every regular expression of the house takes linear time", { timeout: 300_000 }, () => {
  const patterns = patternsOf(houseTree());
  expect(slowPatterns(patterns, excused)).toEqual([]);
  expect(idleExcuses(patterns, excused)).toEqual([]);
});

describe("patterns are found", () => {
  test.each([
    ["a literal", "const a = /a+/gu;", "a+", "gu"],
    ["a literal with slashes", String.raw`const a = /a\/[/]b/;`, String.raw`a\/[/]b`, ""],
    ["a literal after a division", "const a = 4 / 2; const b = /b/i;", "b", "i"],
    ["a constructor", `new RegExp("a+", "v");`, "a+", "v"],
    ["a call without new", `RegExp("a+");`, "a+", ""],
    ["an escape in a string", String.raw`new RegExp("\\d+");`, String.raw`\d+`, ""],
    ["a raw template", "new RegExp(String.raw`\\d+`);", String.raw`\d+`, ""],
    ["a named part", `const part = "[0-9]"; new RegExp(\`^\${part}+$\`, "u");`, "^[0-9]+$", "u"],
    ["parts put together", `const a = "x"; new RegExp("(" + a + ")");`, "(x)", ""],
    ["the source of another", `const a = /x/; RegExp(\`\${a.source}y\`);`, "xy", ""],
    ["a list", `const words = ["a", "b"] as const; new RegExp(words.join("|"));`, "a|b", ""],
  ])("%s", (_, text, source, flags) => {
    expect(inFile(text)).toContainEqual({ where: "src/a.ts:1", source, flags });
  });

  test("none in comments, strings and divisions", () => {
    expect(inFile(`// /a+/\nconst a = "/a+/"; const b = 4 / 2 / 1;`)).toEqual([]);
  });
});

describe("a pattern that is not shown to be linear is named", () => {
  test.each([
    ["nested quantifiers", "const a = /(a+)+$/;", "exponential"],
    ["nested quantifiers in a constructor", `new RegExp("(a+)+$");`, "exponential"],
    ["nested quantifiers of classes", String.raw`const a = /^(?:[\p{L}]+)*$/u;`, "exponential"],
    ["overlapping quantifiers", String.raw`const a = /\s*\n\s*$/;`, "polynomial"],
    ["a scan that begins anew at each place", String.raw`const a = /\[[^\]]*\]\(/g;`, "polynomial"],
    ["the same under the flag v", String.raw`const a = /\[[^\]]*\]\(/gv;`, "polynomial"],
    ["a look-ahead after nested quantifiers", "const a = /^(?:a|a)*(?=b)/;", "exponential"],
    ["a backreference after nested quantifiers", String.raw`const a = /^(a*)*\1$/;`, "exponential"],
    ["a set operation, which the checker cannot read", String.raw`const a = /[\p{L}--[a-z]]/v;`, "not decided"],
    ["a pattern made while the program runs", "const f = (a: string) => new RegExp(a);", "not constant"],
    ["flags chosen while the program runs", `const f = (a: string) => new RegExp("a", a);`, "not constant"],
    ["a part that may change", `let a = "x"; new RegExp(a);`, "not constant"],
  ])("%s", { timeout: 60_000 }, (_, text, fault) => {
    expect(slowPatterns(inFile(text), [])).toContainEqual(expect.stringContaining(fault));
  });

  test.each([
    ["a word", String.raw`const a = /\p{L}+(?:[-']\p{L}+)*/gv;`],
    ["a start, with positions", String.raw`const a = /^\s+/d;`],
    ["a bounded repetition", "const a = /[a-z]{1,100}b/g;"],
    ["a sticky scan", String.raw`const a = /\s+$/y;`],
    ["a look-ahead", "const a = /^[a-z]+(?=:)/;"],
  ])("and one that is linear is not: %s", { timeout: 60_000 }, (_, linear) => {
    expect(slowPatterns(inFile(linear), [])).toEqual([]);
  });

  test("an excuse holds for one pattern as written, and must be needed", () => {
    const patterns = inFile("const a = /(a+)+$/, b = /(a+)+$/u;");
    const excuse = { pattern: "/(a+)+$/", why: "planted" };
    expect(slowPatterns(patterns, [excuse])).toHaveLength(1);
    expect(idleExcuses(patterns, [excuse, { pattern: "/b/", why: "planted" }])).toEqual(["/b/"]);
  });
});
