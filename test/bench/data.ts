import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer, Source } from "vouchsafe";

/** The folder after `--data`, or exit 2 with one sentence: a benchmark without its data says nothing. */
export function dataFolder(): string {
  const at = process.argv.indexOf("--data");
  const folder = at < 0 ? undefined : process.argv[at + 1];
  if (folder !== undefined && existsSync(join(folder, "ragtruth_answers", "claims.jsonl"))) return folder;
  console.error("The labelled data are absent: say where they are with --data DIR.");
  process.exit(2);
}

/** `--rows N`: only the first N rows of each set, for a smoke test. */
export function rowLimit(): number {
  const at = process.argv.indexOf("--rows");
  return at < 0 ? Number.POSITIVE_INFINITY : Number(process.argv[at + 1]);
}

export interface LabelledClaim {
  readonly id: string;
  readonly source_id: string;
  readonly claim: string;
  /** 1: supported; 0: not. */
  readonly label: 0 | 1;
  readonly question?: string;
  readonly task?: string;
  readonly response_id?: string;
  readonly spans?: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

function rows<T>(path: string): readonly T[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** One data set: its claims, and the text of each source. */
export function dataSet(
  folder: string,
  name: string,
): { readonly claims: readonly LabelledClaim[]; readonly texts: ReadonlyMap<string, string> } {
  const sources = rows<{ id: string; text: string }>(join(folder, name, "sources.jsonl"));
  const claims = rows<LabelledClaim>(join(folder, name, "claims.jsonl")).slice(0, rowLimit());
  return { claims, texts: new Map(sources.map(({ id, text }) => [id, text])) };
}

/** An answer whose sources have all been given an id. */
export interface LabelledAnswer extends Answer {
  readonly sources: readonly Source[];
}

/** A logged answer as its application would hand it in: retrieved passages one by one, JSON as a record, anything else as one source. */
export function answerOf({ id, claim, question, task }: LabelledClaim, text: string): LabelledAnswer {
  const whole: Source = { id: "source", text, ...(task === "data2txt" ? { kind: "record" } : {}) };
  const sources = task === "qa" ? passages(text) : [whole];
  return { id, answer: claim, sources, ...(question === undefined ? {} : { question }) };
}

/** Whether a record is of the half that was read while the rules for records were written, by the hash of its id. */
export const isSeenHalf = (source: string): boolean =>
  Number.parseInt(createHash("sha256").update(source).digest("hex").slice(-1), 16) % 2 === 0;

function passages(text: string): readonly Source[] {
  const parts = text.split(/(?:^|\n)passage (\d+):/);
  const found: Source[] = [];
  for (let at = 1; at + 1 < parts.length; at += 2)
    found.push({ id: parts[at] ?? "", text: (parts[at + 1] ?? "").trim() });
  return found.length > 0 ? found : [{ id: "1", text }];
}

/** What an annotation or the data set's own markup adds to a claim: `[1]` of the search engine's answer. */
export const withoutMarkers = (claim: string): string => claim.replaceAll(/\s?\[\d+\]/g, "");
