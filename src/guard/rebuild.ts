import { VouchsafeError } from "../errors.ts";
import { clip } from "../text/clip.ts";
import type { Draft, Evidence, Finding, Ground, Offset, Severity, Span } from "../types.ts";
import { isKebabCase } from "./kebab-case.ts";

/** How far the offsets of a draft reach. */
export interface Bounds {
  readonly answer: number;
  readonly sources: readonly { readonly id: string; readonly length: number }[];
}

/** Take it before a guard runs: then a guard that changes the draft cannot make its own offsets true. */
export function boundsOf(draft: Draft): Bounds {
  return {
    answer: draft.answer.length,
    sources: draft.sources.map(({ id, text }) => ({ id, length: text.length })),
  };
}

/** More findings and evidence than the longest answer has words; a proxy can claim a length that never ends. */
const MOST_ITEMS = 1_000_000;

/** Units of a message: some twelve lines; what it quotes of an answer or a value may be as long as that is. */
const MESSAGE_LENGTH = 1_000;

const SEVERITIES: ReadonlySet<unknown> = new Set<Severity>(["block", "open", "warn", "note"]);
const GROUNDS: ReadonlySet<unknown> = new Set<Ground>(["verbatim", "aligned", "entailed", "judged", "scored"]);

/**
 * The findings, built anew from the known fields alone, so that they survive JSON and belong to nobody else.
 *
 * Throws `VouchsafeError` `guard-malformed`, which says what is wrong and where, and nothing of what it read; an
 * accessor that throws does so unchanged.
 */
export function rebuild(result: unknown, bounds: Bounds): readonly Finding[] {
  let left = MOST_ITEMS;

  function list<Item>(value: unknown, where: string, item: (value: unknown, where: string) => Item): Item[] {
    if (!Array.isArray(value)) throw malformed(where, "is no list");
    const { length } = value;
    if (!Number.isSafeInteger(length) || length < 0 || length > left) throw malformed(where, "is too long");
    left -= length;
    return Array.from({ length }, (_, index) => item(value[index], `${where}[${index}]`));
  }

  function finding(value: unknown, where: string): Finding {
    const { code, severity, message, at, evidence, nearest, score, ask, otherwise } = fields(value, where);
    if (!isKebabCase(code)) throw malformed(`${where}.code`, "is not kebab-case");
    if (!SEVERITIES.has(severity)) throw malformed(`${where}.severity`, "is no severity");
    if (typeof message !== "string" || message.trim() === "") throw malformed(`${where}.message`, "is no text");
    if (ask !== undefined && typeof ask !== "string") throw malformed(`${where}.ask`, "is no text");
    if (otherwise !== undefined && otherwise !== "block" && otherwise !== "note")
      throw malformed(`${where}.otherwise`, "is neither block nor note");
    return {
      code,
      severity: severity as Severity,
      message: clip(message, MESSAGE_LENGTH),
      ...(at !== undefined && { at: spanOf<"answer">(at, bounds.answer, `${where}.at`) }),
      ...(evidence !== undefined && { evidence: list(evidence, `${where}.evidence`, evidenceOf) }),
      ...(nearest !== undefined && { nearest: evidenceOf(nearest, `${where}.nearest`) }),
      ...(score !== undefined && { score: scoreOf(score, `${where}.score`) }),
      ...(ask !== undefined && { ask }),
      ...(otherwise !== undefined && { otherwise }),
    };
  }

  function evidenceOf(value: unknown, where: string): Evidence {
    const { source, sourceId, span: place, score, by, path } = fields(value, where);
    const known = typeof source === "number" ? bounds.sources[source] : undefined;
    if (typeof source !== "number" || known === undefined) throw malformed(`${where}.source`, "is no source");
    if (sourceId !== known.id) throw malformed(`${where}.sourceId`, "is not the id of its source");
    if (!GROUNDS.has(by)) throw malformed(`${where}.by`, "is no ground");
    if (path !== undefined && typeof path !== "string") throw malformed(`${where}.path`, "is no text");
    const span = spanOf<"source">(place, known.length, `${where}.span`);
    if (span.start === span.end) throw malformed(`${where}.span`, "shows no text");
    return {
      source: positive(source),
      sourceId: known.id,
      span,
      score: scoreOf(score, `${where}.score`),
      by: by as Ground,
      ...(path !== undefined && { path }),
    };
  }

  return list(result, "findings", finding);
}

function spanOf<Text extends string>(value: unknown, length: number, where: string): Span<Text> {
  const { start, end } = fields(value, where);
  if (!isOffset(start) || !isOffset(end)) throw malformed(where, "has an offset that is no whole number");
  if (start > end) throw malformed(where, "ends before it starts");
  if (end > length) throw malformed(where, "lies outside its text");
  return { start: positive(start) as Offset<Text>, end: positive(end) as Offset<Text> };
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function scoreOf(value: unknown, where: string): number {
  if (typeof value === "number" && value >= 0 && value <= 1) return positive(value);
  throw malformed(where, "is no number from 0 to 1");
}

/** The number, with 0 for -0, which JSON would not give back. */
function positive(value: number): number {
  return value + 0;
}

function fields(value: unknown, where: string): { readonly [field: string]: unknown } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed(where, "is no object");
  return value as { readonly [field: string]: unknown };
}

function malformed(where: string, what: string): VouchsafeError {
  return new VouchsafeError(`${where} ${what}`, { code: "guard-malformed" });
}
