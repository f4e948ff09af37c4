import { existsSync, readFileSync } from "node:fs";
import * as valibot from "valibot";
import { describe, expect, test } from "vitest";
import * as zod from "zod";
import { type JsonSchema, type StandardSchema, shaped } from "../../guards/shaped.ts";
import { contextOf } from "../../src/context.ts";
import type { Draft, Finding } from "../../src/types.ts";

const draftOf = (answer: string, value?: unknown): Draft => ({
  answer,
  ...(value !== undefined && { value }),
  sources: [],
  claims: [],
  citations: [],
  skipped: [],
});
const check = async (schema: StandardSchema | JsonSchema, answer: string, value?: unknown) =>
  shaped(schema).check(draftOf(answer, value), contextOf());
const said = (findings: readonly Finding[]) => findings.map(({ code, message }) => `${code} ${message}`);
const linesOf = (text: string): unknown[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

interface Case {
  readonly reason: string;
  readonly schema: JsonSchema;
  readonly answer: { readonly answer: string; readonly value?: unknown };
  readonly expect: "pass" | "open" | "fail";
  readonly codes: readonly string[];
}
const fixtures = linesOf(
  readFileSync(new URL("../../fixtures/guards/shaped.jsonl", import.meta.url), "utf8"),
) as Case[];

test.each(fixtures)("$reason", async ({ schema, answer, expect: expected, codes }) => {
  const findings = await check(schema, answer.answer, answer.value);
  expect(findings.map(({ code }) => code)).toEqual(codes);
  expect(findings.every(({ severity }) => severity === "block")).toBe(true);
  expect(findings.length > 0).toBe(expected === "fail");
});

const OFFER = zod.object({ price: zod.number().positive(), tags: zod.array(zod.string()).default([]) });
const OFFER_OF_VALIBOT = valibot.object({ price: valibot.pipe(valibot.number(), valibot.minValue(1)) });

describe("with a Standard Schema", () => {
  test.each<[string, StandardSchema]>([
    ["zod", OFFER],
    ["valibot", OFFER_OF_VALIBOT],
  ])("%s: what matches passes, and what does not is named by its JSON Pointer", async (_, schema) => {
    expect(await check(schema, "", { price: 5 })).toEqual([]);
    expect(said(await check(schema, "", { price: "5" }))).toEqual([
      expect.stringMatching(/^value-invalid at \/price: Invalid .*expected number/i),
    ]);
    expect(said(await check(schema, '{"price": -1}'))).toHaveLength(1);
  });

  test("an asynchronous refinement is awaited", async () => {
    const known = zod.string().refine(async (id) => (await Promise.resolve(id)) === "a", "an id that is known");
    expect(await check(known, "", "a")).toEqual([]);
    expect(said(await check(known, "", "b"))).toEqual(["value-invalid at the root: an id that is known"]);
    const pipe = valibot.pipeAsync(
      valibot.string(),
      valibot.checkAsync(async (id) => (await Promise.resolve(id)) === "a", "not known"),
    );
    expect(await check(pipe, "", "a")).toEqual([]);
    expect(said(await check(pipe, "", "b"))).toEqual(["value-invalid at the root: not known"]);
  });

  test("nothing is changed by defaults, coercions or transforms", async () => {
    const value = Object.freeze({ price: 5 });
    expect(await check(OFFER, "", value)).toEqual([]);
    expect(value).toEqual({ price: 5 });
    expect(await check({ type: "object", properties: { tags: { default: [] } } }, "", value)).toEqual([]);
    expect(value).toEqual({ price: 5 });
    expect(await check({ type: "object", properties: { price: { type: "string" } } }, "", value)).toHaveLength(1);
  });

  test("at most twenty issues are said", async () => {
    const findings = await check(zod.array(zod.string()), JSON.stringify(Array.from({ length: 50 }, (_, n) => n)));
    expect(findings).toHaveLength(20);
    expect(findings[19]?.message).toMatch(/^at \/19: /);
  });

  test("a key as long as the answer is cut in the message", async () => {
    const value = { ["k".repeat(100_000)]: 1 };
    const [finding] = await check(zod.record(zod.string(), zod.string()), "", value);
    expect(finding?.message.length).toBeLessThan(1_000);
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["an object with neither", {}],
    ["issues that are no list", { issues: 1 }],
    ["issues that are no list beside a value", { value: 1, issues: "none" }],
  ])("a result that is %s throws, and never passes", async (_, result) => {
    const schema = { "~standard": { version: 1, vendor: "test", validate: () => result } } as const;
    await expect(check(schema, "", 1)).rejects.toThrow(TypeError);
  });

  test("a failure without issues is still a failure, and a path may hold objects", async () => {
    const failing = (issues: readonly unknown[]): StandardSchema => ({
      "~standard": { version: 1, vendor: "test", validate: () => ({ issues }) },
    });
    expect(said(await check(failing([]), "", 1))).toEqual(["value-invalid at the root: does not match"]);
    const path = [{ key: "a/b" }, 0, Symbol("s")];
    expect(said(await check(failing([{ message: "no", path }]), "", 1))).toEqual([
      "value-invalid at /a~1b/0/Symbol(s): no",
    ]);
  });

  test("a schema that throws or rejects makes the check reject", async () => {
    const throwing: StandardSchema = {
      "~standard": { version: 1, vendor: "test", validate: () => Promise.reject(new Error("down")) },
    };
    await expect(check(throwing, "", 1)).rejects.toThrow("down");
  });

  test("a schema that is a function, as arktype's are, is one", async () => {
    const callable = Object.assign(() => true, OFFER["~standard"] && { "~standard": OFFER["~standard"] });
    expect(await check(callable, "", { price: 5 })).toEqual([]);
  });
});

describe("with a JSON Schema", () => {
  test("the place and what was expected are named", async () => {
    const schema = {
      type: "object",
      properties: { "a/b": { type: "array", items: { enum: ["x", "y"] } } },
      additionalProperties: false,
    };
    expect(said(await check(schema, '{"a/b": ["x", "z"]}'))).toEqual([
      'value-invalid at /a~1b/1: must be equal to one of the allowed values ["x","y"]',
    ]);
    expect(said(await check(schema, '{"c": 1}'))).toEqual([
      'value-invalid at the root: must NOT have additional properties "c"',
    ]);
  });

  test.each([
    ["false", false, 1],
    ["true", true, 0],
    ["{}", {}, 0],
  ])("the schema %s", async (_, schema, count) => {
    expect(await check(schema, "", { a: 1 })).toHaveLength(count);
  });

  test.each<[string, JsonSchema]>([
    ["a keyword that is misspelled", { type: "object", requird: ["days"] }],
    ["a keyword of the wrong kind", { type: "objekt" }],
    ["a format that is not known", { type: "string", format: "datum" }],
    ["a remote reference", { $ref: "https://example.com/schema.json" }],
    ["a reference that leads nowhere", { $ref: "#/$defs/none" }],
    ["a pattern that is no expression", { type: "string", pattern: "(" }],
    ["the shape of a zod object", { price: zod.number() }],
  ])("%s throws from the check, each time, and never passes", async (_, schema) => {
    const guard = shaped(schema);
    const draft = draftOf("", "2020-01-01");
    await expect(guard.check(draft, contextOf())).rejects.toThrow();
    await expect(guard.check(draft, contextOf())).rejects.toThrow();
  });
});

const cyclic: Record<string, unknown> = {};
cyclic.properties = { self: cyclic };
test.each<[string, unknown]>([
  ["undefined", undefined],
  ["null", null],
  ["a string", "object"],
  ["a number", 1],
  ["an array", []],
  ["a regular expression", /a/],
  ["a function", () => true],
  ["an object that contains itself", cyclic],
  ["a schema of another draft", { $schema: "http://json-schema.org/draft-07/schema#" }],
  ["a schema with $dynamicRef, which is decided wrongly", { $dynamicRef: "#a" }],
  ["a schema with a property named __proto__", JSON.parse('{"properties": {"__proto__": {"type": "number"}}}')],
  ["unevaluatedItems beside contains", { unevaluatedItems: false, contains: { type: "string" } }],
  ["unevaluatedProperties beside if", { allOf: [{ if: {}, else: {} }], unevaluatedProperties: false }],
  ["a Standard Schema without validate", { "~standard": { version: 1 } }],
  ["a Standard Schema of version 2", { "~standard": { version: 2, validate: () => ({ value: 1 }) } }],
])("%s is no schema, and throws when the guard is built", (_, schema) => {
  expect(() => shaped(schema as JsonSchema)).toThrow(TypeError);
});

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = { child: value };
  return value;
};
interface Tree {
  child: Tree | number;
}
const TREE: zod.ZodType<Tree | number> = zod.lazy(() => zod.union([zod.number(), zod.object({ child: TREE })]));
const TREE_SCHEMA = { anyOf: [{ type: "number" }, { type: "object", properties: { child: { $ref: "#" } } }] };

describe("hostile values", () => {
  test.each<[string, StandardSchema | JsonSchema]>([
    ["zod", TREE],
    ["a JSON Schema", TREE_SCHEMA],
  ])("a value or an answer a million levels deep blocks, and 200 levels pass: %s", async (_, schema) => {
    const codes = async (answer: string, value?: unknown) =>
      (await check(schema, answer, value)).map(({ code }) => code);
    expect(await codes("", nested(200))).toEqual([]);
    expect(await codes("", nested(1_000_000))).toEqual(["value-unreadable"]);
    expect(await codes(`${'{"child":'.repeat(200)}1${"}".repeat(200)}`)).toEqual([]);
    expect(await codes(`${'{"child":'.repeat(1_000_000)}1${"}".repeat(1_000_000)}`)).toEqual(["value-unreadable"]);
  });

  test("a value that contains itself and a value that throws when read block", async () => {
    const self: Record<string, unknown> = {};
    self.child = self;
    const throwing = {
      get child(): number {
        throw new Error("no");
      },
    };
    expect(said(await check(TREE_SCHEMA, "", self))).toEqual(["value-unreadable the value at /child contains itself"]);
    expect(said(await check(TREE_SCHEMA, "", throwing))).toEqual([
      "value-unreadable the value at /child has a property that cannot be read",
    ]);
  });

  test("own keys named __proto__ and constructor are keys like others", async () => {
    const closed = { type: "object", properties: { a: {} }, additionalProperties: false };
    for (const name of ["__proto__", "constructor", "toString"]) {
      expect(await check(closed, `{"a": 1, "${name}": {"polluted": true}}`)).toHaveLength(1);
      expect(await check({ type: "object", required: [name] }, '{"a": 1}')).toHaveLength(1);
      expect(await check({ type: "object", required: [name] }, `{"${name}": 1}`)).toEqual([]);
    }
    expect({}).not.toHaveProperty("polluted");
  });

  test.each([
    ["words before", 'Here it is: {"a": 1}'],
    ["words after", '{"a": 1} I hope this helps.'],
    ["two texts", '{"a": 1}\n{"a": 2}'],
    ["a comment", '{"a": 1} // one'],
    ["single quotation marks", "{'a': 1}"],
    ["a comma too many", '{"a": 1,}'],
    ["NaN", '{"a": NaN}'],
  ])("an answer that is nearly JSON is no value: %s", async (_, answer) => {
    expect((await check({}, answer)).map(({ code }) => code)).toEqual(["value-missing"]);
  });

  test("null and false are values", async () => {
    expect(await check({ type: "null" }, "", null)).toEqual([]);
    expect(await check({ type: "boolean" }, "", false)).toEqual([]);
    expect(await check({ type: "null" }, "null")).toEqual([]);
  });
});

// ── What others wrote ────────────────────────────────────────────────────────────────────────────────────

const corpora = process.env.VOUCHSAFE_CORPORA ?? new URL("../../../shared/corpora", import.meta.url).pathname;
const absent = (file: string) => !existsSync(`${corpora}/${file}`);
const corpus = (file: string): unknown[] => (absent(file) ? [] : linesOf(readFileSync(`${corpora}/${file}`, "utf8")));
const because = (file: string) => (absent(file) ? ` (skipped: ${file} is absent, see VOUCHSAFE_CORPORA)` : "");

interface SuiteCase {
  readonly file: string;
  readonly description: string;
  readonly schema: JsonSchema;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}
/** What `shaped` does not decide as the suite does: by what it says instead, how many tests, and why. */
const UNSUPPORTED: readonly (readonly [says: string, tests: number, reason: string])[] = [
  ["do without `$dynamicRef`", 33, "ajv passes values that it should not"],
  ["do without `$dynamicAnchor`", 13, "ajv passes values that it should not"],
  ["do without `unevaluatedItems`", 34, "ajv passes items that a branch or `contains` leaves unevaluated"],
  ["do without `unevaluatedProperties`", 14, "ajv passes properties that an `if` without `then` leaves unevaluated"],
  ["do without `__proto__`", 7, "ajv ignores a property of this name"],
  ["can't resolve reference", 33, "a remote reference is not fetched"],
  ["Maximum call stack", 8, "ajv does not resolve nested `$id`s that refer to each other"],
  [
    "unknown format",
    28,
    "ajv-formats lacks idn-email, idn-hostname, iri and iri-reference; ignoring them would pass all",
  ],
  ["enum must have non-empty array", 6, "an empty enum is taken for a mistake"],
  ["strict mode:", 24, "a keyword without the one that it needs is taken for a mistake"],
  ["`schema.$schema`", 5, "another draft or vocabulary than 2020-12's own"],
  ["only an annotation", 15, "formats are checked, which the draft leaves to the implementation"],
];

/** One guard a schema; one that refuses to be built refuses each value. */
function decider(schema: JsonSchema): (data: unknown) => Promise<boolean> {
  let guard: ReturnType<typeof shaped> | undefined;
  return async (data) => {
    guard ??= shaped(schema);
    return (await guard.check(draftOf(JSON.stringify(data), data), contextOf())).length === 0;
  };
}

test.skipIf(absent("json-schema-2020-12.jsonl"))(
  `decides as the mandatory JSON Schema suite does, but for what is listed${because("json-schema-2020-12.jsonl")}`,
  async ({ annotate }) => {
    let agreed = 0;
    let total = 0;
    const listed = new Map(UNSUPPORTED.map(([says]) => [says, 0]));
    const surprises: string[] = [];
    for (const { file, description, schema, tests } of corpus("json-schema-2020-12.jsonl") as SuiteCase[]) {
      const decide = decider(schema);
      for (const { description: what, data, valid } of tests) {
        let got: string;
        try {
          got = (await decide(data)) ? "valid" : "invalid";
        } catch (error) {
          got = String(error);
        }
        total += 1;
        if (got === (valid ? "valid" : "invalid")) {
          agreed += 1;
          continue;
        }
        const line = `${file} | ${description} | ${what} | ${got}`;
        const known = UNSUPPORTED.find(([says]) => line.includes(says))?.[0];
        // What is not supported is refused: nothing passes that the suite refuses.
        if (known === undefined || got === "valid") surprises.push(line);
        else listed.set(known, (listed.get(known) ?? 0) + 1);
      }
    }
    await annotate(
      `${agreed} of ${total} tests of the suite decided as it does, the others refused for what is listed`,
    );
    expect(surprises).toEqual([]);
    expect([...listed]).toEqual(UNSUPPORTED.map(([says, tests]) => [says, tests]));
  },
  60_000,
);

interface ParsingCase {
  readonly name: string;
  readonly expect: "accept" | "reject" | "either";
  readonly base64: string;
}

test.skipIf(absent("json-parsing.jsonl"))(
  `takes as a value what JSON is, and nothing else${because("json-parsing.jsonl")}`,
  async ({ annotate }) => {
    const rows = corpus("json-parsing.jsonl") as ParsingCase[];
    const wrong: string[] = [];
    for (const { name, expect: expected, base64 } of rows) {
      let text: string;
      try {
        text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, "base64"));
      } catch {
        if (expected === "accept") wrong.push(`${name} cannot be decoded`);
        continue;
      }
      const codes = (await check(true, text)).map(({ code }) => code);
      if (expected === "accept" && codes.length > 0) wrong.push(`${name} ${codes}`);
      if (expected === "reject" && codes.length !== 1) wrong.push(`${name} is taken`);
    }
    await annotate(`${rows.length - wrong.length} of ${rows.length} texts taken or refused as they should be`);
    expect(rows.map(({ expect: expected }) => expected)).toContain("accept");
    expect(wrong).toEqual([]);
  },
);
