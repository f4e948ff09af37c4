import type { GenerateTextResult, ToolSet, UIMessage } from "ai";
import { describe, expect, test } from "vitest";
import { check, quoted, verify } from "vouchsafe";
import { fromAiSdk } from "vouchsafe/read";
import { citedText } from "./cited-text.ts";

type Result = GenerateTextResult<ToolSet, never, never>;
type Content = Result["content"];
type Source = Result["sources"][number];

const quote = "The museum is closed on Mondays.";
const sources = [
  { id: "hours", title: "Opening hours", url: "https://museum.example/hours", text: `${quote} It opens at nine.` },
  { id: "fares", title: "fares.pdf", text: "Tickets cost 12 euros." },
];
const page: Source = {
  type: "source",
  sourceType: "url",
  id: "s1",
  url: "https://museum.example/hours",
  title: "Opening hours",
};
const file: Source = {
  type: "source",
  sourceType: "document",
  id: "s2",
  mediaType: "application/pdf",
  title: "fares.pdf",
};

const result = (content: Content, more: Partial<Result> = {}): Result =>
  ({
    content,
    text: content.flatMap((part) => (part.type === "text" ? part.text : [])).join(""),
    sources: content.filter((part) => part.type === "source"),
    finishReason: "stop",
    usage: { inputTokens: 12, outputTokens: 3, totalTokens: 15 },
    ...more,
  }) satisfies Partial<Omit<Result, "usage">> & { usage?: object } as unknown as Result;

const text = (own: string, more: Partial<Extract<Content[number], { type: "text" }>> = {}): Content[number] => ({
  type: "text",
  text: own,
  ...more,
});

describe("sources alone", () => {
  test("are citations without a place, each once, by address and by title", () => {
    const answer = fromAiSdk(result([text(quote), page, page, file]), { sources });
    expect(answer).toEqual({
      answer: quote,
      sources,
      citations: [{ sourceId: "hours" }, { sourceId: "fares" }],
      finish: "stop",
      usage: { inputTokens: 12, outputTokens: 3 },
    });
  });
  test("keep their addresses and titles where none is given", () => {
    const answer = fromAiSdk(result([text(quote), page, file]));
    expect(answer).toMatchObject({
      sources: [],
      citations: [{ sourceId: page.sourceType === "url" ? page.url : "" }, { sourceId: "fares.pdf" }],
    });
  });
  test("of a result whose text is of other steps too", () => {
    const answer = fromAiSdk(result([text("Part."), page], { text: `First. ${quote}` }), { sources });
    expect(answer).toMatchObject({ answer: `First. ${quote}`, citations: [{ sourceId: "hours" }] });
  });
});

describe("citations on a text part", () => {
  test("with the cited passage stand for the part, and win over sources", () => {
    const cited = text("closed on Mondays", { citations: [{ source: page, citedText: quote }] });
    const answer = fromAiSdk(result([text("😀 It is "), cited, text("."), file]), { sources });
    expect(citedText(answer)).toEqual([["hours", "closed on Mondays", quote]]);
  });
  test("with offsets stand for the words there, or for the sentence that a marker ends", () => {
    const own = "😀 It opens at nine. The museum is closed on Mondays [1]. Bye.";
    const words = own.indexOf("The museum is closed on Mondays");
    const marker = own.indexOf("[1]");
    const citations = [
      { source: page, startIndex: words, endIndex: words + 31, citedText: quote },
      { source: page, startIndex: marker, endIndex: marker + 3 },
      { source: page, startIndex: -3, endIndex: 900 },
    ];
    const answer = fromAiSdk(result([text(own, { citations })]), { sources });
    expect(citedText(answer)).toEqual([
      ["hours", "The museum is closed on Mondays", quote],
      ["hours", "The museum is closed on Mondays", undefined],
      ["hours", undefined, undefined],
    ]);
  });
});

describe("where the text is not what its parts make up", () => {
  const cited = text("It is closed.", { citations: [{ source: page, citedText: quote }] });
  const annotated = text("Tickets cost 12 euros.", {
    providerMetadata: {
      openai: { annotations: [{ type: "file_citation", file_id: "f", filename: "fares.pdf", index: 22 }] },
    },
  });
  const behind: Source = { ...file, providerMetadata: { anthropic: { citedText: "Tickets cost 12 euros." } } };
  test.each([
    ["a space at the end", "It is closed.Tickets cost 12 euros. "],
    ["a line between", "It is closed.\n\nTickets cost 12 euros."],
    ["other steps before", "I look. It is closed. Tickets cost 12 euros."],
  ])("citations stand for the words of their part: %s", (_, whole) => {
    const answer = fromAiSdk(result([cited, annotated, behind], { text: whole }), { sources });
    expect(answer.answer).toBe(whole);
    expect(citedText(answer)).toEqual([
      ["hours", "It is closed", quote],
      ["fares", "Tickets cost 12 euros", undefined],
      ["fares", "Tickets cost 12 euros", "Tickets cost 12 euros."],
    ]);
  });
  test("each part behind the one before it", () => {
    const answer = fromAiSdk(result([cited, cited], { text: "It is closed.        \n\nIt is closed. " }), { sources });
    expect(answer.citations?.map(({ at }) => at?.start)).toEqual([0, 23]);
  });
  test("and have no place where the text has not got the part", () => {
    const answer = fromAiSdk(result([text("It"), cited, annotated, behind], { text: "It was shut." }), { sources });
    expect(answer.citations).toEqual([
      { sourceId: "hours", quote },
      { sourceId: "fares" },
      { sourceId: "fares", quote: "Tickets cost 12 euros." },
    ]);
  });
});

test.each([
  ["citations", text("x", { citations: {} as never }), /^result\.content\[0\]\.citations: expected an array/],
  ["a quote", text("x", { citations: [{ source: page, citedText: 7 as never }] }), /^result\.content\[0\]\.citations\[0\]\.citedText: expected the quote/],
  ["annotations", text("x", { providerMetadata: { openai: { annotations: "a" } } }), /^result\.content\[0\]\.providerMetadata\.openai\.annotations: expected an array/],
  ["a source's quote", { ...page, providerMetadata: { anthropic: { citedText: ["a"] } } } as Source, /^result\.content\[0\]\.providerMetadata\.anthropic\.citedText: expected the quote/],
] as const)("%s that cannot be read is refused", (_, part, message) => {
  expect(() => fromAiSdk(result([part]))).toThrow(message);
}); // biome-ignore format: a table

describe("what a provider adds", () => {
  test("Anthropic: the cited text, on the sources behind the part that cites them", async () => {
    const cited: Source = {
      ...file,
      title: "Opening hours",
      providerMetadata: { anthropic: { citedText: quote, startCharIndex: 0, endCharIndex: 32 } },
    };
    const answer = fromAiSdk(result([text("Hello! "), text(quote), cited]), { sources });
    expect(answer.citations).toEqual([{ sourceId: "hours", at: { start: 7, end: 39 }, quote, near: 0 }]);
    expect((await verify(answer)).status).toBe("verified");
    const other: Source = {
      ...cited,
      providerMetadata: { anthropic: { citedText: "The museum is closed on Fridays." } },
    };
    expect((await check(quoted(), fromAiSdk(result([text(quote), other]), { sources }))).status).toBe("fail");
  });
  test("OpenAI: annotations on the text part", () => {
    const own = `😀 It opens at nine. ${quote} ([a](https://museum.example/hours))`;
    const start = [...own.slice(0, own.indexOf("([a]"))].length;
    const annotation = {
      type: "url_citation",
      url: "https://museum.example/hours",
      title: "t",
      start_index: start,
      end_index: [...own].length,
    };
    const answer = fromAiSdk(
      result([text(own, { providerMetadata: { openai: { annotations: [annotation] } } }), page]),
      { sources },
    );
    expect(citedText(answer)).toEqual([["hours", quote.slice(0, -1), undefined]]);
  });
  test("Google: grounding, in bytes, with what was retrieved as sources", async () => {
    const own = `Über: ${quote}`;
    const groundingMetadata = {
      groundingChunks: [{ retrievedContext: { uri: "gs://b/hours", title: "t", text: sources[0]?.text ?? "" } }],
      groundingSupports: [{ segment: { startIndex: 7, endIndex: 39 }, groundingChunkIndices: [0] }],
    };
    const answer = fromAiSdk(result([text(own)], { providerMetadata: { google: { groundingMetadata } } }));
    expect(citedText(answer)).toEqual([["gs://b/hours", quote.slice(0, -1), undefined]]);
    expect((await verify(answer)).status).toBe("verified");
  });
});

test("a message of the interface is read by its parts", () => {
  const message: UIMessage = {
    id: "m",
    role: "assistant",
    parts: [
      { type: "step-start" },
      { type: "reasoning", text: "Hm." },
      { type: "text", text: "I look." },
      { type: "dynamic-tool", toolName: "f", toolCallId: "1", state: "input-available", input: {} },
      { type: "text", text: quote },
      { type: "source-url", sourceId: "s1", url: "https://museum.example/hours" },
      {
        type: "source-document",
        sourceId: "s2",
        mediaType: "text/plain",
        title: "fares.pdf",
        providerMetadata: { anthropic: { citedText: "Tickets cost 12 euros." } },
      },
    ],
  };
  const answer = fromAiSdk(message, { sources });
  expect(answer.answer).toBe(`I look.\n\n${quote}`);
  expect(citedText(answer)).toEqual([["fares", quote.slice(0, -1), "Tickets cost 12 euros."]]);
  expect("finish" in answer).toBe(false);
});

test.each([
  ["stop", "stop"],
  ["length", "length"],
  ["content-filter", "content-filter"],
  ["tool-calls", "tool-calls"],
  ["error", "error"],
  ["interrupted", "other"],
  ["other", "other"],
] as const)("%s is %s", (finishReason, finish) => {
  expect(fromAiSdk(result([text("Tea.")], { finishReason })).finish).toBe(finish);
});

test.each([
  ["nothing", undefined],
  ["text", "Tea."],
  ["a stream that was not awaited", { text: Promise.resolve("Tea."), sources: Promise.resolve([]) }],
  ["a message with content", { role: "assistant", content: "Tea." }],
])("%s is no result", (_, given) => {
  expect(() => fromAiSdk(given as never)).toThrow(/^result: expected a result/);
});
