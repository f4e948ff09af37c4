import { expect, test } from "vitest";
import { fromAnthropic, fromBedrock, fromCohere, fromGemini, fromJson, fromOpenAI } from "vouchsafe/read";

// A generous cap, so that a slow machine passes; what is quadratic takes minutes at this length and fails.
const COUNT = 30_000;
const CAP_MS = 4_000;

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const chat = (content: string, annotations: object[]) =>
  fromOpenAI({ choices: [{ message: { content, annotations } }] });
const link = "([a](https://a.example)) ";
const text = "The museum is closed 😀. ".repeat(COUNT);

const hostile: readonly (readonly [what: string, read: () => { readonly citations?: readonly object[] }])[] = [
  ["markers in a row", () => chat(`Closed. ${link.repeat(COUNT)}`, times(COUNT, (at) => ({ type: "url_citation", url: "u", start_index: 8 + at * 25, end_index: 32 + at * 25 })))],
  ["points between blanks", () => chat(`Closed.${" ".repeat(COUNT * 10)}x`, times(COUNT, (at) => ({ type: "file_citation", file_id: "f", index: 8 + at * 10 })))],
  ["segments at wrong offsets", () => fromGemini({ candidates: [{ content: { parts: [{ text }] }, groundingMetadata: { groundingChunks: [{ web: { uri: "u" } }], groundingSupports: times(COUNT, (at) => ({ segment: { startIndex: at, endIndex: at + 3, text: "zzz" }, groundingChunkIndices: [0] })) } }] })],
  ["words that the text nearly has", () => fromCohere({ message: { content: [{ type: "text", text: "a".repeat(900_000) }], citations: times(COUNT, () => ({ start: 1, end: 2, text: `${"a".repeat(400_000)}b`, sources: [{ id: "x" }] })) } })],
  ["chunks of one document", () => fromBedrock({ output: { text }, citations: times(COUNT, (at) => ({ generatedResponsePart: {}, retrievedReferences: [{ content: { text: `t${at}` }, location: { s3Location: { uri: "s3://a" } } }] })) })],
  ["sources of one name", () => fromAnthropic({ content: times(COUNT, () => ({ type: "text", text: "a", citations: [{ type: "page_location", cited_text: "b", document_title: "same" }] })) }, { sources: times(COUNT, (at) => ({ id: `c${at}`, title: "same", text: "x" })) })],
  ["statements that are not there", () => fromJson({ answer: text.slice(0, 600_000), citations: times(COUNT, (at) => ({ claim: `The museum is ${at}`, source: "a" })) })],
]; // biome-ignore format: a table

test.each(hostile)("%s take linear time", (_, read) => {
  const start = performance.now();
  expect(read().citations).toHaveLength(COUNT);
  expect(performance.now() - start).toBeLessThan(CAP_MS);
});
