import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unfenced } from "../../src/text/code-fence.ts";
import { jsonPointer } from "../../src/text/json-pointer.ts";
import { isOpenJson, scanJson } from "../../src/text/json-scan.ts";
import { scanValue } from "../../src/text/value-scan.ts";

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
const jsonLike = fc
  .array(
    fc.constantFrom(...'{}[],:"\\ \n01-9.eE+utf/b\u0000\u00a0x', "true", "null", '"a"', '"a":', "\\u00e9", "12", "1e5"),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("scanJson", () => {
  test("accepts what JSON.parse accepts, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(jsonLike, fc.json(), fc.string()), (text) => {
        expect(scanJson(text).ok).toBe(isJson(text));
      }),
      { numRuns: 5_000 },
    );
  });

  test("calls every beginning of an array or object unterminated", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, seed) => {
        const text = `[${json}]`;
        const cut = text.slice(0, seed % text.length);
        expect(scanJson(cut)).toEqual({ ok: false, problem: "unterminated", offset: cut.length });
      }),
    );
  });

  test.each([
    ["a letter", "[1, x]", 4],
    ["text after the end", '{"a":1} b', 8],
    ["a leading zero", "01", 1],
    ["a raw line break in a string", '"a\nb"', 2],
    ["the last of the control characters", '"\u001f"', 1],
    ["a comma before the close", "[1,]", 3],
    ["a key without quotes", "{a:1}", 1],
    ["the wrong close", "[}", 1],
    ["a half escape", '"\\u00g0"', 5],
  ])("says where %s stops it from being JSON", (_, text, offset) => {
    expect(scanJson(text)).toEqual({ ok: false, problem: "not-json", offset });
  });

  test("stops at the depth and the length that are given, and not before", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(scanJson(nested(200))).toEqual({ ok: true });
    expect(scanJson(nested(201))).toEqual({ ok: false, problem: "too-deep", offset: 200 });
    expect(scanJson(nested(1_000_000))).toEqual({ ok: false, problem: "too-deep", offset: 200 });
    expect(scanJson(nested(1_000_000), { maxDepth: 1_000_000 })).toEqual({ ok: true });
    expect(scanJson("[1]", { maxLength: 3 })).toEqual({ ok: true });
    expect(scanJson("[12]", { maxLength: 3 })).toEqual({ ok: false, problem: "too-long", offset: 3 });
  });

  test("takes a number without end, a string without end and two million brackets in one pass", () => {
    expect(scanJson("1".repeat(5_000_000)).ok).toBe(true);
    expect(scanJson(`"${"\\\\".repeat(2_000_000)}`)).toMatchObject({ problem: "unterminated" });
    expect(isOpenJson("[".repeat(2_000_000))).toBe(true);
  });
});

test.each([
  ["an object", '{"a": [1', true],
  ["an object in a fence without end", '```json\n{"a": 1,', true],
  ["an object in a closed fence", '```json\n{"a": 1\n```', true],
  ["a whole object", '{"a": 1}', false],
  ["a whole object in a fence", '```json\n{"a": 1}\n```', false],
  ["a marker before a sentence", "[1] says so.", false],
  ["half a word", "tru", false],
  ["nothing", "", false],
])("isOpenJson: %s", (_, text, open) => {
  expect(isOpenJson(text)).toBe(open);
});

test.each([
  ["a fence", "```json\n[1]\n```", "[1]\n"],
  ["tildes, with a longer close", "~~~\n[1]\n~~~~\n", "[1]\n"],
  ["a fence inside a longer one", "````\n```\n[1]\n```\n````", "```\n[1]\n```\n"],
  ["a fence without end", "```\n[1]", "[1]"],
  ["an empty fence", "```\n```", ""],
  ["words before", "See:\n```\n[1]\n```", undefined],
  ["words after", "```\n[1]\n```\nSo.", undefined],
  ["code within a sentence", "```[1]```", undefined],
])("unfenced: %s", (_, text, body) => {
  expect(unfenced(text)).toBe(body);
});

describe("scanValue", () => {
  const nested = (depth: number): unknown => {
    let value: unknown = 1;
    for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
    return value;
  };

  test("counts the levels of any JSON value as recursion counts them", () => {
    const depthOf = (value: unknown): number =>
      typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(scanValue(value)).toEqual({ ok: true, depth: depthOf(value) });
      }),
    );
  });

  test("stops at the depth that is given, a million levels deep", () => {
    expect(scanValue(nested(200))).toEqual({ ok: true, depth: 200 });
    expect(scanValue(nested(201))).toMatchObject({ ok: false, problem: "too-deep" });
    expect(scanValue(nested(1_000_000))).toMatchObject({ ok: false, problem: "too-deep" });
  });

  test("counts the depth through a value that it has already seen", () => {
    const tail = nested(150);
    const deep = { short: tail, long: { a: { b: nested(48) } } };
    expect(scanValue(deep).ok).toBe(true);
    let long: unknown = tail;
    for (let level = 0; level < 60; level += 1) long = { a: long };
    expect(scanValue({ short: tail, long })).toMatchObject({ ok: false, problem: "too-deep" });
  });

  test("finds a value that contains itself, and where", () => {
    const cyclic: { list: unknown[] } = { list: [0] };
    cyclic.list.push(cyclic);
    expect(scanValue(cyclic)).toEqual({ ok: false, problem: "cyclic", path: ["list", "1"] });
  });

  test("counts a shared value each time, so that sixty nested pairs are too large and not endless", () => {
    let pair: unknown = [1, 1];
    for (let level = 0; level < 60; level += 1) pair = [pair, pair];
    expect(scanValue(pair)).toMatchObject({ ok: false, problem: "too-large" });
    const shared = { a: 1 };
    expect(scanValue([shared, shared]).ok).toBe(true);
  });

  test("reports a property that throws when read, and a proxy that lists no keys", () => {
    const throws = {
      a: {
        get b() {
          throw new Error("no");
        },
      },
    };
    expect(scanValue(throws)).toEqual({ ok: false, problem: "unreadable", path: ["a", "b"] });
    const proxy = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error("no");
        },
      },
    );
    expect(scanValue({ proxy })).toEqual({ ok: false, problem: "unreadable", path: ["proxy"] });
  });

  test("reads own keys named __proto__ and constructor as keys like others, and pollutes nothing", () => {
    const value: unknown = JSON.parse('{"__proto__": {"polluted": [[1]]}, "constructor": {"prototype": 1}}');
    expect(scanValue(value)).toEqual({ ok: true, depth: 4 });
    expect({}).not.toHaveProperty("polluted");
  });
});

test("jsonPointer escapes as RFC 6901 says, and the root is empty", () => {
  expect(jsonPointer([])).toBe("");
  expect(jsonPointer(["a/b", 0, "m~n", "", "~1"])).toBe("/a~1b/0/m~0n//~01");
});
