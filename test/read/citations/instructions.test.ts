import { expect, test } from "vitest";
import { type CitationForm, citationInstructions, formatSources, read } from "vouchsafe";
import { sources } from "./sources.ts";

/** What a model answers that does as it is told, about the first and the third source. */
const told: { readonly [form in Exclude<CitationForm, "json">]: string } = {
  bracket: "Refunds are paid within 30 days [1]. The warranty lasts two years [1, 3].",
  cite: '<cite id="1">Refunds are paid within 30 days.</cite> <cite id="3">The warranty lasts two years.</cite>',
  footnote: "Refunds are paid within 30 days.[^1] The warranty lasts two years.[^3]",
  quote:
    'Refunds "are paid within 30 days of delivery" [1]. "The warranty of a kettle lasts two years" [3], the manual says.',
};

const forms = Object.keys(told) as (keyof typeof told)[];

test.each(forms)("an answer written as the form %s tells is read, each claim with its source", (form) => {
  const draft = read({ answer: told[form], sources });
  expect(draft.claims).toHaveLength(2);
  expect(draft.claims.map(({ citations }) => citations.at(-1)?.sources)).toEqual([[0], [2]]);
  expect(draft.claims.every(({ text }) => !/[[<\]>]/.test(text))).toBe(true);
  if (form === "quote") expect(draft.claims.every(({ quotations }) => quotations[0]?.found?.edits === 0)).toBe(true);
});

test("the form json shows the shape that is asked for, and its numbers are ids that lead to sources", () => {
  const shape = /\{.*\}/.exec(citationInstructions("json"))?.[0] ?? "";
  expect(JSON.parse(shape)).toEqual({ claims: [{ text: "…", citations: [{ sourceId: "1", quote: "…" }] }] });
  const quote = "The warranty of a kettle lasts two years";
  const draft = read({ answer: `${quote}.`, sources, citations: [{ sourceId: "3", quote }] });
  expect(draft.claims[0]?.citations.map((citation) => citation.sources)).toEqual([[2]]);
  expect(draft.claims[0]?.quotations[0]?.found?.match).toBe("verbatim");
});

test.each([...forms, "json"] as const)("the form %s shows numbers, as the prompt does", (form) => {
  expect(formatSources(sources)).toContain("[1] Refund policy\n");
  expect(citationInstructions(form)).toMatch(/\b1\b|number/);
  expect(citationInstructions(form)).toContain("Cite only the sources given.");
});

test("without a form it is brackets, and an unknown one is a mistake that is named", () => {
  expect(citationInstructions()).toBe(citationInstructions("bracket"));
  expect(() => citationInstructions("haiku" as never)).toThrow(
    'Expected `form` to be one of bracket, cite, footnote, json, quote, got "haiku".',
  );
});
