import { VouchsafeError } from "../errors.ts";
import type { Source, SourceInput } from "../types.ts";
import { checkRecord } from "./records.ts";

/** The sources as handed in, strings made into sources with their position as id; copies, so that nobody changes them under us. */
export function readSources(inputs: readonly SourceInput[]): readonly Source[] {
  if (!Array.isArray(inputs)) throw invalid("sources", "an array of strings or { id, text }", inputs);
  return inputs.map((input: unknown, at) => {
    if (typeof input === "string")
      return Object.freeze({ id: String(at + 1), text: wellFormed(input, `sources[${at}]`) });
    if (typeof input !== "object" || input === null) throw invalid(`sources[${at}]`, "a string or { id, text }", input);
    const { id, text } = input as Partial<Source>;
    if (typeof id !== "string" || id === "") throw invalid(`sources[${at}].id`, "a string that is not empty", id);
    wellFormed(id, `sources[${at}].id`);
    if (typeof text !== "string") throw invalid(`sources[${at}].text`, `the text of source "${id.slice(0, 80)}"`, text);
    wellFormed(text, `sources[${at}].text`);
    return sourceOf(input as Partial<Source>, id, text, `sources[${at}]`);
  });
}

const KINDS: readonly unknown[] = ["document", "conversation", "record"];

/** A source of our own, each field read once: what was checked is what is kept. */
function sourceOf(input: Partial<Source>, id: string, text: string, field: string): Source {
  const { title, url, documentId, kind, metadata } = input;
  for (const [name, value] of Object.entries({ title, url, documentId })) {
    if (value === undefined) continue;
    if (typeof value !== "string") throw invalid(`${field}.${name}`, "a string", value);
    wellFormed(value, `${field}.${name}`);
  }
  if (kind !== undefined && !KINDS.includes(kind)) throw invalid(`${field}.kind`, `one of ${KINDS.join(", ")}`, kind);
  if (kind === "conversation") {
    throw new VouchsafeError(`${field}.kind: what a user said carries no claim yet; leave conversation sources out`, {
      code: "answer-invalid",
    });
  }
  const source: Source = Object.freeze({
    id,
    text,
    ...(title === undefined ? {} : { title }),
    ...(url === undefined ? {} : { url }),
    ...(documentId === undefined ? {} : { documentId }),
    ...(kind === undefined ? {} : { kind }),
    ...(metadata === undefined ? {} : { metadata }),
  });
  if (kind === "record") checkRecord(source, field);
  return source;
}

/** What is wrong with an input, and where: a field's path and what was expected there. */
export function invalid(field: string, expected: string, got: unknown): VouchsafeError {
  const kind = got === null ? "null" : Array.isArray(got) ? "an array" : got === "" ? '""' : typeof got;
  return new VouchsafeError(`${field}: expected ${expected}, got ${kind}`, { code: "answer-invalid" });
}

/** A lone surrogate has no UTF-8 form, so no digest could name the text that the offsets index. */
export function wellFormed(text: string, field: string): string {
  if (text.isWellFormed()) return text;
  throw new VouchsafeError(
    `${field}: holds a lone surrogate, so it is no Unicode text; decode it again from its bytes`,
    {
      code: "answer-invalid",
    },
  );
}

/** Whether numbers in markers are ids: so when any source id is a whole number; else they are positions from 1. */
export const numbersAreIds = (sources: readonly Source[]): boolean => sources.some(({ id }) => /^\d+$/.test(id));

/** From what a marker says to the positions of the sources it leads to; none if it leads nowhere. */
export type Resolve = (written: string) => readonly number[];

export function resolver(sources: readonly Source[]): Resolve {
  const byId = new Map<string, number[]>();
  const add = (id: string | undefined, at: number): void => {
    if (id === undefined) return;
    const known = byId.get(id);
    if (known === undefined) byId.set(id, [at]);
    else if (known.at(-1) !== at) known.push(at);
  };
  for (const [at, source] of sources.entries()) {
    add(source.id, at);
    if (source.documentId !== source.id) add(source.documentId, at);
  }
  const positions = !numbersAreIds(sources);
  // The id of one chunk means its document: the model saw the chunks side by side.
  const siblings = (at: readonly number[]): readonly number[] => {
    const documents = new Set(at.flatMap((one) => sources[one]?.documentId ?? []));
    return documents.size === 0 ? at : [...new Set([...at, ...[...documents].flatMap((id) => byId.get(id) ?? [])])];
  };
  return (written) => {
    const known = byId.get(written);
    if (known !== undefined) return siblings(known);
    if (!positions || !/^\d{1,6}$/.test(written)) return [];
    const at = Number(written) - 1;
    return at >= 0 && at < sources.length ? [at] : [];
  };
}
