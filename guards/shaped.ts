import {
  block,
  clip,
  defineGuard,
  type Finding,
  type Guard,
  jsonAnswer,
  jsonPointer,
  MAX_JSON_DEPTH,
  scanValue,
  VouchsafeError,
} from "vouchsafe/core";

/** The part of Standard Schema, version 1, that is used here: zod, valibot, arktype and others have it. */
export interface StandardSchema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => unknown;
  };
}
/** JSON Schema of draft 2020-12. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}
/** What is wrong with a value; empty if it matches. */
type Validate = (value: unknown) => Promise<readonly Issue[]>;

/** A person mends the first few; a list of a million items may have a million issues. */
const MAX_ISSUES = 20;
/** Keys and messages may be as long as the value is. */
const MAX_MESSAGE_LENGTH = 400;
const DRAFT = "https://json-schema.org/draft/2020-12/schema";

/**
 * `value`, or without one the answer as JSON, bare or in one code fence, matches the schema: zod or any Standard Schema,
 * or a JSON Schema of draft 2020-12, in which unknown keywords are errors and formats are checked. Nothing is changed:
 * defaults, coercions and transforms of the schema are dropped, and a remote `$ref` is not fetched.
 * Codes: `value-invalid`, `value-missing`, `value-unreadable`. Unit: answer.
 *
 * Throws `TypeError` if the schema is none of these. A JSON Schema that cannot be compiled throws from `check`.
 */
export function shaped(schema: StandardSchema | JsonSchema): Guard {
  const validate = isStandardSchema(schema) ? validateStandard(schema) : validateJsonSchema(jsonSchema(schema));
  return defineGuard({
    name: "shaped",
    unit: "answer",
    async check({ answer, value }) {
      const read = value === undefined ? parseAnswer(answer) : { value };
      if ("missing" in read) return [read.missing];
      const scan = scanValue(read.value);
      if (!scan.ok) {
        const what = {
          "too-deep": `is nested deeper than ${MAX_JSON_DEPTH} levels`,
          "too-large": "holds too many values",
          cyclic: "contains itself",
          unreadable: "has a property that cannot be read",
        }[scan.problem];
        return [block("value-unreadable", `the value at ${place(scan.path.slice(0, 8))} ${what}`)];
      }
      const issues = await validate(read.value);
      return issues
        .slice(0, MAX_ISSUES)
        .map(({ path, message }) => block("value-invalid", `at ${place(path)}: ${clipped(message)}`));
    },
  });
}

function parseAnswer(answer: string): { readonly value: unknown } | { readonly missing: Finding } {
  const read = jsonAnswer(answer);
  if ("value" in read) return read;
  const { problem, offset } = read.fault;
  if (problem === "too-deep" || problem === "too-long") {
    const limit = problem === "too-deep" ? `deeper than ${MAX_JSON_DEPTH} levels` : `longer than ${offset} characters`;
    return { missing: block("value-unreadable", `the answer is JSON ${limit}`) };
  }
  const how = problem === "unterminated" ? "ends too early" : `is not JSON from character ${offset} on`;
  return { missing: block("value-missing", `there is no value, and the answer ${how}`) };
}

function isStandardSchema(schema: unknown): schema is StandardSchema {
  const isObject = (typeof schema === "object" && schema !== null) || typeof schema === "function";
  if (!isObject || !("~standard" in schema)) return false;
  const standard: unknown = schema["~standard"];
  if (typeof standard !== "object" || standard === null || !("validate" in standard) || !("version" in standard)) {
    throw new TypeError("Expected `schema` to be a Standard Schema with `~standard.validate`, got one without.");
  }
  if (standard.version !== 1 || typeof standard.validate !== "function") {
    throw new TypeError("Expected `schema` to be a Standard Schema of version 1, got another.");
  }
  return true;
}

function jsonSchema(schema: unknown): JsonSchema {
  if (typeof schema === "boolean") return schema;
  if (typeof schema !== "object" || schema === null || Array.isArray(schema) || !isPlain(schema)) {
    throw new TypeError("Expected `schema` to be a Standard Schema, such as zod's, or a JSON Schema.");
  }
  const scan = scanValue(schema);
  if (!scan.ok) throw new TypeError(`Expected \`schema\` to be JSON, got a value that is ${scan.problem}.`);
  const draft = "$schema" in schema ? schema.$schema : DRAFT;
  if (typeof draft !== "string" || draft.replace(/#$/, "") !== DRAFT) {
    throw new TypeError(`Expected \`schema.$schema\` to be "${DRAFT}", got ${clipped(JSON.stringify(draft) ?? "")}.`);
  }
  const unsupported = undecidable(keysOf(schema));
  if (unsupported !== undefined) throw new TypeError(`Expected \`schema\` to do without ${unsupported}.`);
  return { ...schema };
}

/**
 * What ajv 8 decides wrongly, by the suite of the draft, so that values pass that should not: refused sooner than
 * trusted. Keys are taken wherever they stand, so it errs on the side of refusing.
 */
function undecidable(keys: ReadonlySet<string>): string | undefined {
  for (const key of ["__proto__", "$dynamicRef", "$dynamicAnchor", NAMELESS]) {
    if (keys.has(key)) return `\`${key}\``;
  }
  const has = (...names: readonly string[]) => names.find((name) => keys.has(name));
  const branch = has("unevaluatedItems") && has("contains", "anyOf", "oneOf", "if");
  if (branch !== undefined) return `\`unevaluatedItems\` beside \`${branch}\``;
  return has("unevaluatedProperties") && has("if") && "`unevaluatedProperties` beside `if`";
}

/** Stands for a required property without a name, which ajv does not require. */
const NAMELESS = 'required: [""]';

/** The keys of all objects in a value that `scanValue` has passed. */
function keysOf(value: unknown): ReadonlySet<string> {
  const keys = new Set<string>();
  const left: unknown[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next !== "object" || next === null) continue;
    for (const [key, child] of Object.entries(next)) {
      if (!Array.isArray(next)) keys.add(key);
      if (key === "required" && Array.isArray(child) && child.includes("")) keys.add(NAMELESS);
      left.push(child);
    }
  }
  return keys;
}

/** Made by `{}` or `JSON.parse`, in this realm or another. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function validateStandard(schema: StandardSchema): Validate {
  return async (value) => {
    const result: unknown = await schema["~standard"].validate(value);
    if (typeof result !== "object" || result === null) throw new TypeError("The schema gave no result.");
    const issues = "issues" in result ? result.issues : undefined;
    if (issues === undefined && "value" in result) return [];
    if (!Array.isArray(issues)) throw new TypeError("The schema gave a result with neither a value nor issues.");
    if (issues.length === 0) return [{ path: [], message: "does not match" }];
    return issues.slice(0, MAX_ISSUES).map(standardIssue);
  };
}

function standardIssue(issue: { readonly message?: unknown; readonly path?: unknown } | undefined): Issue {
  const path: readonly unknown[] = Array.isArray(issue?.path) ? issue.path : [];
  const keys = path.map((segment) =>
    typeof segment === "object" && segment !== null && "key" in segment ? segment.key : segment,
  );
  return { path: keys.map(String), message: String(issue?.message ?? "does not match") };
}

function validateJsonSchema(schema: JsonSchema): Validate {
  let compiled: Promise<Validate> | undefined;
  return async (value) => {
    compiled ??= compile(schema);
    return (await compiled)(value);
  };
}

/** Loaded when first used: ajv writes code and runs it, which edge workers forbid, and takes its time to load. */
async function compile(schema: JsonSchema): Promise<Validate> {
  const [{ Ajv2020 }, formats] = await Promise.all([import("ajv/dist/2020.js"), import("ajv-formats")]);
  // A keyword that is not known may be a misspelled one, and ignoring it would let everything pass.
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allowMatchingProperties: true,
    allErrors: false,
    ownProperties: true,
    logger: false,
  });
  // A keyword of the draft that ajv follows and yet does not list.
  ajv.addKeyword("$anchor");
  formats.default.default(ajv);
  const matches = compiled(() => ajv.compile(schema));
  return async (value) => {
    if (matches(value) === true) return [];
    return (matches.errors ?? [{ instancePath: "", message: "does not match" }]).map(
      ({ instancePath, message, ...error }) => ({
        path: pointerKeys(instancePath),
        message: expectation(message, "params" in error ? error.params : {}),
      }),
    );
  };
}

/** What ajv says of a schema that is none: the schema is its author's own, so it may be quoted. */
function compiled<T>(compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new VouchsafeError(`the JSON Schema cannot be compiled: ${clip(message, 300)}`, { code: "schema-invalid" });
  }
}

/** "must be equal to one of the allowed values" helps nobody without the values. */
function expectation(message: string | undefined, params: object): string {
  const named = ["additionalProperty", "unevaluatedProperty", "propertyName", "allowedValues", "allowedValue"];
  const details = named.flatMap((name) => (name in params ? [JSON.stringify(Reflect.get(params, name))] : []));
  return [message ?? "does not match", ...details].join(" ");
}

function pointerKeys(pointer: string): readonly string[] {
  return pointer === "" ? [] : pointer.slice(1).split("/").map(unescaped);
}

function unescaped(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

function place(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "the root" : clipped(jsonPointer(path));
}

function clipped(text: string): string {
  return text.length > MAX_MESSAGE_LENGTH ? `${text.slice(0, MAX_MESSAGE_LENGTH)}…` : text;
}
