import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { randomFrom } from "../metrics.ts";
import { chainOf, walk } from "./chain.ts";

/** Sentences of published prose, no two alike, in one fixed order. */
export interface Prose {
  readonly sentences: readonly string[];
  /** From other documents than `sentences`, and none of them among those. */
  readonly heldOut: readonly string[];
}

const SENTENCE_END = /(?<=[.!?]["”’)]?)\s+(?=["“‘(]?\p{Lu})/u;
const PROSE = /^["“‘(]?[\p{L}\p{N}][^{}|]{30,500}[.!?]["”’)]?$/u;
const HELD_OUT = 8; // one document of so many

const keyOf = (sentence: string): string => sentence.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ");

/** The prose of all data sets below a folder. Sources that are records give none. */
export function readProse(folder: string): Prose {
  const kept = new Map<string, string>();
  const heldOut = new Map<string, string>();
  for (const { id, text } of documents(folder)) {
    const hash = createHash("sha256").update(id).digest()[0] ?? 0;
    const to = hash % HELD_OUT === 0 ? heldOut : kept;
    for (const sentence of text.split(SENTENCE_END)) {
      const key = keyOf(sentence);
      if (PROSE.test(sentence) && !to.has(key)) to.set(key, sentence.trim());
    }
  }
  const others = [...heldOut].filter(([key]) => !kept.has(key)).map(([, sentence]) => sentence);
  return { sentences: shuffled([...kept.values()], 1), heldOut: shuffled(others, 2) };
}

function* documents(folder: string): Generator<{ readonly id: string; readonly text: string }> {
  for (const set of readdirSync(folder).sort()) {
    const file = join(folder, set, "sources.jsonl");
    if (!existsSync(file)) continue;
    for (const line of readFileSync(file, "utf8").split("\n")) {
      if (line === "") continue;
      const { id, text } = JSON.parse(line) as { readonly id: string; readonly text: string };
      if (!text.startsWith("{")) yield { id: `${set}/${id}`, text };
    }
  }
}

function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  const random = randomFrom(seed);
  return list
    .map((value) => ({ value, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}

const PARAGRAPH = 6; // sentences

/**
 * A text of at most so many units, from the sentence at a share 0..1 of the list on, round its end. What a list is too
 * short for is a walk along its own pairs of words; `padded` is how many units that were.
 */
export function textOf(
  sentences: readonly string[],
  units: number,
  from: number,
): { readonly text: string; readonly padded: number } {
  const parts: string[] = [];
  const first = Math.floor(from * sentences.length);
  let length = 0;
  const add = (sentence: string): boolean => {
    if (length + sentence.length + 2 > units) return false;
    parts.push(sentence, parts.length % (2 * PARAGRAPH) === 2 * PARAGRAPH - 2 ? "\n\n" : " ");
    length += sentence.length + (parts.at(-1)?.length ?? 0);
    return true;
  };
  for (let at = 0; at < sentences.length; at += 1) {
    if (!add(sentences[(first + at) % sentences.length] ?? "")) return { text: flat(parts.join("")), padded: 0 };
  }
  const unique = length;
  const chain = chainOf(sentences.join(" "));
  const random = randomFrom(first + 1);
  while (add(`${walk(chain, 120, random)}.`));
  return { text: flat(parts.join("")), padded: length - unique };
}

/** The same text as one plain string, not a view into others: one byte a unit if all its units have room in one. */
export const flat = (text: string): string => JSON.parse(JSON.stringify(text)) as string;
