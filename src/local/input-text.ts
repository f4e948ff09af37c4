import type { ClaimPair } from "vouchsafe/score";
import type { InputForm } from "./models.ts";

/** What a tokenizer is given: one text, or two that it joins. */
export interface InputText {
  readonly first: string;
  readonly second?: string;
}

/** The pair as the model was trained to read it. What stands in a text is never read as a place for another. */
export function inputText({ first, second, asked }: InputForm, pair: ClaimPair, eos: string): InputText {
  const { question = "" } = pair;
  const texts = new Map(Object.entries({ ...pair, question, eos }));
  const filled = (form: string): string =>
    form
      .split(/\{(evidence|claim|question|eos)\}/)
      .map((part, at) => (at % 2 === 0 ? part : (texts.get(part) ?? "")))
      .join("");
  const chosen = asked !== undefined && question.trim() !== "" ? asked : first;
  return { first: filled(chosen), ...(second !== undefined && { second: filled(second) }) };
}

/**
 * The text with the marks of the tokenizer's own spoilt, at the same length: a source that has `[SEP]` in it must not
 * end there, and say what the claim is.
 */
export function withoutMarks(text: string, marks: readonly string[]): string {
  return marks.reduce((kept, mark) => (mark === "" ? kept : kept.replaceAll(mark, ` ${mark.slice(1)}`)), text);
}
