import { VouchsafeError } from "../errors.ts";
import type { ReadOptions } from "../read/options.ts";
import { read } from "../read/read.ts";
import { clip } from "../text/clip.ts";
import type { Answer, Draft, Failure } from "../types.ts";
import { jsonCopy } from "./json-copy.ts";

const MESSAGE_LENGTH = 400; // units: field names and ids of the answer may stand in it

/** `isStorable`: the value is plain JSON, and the draft has a frozen copy of it; otherwise it is as handed in. */
export type ReadOnce = { readonly draft: Draft; readonly isStorable: boolean } | { readonly failure: Failure };

/** The answer as a draft that nobody can change, or why it cannot be read. What the caller's `isFactual` throws is thrown on. */
export function readOnce(answer: Answer, options: ReadOptions): ReadOnce {
  const { isFactual } = options;
  let thrown: { readonly error: unknown } | undefined;
  const ask = (text: string): boolean | undefined => {
    try {
      return isFactual?.(text);
    } catch (error) {
      thrown = { error };
      throw error;
    }
  };
  try {
    const draft = read(answer, isFactual === undefined ? options : { ...options, isFactual: ask });
    if (draft.value === undefined) return { draft, isStorable: true };
    const json = jsonCopy(draft.value);
    if (json === undefined) return { draft, isStorable: false };
    return { draft: Object.freeze({ ...draft, value: json.copy }), isStorable: true };
  } catch (error) {
    if (thrown !== undefined) throw thrown.error;
    return { failure: failureOf(error) };
  }
}

export function failureOf(error: unknown): Failure {
  if (error instanceof VouchsafeError) return { code: error.code, message: clip(error.message, MESSAGE_LENGTH) };
  // An accessor or a proxy that throws: the answer cannot be read, whatever it says.
  return { code: "answer-invalid", message: "the answer cannot be read: one of its fields throws" };
}
