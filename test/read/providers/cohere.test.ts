import type { Cohere } from "cohere-ai";
import { describe, expect, test } from "vitest";
import { verify } from "vouchsafe";
import { fromCohere } from "vouchsafe/read";
import { citedText } from "./cited-text.ts";

const document = (id: string, text: string): Cohere.Source => ({
  type: "document",
  id,
  document: { id, title: `On ${id}`, text },
});
const hours = document("hours", "The museum is closed on Mondays. It opens at nine.");
const fares = document("fares", "Tickets cost 12 euros.");

const response = (
  content: readonly string[],
  citations: Cohere.Citation[],
  finishReason: Cohere.ChatFinishReason = "COMPLETE",
): Cohere.V2ChatResponse => ({
  id: "r",
  finishReason,
  message: { role: "assistant", content: content.map((text) => ({ type: "text", text })), citations },
  usage: { tokens: { inputTokens: 30, outputTokens: 8 }, billedUnits: {} },
});

const points = (text: string): number => [...text].length;
/** A citation of some words, its offsets in code points as the service counts them. */
function citation(
  part: string,
  words: string,
  sources: Cohere.Source[] = [hours],
  more: Cohere.Citation = {},
): Cohere.Citation {
  const start = points(part.slice(0, part.indexOf(words)));
  return { start, end: start + points(words), text: words, sources, type: "TEXT_CONTENT", ...more };
}

const words = "closed on Mondays";
describe("offsets count code points", () => {
  test.each([
    ["in ASCII", `The museum is ${words}.`],
    ["after emoji", `👩‍👩‍👧 🏛️ The museum is ${words}. It is ${words}.`],
    ["after Chinese beyond the first plane", `𠮷野家。The museum is ${words}.`],
    ["in Arabic", `المتحف: ${words}.`],
  ])("%s", (_, text) => {
    const cited = citation(text, words);
    expect(citedText(fromCohere(response([text], [cited])))).toEqual([["hours", words, undefined]]);
    const { text: _text, ...silent } = cited;
    expect(citedText(fromCohere(response([text], [silent])))).toEqual([["hours", words, undefined]]);
  });
  test("or UTF-16 units, where the cited words stand there", () => {
    const text = `😀😀 ${words} ${words}`;
    const start = text.lastIndexOf(words);
    const { citations } = fromCohere(response([text], [citation(text, words, [hours], { start, end: text.length })]));
    expect(citations?.[0]?.at).toEqual({ start, end: text.length });
  });
  test("and are corrected by the words, to the nearest place", () => {
    const text = `${words}, and ${words}, and ${words}`;
    const { citations } = fromCohere(response([text], [citation(text, words, [hours], { start: 25, end: 30 })]));
    expect(citations?.[0]?.at?.start).toBe(23);
    const gone = fromCohere(response([text], [citation(text, words, [hours], { text: "open on Mondays" })]));
    expect(gone.citations).toEqual([{ sourceId: "hours" }]);
  });
  test("in a part of their own", () => {
    const [first, second] = ["😀 Tickets cost 12 euros. ", `The museum is ${words}.`];
    const cited = [citation(second, words, [hours, fares], { contentIndex: 1 }), citation(first, "12 euros", [fares])];
    expect(citedText(fromCohere(response([first, second], cited)))).toEqual([
      ["hours", words, undefined],
      ["fares", words, undefined],
      ["fares", "12 euros", undefined],
    ]);
  });
});

describe("sources", () => {
  const text = `The museum is ${words}.`;
  test("are the documents cited, each once", () => {
    const answer = fromCohere(
      response([text], [citation(text, words, [hours, fares]), citation(text, "museum", [hours])]),
    );
    expect(answer.sources).toEqual([
      { id: "hours", title: "On hours", text: "The museum is closed on Mondays. It opens at nine." },
      { id: "fares", title: "On fares", text: "Tickets cost 12 euros." },
    ]);
  });
  test("are those given, if any are, and a document that is none of them keeps its id", () => {
    const answer = fromCohere(response([text], [citation(text, words, [hours, fares])]), {
      sources: [{ id: "hours", text }],
    });
    expect(answer.sources).toEqual([{ id: "hours", text }]);
    expect(answer.citations?.map(({ sourceId }) => sourceId)).toEqual(["hours", "fares"]);
  });
  test("without a name are cited nevertheless, and so are results of tools", () => {
    const nameless = citation(text, words, [{ type: "document" }, { type: "tool", id: "search:0", toolOutput: {} }]);
    const { citations } = fromCohere(response([text], [nameless]));
    expect(citations?.map(({ sourceId }) => sourceId)).toEqual(["a source without a name", "search:0"]);
  });
});

test("a citation of no source is kept, and leads nowhere", async () => {
  const text = "The museum is closed on Mondays.";
  const answer = fromCohere(response([text], [citation(text, words, [])]), { sources: [{ id: "hours", text }] });
  expect(citedText(answer)).toEqual([["(none)", words, undefined]]);
  const { sources: _, ...without } = citation(text, words);
  expect(citedText(fromCohere(response([text], [without])))).toEqual([["(none)", words, undefined]]);
  expect((await verify(answer)).status).toBe("escalated");
});

test.each([
  ["citations", {}, "response.message.citations: expected an array"],
  ["sources", [{ sources: "hours" }], "response.message.citations[0].sources: expected an array"],
])("%s that are no array are refused", (_, citations, message) => {
  expect(() => fromCohere(response(["Tea."], citations as never))).toThrow(message);
});

test("what the service itself writes, in snake case, is read alike; plans and thoughts are not the answer's", () => {
  const text = `😀 The museum is ${words}.`;
  const thinking = { type: "thinking", thinking: "Hm." };
  const { contentIndex: _, ...cited } = citation(text, words);
  const given = {
    finish_reason: "MAX_TOKENS",
    message: {
      content: [thinking, { type: "text", text }],
      citations: [
        { ...cited, content_index: 1 },
        { ...cited, type: "PLAN" },
        { ...cited, type: "THINKING_CONTENT", content_index: 0 },
      ],
    },
    usage: { tokens: { input_tokens: 3, output_tokens: 4 } },
  };
  const answer = fromCohere(given);
  expect(answer).toMatchObject({ answer: text, finish: "length", usage: { inputTokens: 3, outputTokens: 4 } });
  expect(citedText(answer)).toEqual([["hours", words, undefined]]);
});

test.each([
  ["COMPLETE", "stop"],
  ["STOP_SEQUENCE", "stop"],
  ["MAX_TOKENS", "length"],
  ["TOOL_CALL", "tool-calls"],
  ["ERROR", "error"],
  ["TIMEOUT", "error"],
] as const)("%s is %s", (reason, finish) => {
  expect(fromCohere(response(["Tea."], [], reason)).finish).toBe(finish);
});

test("without content the answer is empty, and without a message there is none", () => {
  expect(fromCohere({ message: { content: null, citations: null } })).toEqual({
    answer: "",
    citations: [],
    sources: [],
  });
  for (const given of [undefined, {}, { message: null }, { text: "Tea." }])
    expect(() => fromCohere(given as never)).toThrow(/^response\.message: expected a message/);
});

test("end to end: what the documents carry is verified, and nothing else", async () => {
  const statusOf = async (text: string) => (await verify(fromCohere(response([text], [citation(text, text)])))).status;
  expect(await statusOf("The museum is closed on Mondays.")).toBe("verified");
  expect(await statusOf("The museum is closed on Sundays.")).toBe("escalated");
});
