import { Document } from "@langchain/core/documents";
import { AIMessage } from "@langchain/core/messages";
import { describe, expect, test } from "vitest";
import { check, quoted, verify } from "vouchsafe";
import { fromLangChain } from "vouchsafe/read";
import { citedText } from "./cited-text.ts";

const quote = "The museum is closed on Mondays.";
const sources = [
  { id: "hours", title: "Opening hours", url: "https://museum.example/hours", text: `${quote} It opens at nine.` },
  { id: "fares", title: "Fares", text: "Tickets cost 12 euros." },
];

test("text is an answer, with how it ended and what was counted", () => {
  const message = new AIMessage({
    content: `${quote} [1]`,
    response_metadata: { finish_reason: "length" },
    usage_metadata: { input_tokens: 4, output_tokens: 2, total_tokens: 6 } as never,
  });
  expect(fromLangChain(message, { sources })).toEqual({
    answer: `${quote} [1]`,
    sources,
    citations: [],
    finish: "length",
    usage: { inputTokens: 4, outputTokens: 2 },
  });
});

test.each([
  ["OpenAI", { finish_reason: "stop" }, "stop"],
  ["OpenAI's responses", { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } }, "length"],
  ["Anthropic", { stop_reason: "end_turn" }, "stop"],
  ["Anthropic, refusing", { stop_reason: "refusal" }, "content-filter"],
  ["Bedrock", { stopReason: "max_tokens" }, "length"],
  ["Google", { finishReason: "SAFETY" }, "content-filter"],
  ["a model at home", { done_reason: "stop" }, "stop"],
  ["nobody", {}, undefined],
])("how it ended is told in the words of %s", (_, response_metadata, finish) => {
  expect(fromLangChain(new AIMessage({ content: "Tea.", response_metadata })).finish).toBe(finish);
});

describe("standard content blocks", () => {
  const message = (content: object[], more: object = {}) =>
    new AIMessage({ content: content as never, response_metadata: { output_version: "v1", ...more } });
  test("with the cited passage stand for their block, whatever their offsets count", () => {
    const annotations = [
      {
        type: "citation",
        source: "char",
        title: "Opening hours",
        startIndex: 0,
        endIndex: 32,
        citedText: quote,
        document_index: 0,
      },
      { type: "citation", source: "page", startIndex: 3, endIndex: 4, citedText: "Tickets", document_index: 1 },
      { type: "citation", source: "1", startIndex: 3, endIndex: 4, citedText: "Tickets" },
      {
        type: "citation",
        source: "url",
        url: "https://museum.example/hours",
        citedText: quote,
        startIndex: Number.NaN,
      },
    ];
    const content = [
      { type: "text", text: "😀 So it is " },
      { type: "reasoning", reasoning: "Hm." },
      { type: "text", text: "closed on Mondays.", annotations },
    ];
    const answer = fromLangChain(message(content), { sources });
    expect(citedText(answer)).toEqual([
      ["hours", "closed on Mondays", quote],
      ["fares", "closed on Mondays", "Tickets"],
      ["fares", "closed on Mondays", "Tickets"],
      ["hours", "closed on Mondays", quote],
    ]);
    expect(answer.citations?.map(({ near }) => near)).toEqual([0, undefined, undefined, undefined]);
  });
  test("without one are markers in the text, in OpenAI's words too", () => {
    const text = `😀 It opens at nine. ${quote} ([a](https://museum.example/hours)) Bye.`;
    const start = [...text.slice(0, text.indexOf("([a]"))].length;
    const end = start + "([a](https://museum.example/hours))".length;
    const url = "https://museum.example/hours";
    const annotations = [
      { type: "citation", url, title: "t", startIndex: start, endIndex: end },
      { type: "url_citation", url, title: "t", start_index: start, end_index: end },
    ];
    const answer = fromLangChain(message([{ type: "text", text, annotations }]), { sources });
    expect(citedText(answer)).toEqual([
      ["hours", quote.slice(0, -1), undefined],
      ["hours", quote.slice(0, -1), undefined],
    ]);
  });
  test("with Anthropic's own citations", async () => {
    const citation = {
      type: "char_location",
      cited_text: quote,
      document_index: 0,
      document_title: null,
      start_char_index: 0,
      end_char_index: 32,
    };
    const answer = fromLangChain(message([{ type: "text", text: quote, citations: [citation] }]), { sources });
    expect(answer.citations).toEqual([{ sourceId: "hours", at: { start: 0, end: 32 }, quote, near: 0 }]);
    expect((await verify(answer)).status).toBe("verified");
    const altered = { ...citation, cited_text: "The museum is closed on Fridays." };
    const other = fromLangChain(message([{ type: "text", text: quote, citations: [altered] }]), { sources });
    expect((await check(quoted(), other)).status).toBe("fail");
  });
  test("with Google's grounding in the metadata", () => {
    const groundingMetadata = {
      groundingChunks: [{ web: { uri: "https://museum.example/hours" } }],
      groundingSupports: [{ segment: { startIndex: 7, endIndex: 39 }, groundingChunkIndices: [0] }],
    };
    const answer = fromLangChain(message([{ type: "text", text: `Über: ${quote}` }], { groundingMetadata }), {
      sources,
    });
    expect(citedText(answer)).toEqual([["hours", quote.slice(0, -1), undefined]]);
  });
});

describe("the output of a chain", () => {
  const context = [new Document({ pageContent: `${quote} It opens at nine.`, metadata: { source: "hours.md" } })];
  test.each([
    ["a retrieval chain", { input: "When?", context, answer: `${quote} [1]` }],
    ["a graph, with a message", { question: "When?", context, answer: new AIMessage({ content: `${quote} [1]` }) }],
    ["an older chain", { query: "When?", text: `${quote} [1]`, sourceDocuments: context }],
    ["one in snake case", { query: "When?", result: `${quote} [1]`, source_documents: context }],
  ])("of %s brings question and documents", async (_, output) => {
    const answer = fromLangChain(output as never);
    expect(answer).toEqual({ question: "When?", answer: `${quote} [1]`, sources: context, citations: [] });
    expect((await verify({ ...answer, finish: "stop" })).status).toBe("verified");
    const wrong = { ...answer, answer: answer.answer.replace("Mondays", "Fridays") };
    expect((await verify({ ...wrong, finish: "stop" })).status).toBe("escalated");
  });
  test("yields to what is given", () => {
    const answer = fromLangChain({ answer: quote, context }, { sources, question: "Which days?" });
    expect(answer).toMatchObject({ sources, question: "Which days?" });
  });
  test("without documents is refused", () => {
    expect(() => fromLangChain({ answer: quote })).toThrow(/^message\.context: expected a chain's documents/);
  });
});

test.each([
  ["nothing", undefined],
  ["text", quote],
  ["a message without content", { role: "ai" }],
  ["an answer that is none", { answer: 7, context: [] }],
])("%s is no message", (_, given) => {
  expect(() => fromLangChain(given as never)).toThrow(/^message[a-z.]*: expected a message/);
});

test.each([
  ["annotations", { annotations: {} }, "message.content[0].annotations: expected an array"],
  ["citations", { citations: "a" }, "message.content[0].citations: expected an array"],
  ["a quote", { annotations: [{ type: "citation", citedText: 7 }] }, "message.content[0].annotations[0].citedText: expected the quote"],
  ["Anthropic's quote", { citations: [{ cited_text: {} }] }, "message.content[0].citations[0].cited_text: expected the quote"],
])("%s that cannot be read are refused", (_, more, message) => {
  expect(() => fromLangChain({ content: [{ type: "text", text: "Tea.", ...more }] })).toThrow(message);
}); // biome-ignore format: a table
