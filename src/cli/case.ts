import {
  type Answer,
  conversationSource,
  formatSources,
  type Message,
  type SourceInput,
  VouchsafeError,
} from "vouchsafe";
import * as z from "zod";
import type { Fault } from "./fault.ts";
import { findMisspelling } from "./misspelling.ts";

type Path = readonly PropertyKey[];

const text = z.string().refine((value) => value.isWellFormed(), {
  error: ({ input }) => describeLoneSurrogate(String(input)),
});
const metadata = z.custom<object>(isRecord, { error: "expected an object" });
const offset = z.int().nonnegative();
const source = z.object({
  id: text,
  text,
  title: text.optional(),
  url: text.optional(),
  documentId: text.optional(),
  kind: z.enum(["document", "conversation", "record"]).optional(),
  metadata: metadata.optional(),
});
/** LangChain's. */
const document = z.object({ pageContent: text, id: text.optional(), metadata: metadata.optional() });
const citation = z.object({
  sourceId: text,
  at: z.object({ start: offset, end: offset }).optional(),
  quote: text.optional(),
  near: offset.optional(),
});
const answer = z.object({
  id: text.optional(),
  question: text.optional(),
  messages: z.array(z.unknown()).optional(),
  answer: text,
  value: z.unknown().superRefine(refuseWhatJsonLoses).optional(),
  sources: z.array(z.union([text, source, document])),
  citations: z.array(citation).optional(),
  finish: z.enum(["stop", "length", "content-filter", "tool-calls", "error", "other"]).optional(),
});

/** The record as an `Answer`, without the fields that `Answer` does not know; or the first thing wrong with it. */
export function readCase(record: unknown): { readonly answer: Answer } | { readonly fault: Fault } {
  if (!isRecord(record)) return { fault: { field: "", message: `expected an object, got ${kindOf(record)}` } };
  const misspelt = findMisspelling(record);
  if (misspelt !== undefined) return { fault: misspelt };
  const textless = textlessSource(record);
  if (textless !== undefined) return { fault: textless };
  const parsed = answer.safeParse(record);
  if (!parsed.success) return { fault: faultOf(parsed.error.issues, record) };
  const messages = parsed.data.messages as readonly Message[] | undefined;
  const unreadable = messages === undefined ? undefined : refusal(() => conversationSource(messages));
  return unreadable === undefined ? { answer: parsed.data as Answer } : { fault: unreadable };
}

/** A source that names a text and does not hold it, as the library refuses it: by its name. */
function textlessSource({ sources }: { readonly sources?: unknown }): Fault | undefined {
  if (!Array.isArray(sources)) return undefined;
  const at = sources.findIndex((one) => isRecord(one) && !("text" in one) && !("pageContent" in one));
  if (at < 0) return undefined;
  return refusal(() => formatSources(sources.map((one: SourceInput, index) => (index === at ? one : ""))));
}

/** What the library says against an input: the field, and why. */
function refusal(read: () => unknown): Fault | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (!(error instanceof VouchsafeError)) throw error;
    const [field = ""] = /^[\w[\].]{1,80}(?=: )/.exec(error.message) ?? [];
    return { field, message: error.message.slice(field === "" ? 0 : field.length + 2) };
  }
}

/** The first thing that a schema says against a record, in our words. */
export function faultOf(issues: readonly Issue[], record: unknown): Fault {
  return describe(innermost(issues, [], record), record);
}

interface Issue {
  readonly path: Path;
  readonly message: string;
  readonly code?: string;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly errors?: readonly (readonly Issue[])[];
}

/** The first issue; of a union (a source is a string or an object) the one on the branch that was meant. */
function innermost(issues: readonly Issue[], prefix: Path, record: unknown): Issue {
  const [first] = issues;
  if (first === undefined) return { path: prefix, message: "cannot be read" };
  const path = [...prefix, ...first.path];
  if (first.code !== "invalid_union" || first.errors === undefined) return { ...first, path };
  const given = valueAt(record, path);
  if (typeof given !== "string" && !isRecord(given)) {
    return { path, message: `expected a string or an object with id and text, got ${kindOf(given)}` };
  }
  const branch = typeof given === "string" ? 0 : "pageContent" in given && !("text" in given) ? 2 : 1;
  return innermost(first.errors[branch] ?? [], path, record);
}

function describe(issue: Issue, record: unknown): Fault {
  const field = fieldName(issue.path);
  const given = valueAt(record, issue.path);
  if (given === undefined) return { field, message: "missing" };
  const got = typeof given === "number" ? String(given) : kindOf(given);
  if (issue.code === "invalid_type")
    return { field, message: `expected ${withArticle(issue.expected)}, got ${kindOf(given)}` };
  if (issue.code === "too_small") return { field, message: `expected a whole number from 0, got ${got}` };
  if (issue.code === "invalid_value") {
    const shown = typeof given === "string" ? JSON.stringify(given.slice(0, 40)) : kindOf(given);
    return { field, message: `expected one of ${(issue.values ?? []).join(", ")}; got ${shown}` };
  }
  return { field, message: issue.message };
}

/** `value` goes out again as JSON, so what JSON cannot carry is refused rather than changed. */
function refuseWhatJsonLoses(value: unknown, context: z.RefinementCtx): void {
  const pending: { readonly value: unknown; readonly path: PropertyKey[] }[] = [{ value, path: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path } = next;
    const refuse = (message: string): void => context.addIssue({ code: "custom", message, path });
    if (typeof next.value === "number" && !Number.isFinite(next.value)) refuse("is beyond the range of a number");
    else if (typeof next.value === "string" && !next.value.isWellFormed()) refuse(describeLoneSurrogate(next.value));
    else if (typeof next.value === "object" && next.value !== null) {
      for (const [key, inner] of Object.entries(next.value)) {
        const step = Array.isArray(next.value) ? Number(key) : key;
        if (!key.isWellFormed()) refuse("a key holds a lone surrogate, which is no character");
        else pending.push({ value: inner, path: [...path, step] });
      }
    }
  }
}

function describeLoneSurrogate(value: string): string {
  const at = value.search(/\p{Surrogate}/u);
  const unit = value.charCodeAt(at).toString(16).toUpperCase();
  return `holds a lone surrogate, U+${unit} at offset ${at}, which is no character`;
}

function fieldName(path: Path): string {
  return path.reduce<string>((name, step) => {
    if (typeof step === "number") return `${name}[${step}]`;
    const key = String(step);
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) return `${name}[${JSON.stringify(key)}]`;
    return name === "" ? key : `${name}.${key}`;
  }, "");
}

function valueAt(record: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? (value as Record<PropertyKey, unknown>)[step]
        : undefined,
    record,
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a value is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return "null; leave the field out instead";
  return Array.isArray(value) ? "an array" : withArticle(typeof value);
}

function withArticle(type: unknown): string {
  if (type === "int") return "a whole number";
  return /^[aeiou]/.test(String(type)) ? `an ${String(type)}` : `a ${String(type)}`;
}
