import { FinishReason, type GenerateContentResponse, type GroundingMetadata, type Part } from "@google/genai";
import { describe, expect, test } from "vitest";
import { verify } from "vouchsafe";
import { fromGemini } from "vouchsafe/read";
import { citedText } from "./cited-text.ts";

const response = (parts: Part[], groundingMetadata: GroundingMetadata = {}, finishReason = FinishReason.STOP) =>
  ({
    candidates: [{ content: { role: "model", parts }, finishReason, groundingMetadata }],
    usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 4 },
  }) satisfies Partial<GenerateContentResponse> as unknown as GenerateContentResponse;

const bytes = (text: string): number => new TextEncoder().encode(text).length;
/** The segment of some words of a part, as the service writes it: bytes, and no start where that is 0. */
function segment(part: string, words: string, partIndex?: number, withText = true) {
  const start = bytes(part.slice(0, part.indexOf(words)));
  return {
    ...(partIndex === undefined ? {} : { partIndex }),
    ...(start === 0 ? {} : { startIndex: start }),
    endIndex: start + bytes(words),
    ...(withText ? { text: words } : {}),
  };
}
const web = (uri: string, title = "example.org") => ({ web: { uri, title } });
const retrieved = (uri: string, text: string) => ({ retrievedContext: { uri, title: "A file", text } });

describe("segments count the bytes of UTF-8", () => {
  const words = "博物館は月曜日に休みます。";
  test.each([
    ["after nothing", `${words} It opens at nine.`],
    ["after ASCII", `It opens at nine. ${words}`],
    ["after emoji", `👩‍👩‍👧 🏛️ Über: ${words} It opens at nine.`],
    ["after Arabic", `المتحف مفتوح. ${words}`],
    ["after Hindi", `संग्रहालय खुला है। ${words}`],
  ])("%s", (_, text) => {
    for (const withText of [true, false]) {
      const grounding = {
        groundingChunks: [web("https://a.example/1")],
        groundingSupports: [{ segment: segment(text, words, undefined, withText), groundingChunkIndices: [0] }],
      };
      const { answer, citations } = fromGemini(response([{ text }], grounding));
      const { start = 0, end = 0 } = citations?.[0]?.at ?? {};
      expect(answer.slice(start, end)).toBe(words);
    }
  });

  test("of one part, thoughts counted as parts and no part of the text", () => {
    const [first, second] = ["Ünder the roof. ", "It is closed 😀 on Mondays."];
    const grounding = {
      groundingChunks: [web("https://a.example/1"), web("https://a.example/2")],
      groundingSupports: [
        { segment: segment(second, "closed 😀 on Mondays", 2), groundingChunkIndices: [1, 0] },
        { segment: segment(first, "Ünder the roof", 1), groundingChunkIndices: [0] },
      ],
    };
    const answer = fromGemini(response([{ text: "Hm.", thought: true }, { text: first }, { text: second }], grounding));
    expect(answer.answer).toBe(first + second);
    expect(citedText(answer)).toEqual([
      ["https://a.example/2", "closed 😀 on Mondays", undefined],
      ["https://a.example/1", "closed 😀 on Mondays", undefined],
      ["https://a.example/1", "Ünder the roof", undefined],
    ]);
  });

  test("and what a segment says of its text wins, wherever that stands", () => {
    const text = "It opens at nine. It is closed on Mondays. It opens at nine.";
    const placed = (own: object) =>
      fromGemini(
        response([{ text: "Hm.", thought: true }, { text }], {
          groundingChunks: [web("u")],
          groundingSupports: [{ segment: own, groundingChunkIndices: [0] }],
        }),
      ).citations?.[0]?.at;
    expect(placed({ startIndex: 3, endIndex: 9, text: "It is closed" })).toEqual({ start: 18, end: 30 });
    expect(placed({ partIndex: 1, startIndex: 50, endIndex: 51, text: "It opens" })).toEqual({ start: 43, end: 51 });
    expect(placed({ partIndex: 7, startIndex: 3, endIndex: 9, text: "It is closed" })).toEqual({ start: 18, end: 30 });
    expect(placed({ startIndex: 0, endIndex: 5, text: "not there" })).toBeUndefined();
    expect(placed({ partIndex: 1, startIndex: 2, endIndex: 5 })).toEqual({ start: 2, end: 5 });
    for (const [startIndex, endIndex] of [
      [-1, 4],
      [9, 4],
      [0, 900],
      [0.5, 4],
      ["0", "4"],
      [0, undefined],
    ])
      expect(placed({ partIndex: 1, startIndex, endIndex })).toBeUndefined();
  });

  test("a byte within a character is no offset", () => {
    const grounding = {
      groundingChunks: [web("u")],
      groundingSupports: [{ segment: { startIndex: 1, endIndex: 4 }, groundingChunkIndices: [0] }],
    };
    expect(fromGemini(response([{ text: "😀😀" }], grounding)).citations).toEqual([{ sourceId: "u" }]);
  });
});

describe("chunks", () => {
  const text = "It is closed on Mondays.";
  const supports = [{ segment: segment(text, text), groundingChunkIndices: [0] }];
  const withChunk = (chunk: object, sources?: Parameters<typeof fromGemini>[1]) =>
    fromGemini(response([{ text }], { groundingChunks: [chunk], groundingSupports: supports }), sources);
  test("of the web have no text, so they are found among the sources given, by address", () => {
    expect(withChunk(web("https://a.example/1"))).toMatchObject({
      sources: [],
      citations: [{ sourceId: "https://a.example/1" }],
    });
    const sources = [{ id: "hours", url: "https://a.example/1/", text }];
    expect(withChunk(web("https://a.example/1"), { sources }).citations?.[0]?.sourceId).toBe("hours");
  });
  test("that were retrieved bring their text as sources", () => {
    const answer = withChunk(retrieved("gs://b/hours.md", text));
    expect(answer.sources).toEqual([{ id: "gs://b/hours.md", text, title: "A file" }]);
    expect(answer.citations?.[0]?.sourceId).toBe("gs://b/hours.md");
  });
  test("of one file are chunks of one document", () => {
    const groundingChunks = [
      retrieved("gs://b/a.md", "One."),
      retrieved("gs://b/a.md", text),
      retrieved("gs://b/a.md", "One."),
    ];
    const groundingSupports = [{ segment: segment(text, text), groundingChunkIndices: [1, 2] }];
    const answer = fromGemini(response([{ text }], { groundingChunks, groundingSupports }));
    expect(answer.sources).toMatchObject([
      { id: "gs://b/a.md", text: "One.", documentId: "gs://b/a.md" },
      { id: "gs://b/a.md (2)", text, documentId: "gs://b/a.md" },
    ]);
    expect(answer.citations?.map(({ sourceId }) => sourceId)).toEqual(["gs://b/a.md (2)", "gs://b/a.md"]);
  });
  test("that are not there are cited as what they are", () => {
    const groundingSupports = [
      { segment: segment(text, text), groundingChunkIndices: [5, -1, "0" as unknown as number] },
    ];
    const { citations } = fromGemini(response([{ text }], { groundingChunks: [web("u")], groundingSupports }));
    expect(citations?.map(({ sourceId }) => sourceId)).toEqual([
      "grounding chunk 5",
      "grounding chunk -1",
      "a grounding chunk",
    ]);
  });
});

test("what is recited from a page is cited too", () => {
  const text = "Ünd: To be, or not to be.";
  const candidates = [
    {
      content: { parts: [{ text }] },
      citationMetadata: { citationSources: [{ startIndex: 6, endIndex: 26, uri: "https://a.example" }] },
    },
  ];
  expect(citedText(fromGemini({ candidates }))).toEqual([["https://a.example", "To be, or not to be", undefined]]);
});

test.each([
  [FinishReason.STOP, "stop"],
  [FinishReason.MAX_TOKENS, "length"],
  [FinishReason.SAFETY, "content-filter"],
  [FinishReason.RECITATION, "content-filter"],
  [FinishReason.BLOCKLIST, "content-filter"],
  [FinishReason.PROHIBITED_CONTENT, "content-filter"],
  [FinishReason.SPII, "content-filter"],
  [FinishReason.MALFORMED_FUNCTION_CALL, "error"],
  [FinishReason.LANGUAGE, "other"],
  [FinishReason.OTHER, "other"],
] as const)("%s is %s", (reason, finish) => {
  expect(fromGemini(response([{ text: "Tea." }], {}, reason))).toMatchObject({
    finish,
    usage: { inputTokens: 9, outputTokens: 4 },
  });
});

test("a prompt that was blocked is an empty answer that was filtered, and nothing is no response", () => {
  expect(fromGemini({ promptFeedback: { blockReason: "SAFETY" } })).toMatchObject({
    answer: "",
    finish: "content-filter",
  });
  for (const given of [undefined, "Tea.", {}, { candidates: [] }, { candidates: null }])
    expect(() => fromGemini(given as never)).toThrow(/^response\.candidates\[0\]: expected a candidate/);
  expect(fromGemini({ candidates: [{ finishReason: "SAFETY" }] })).toMatchObject({
    answer: "",
    finish: "content-filter",
  });
});

test("end to end: what the retrieved text carries is verified, and nothing else", async () => {
  const statusOf = async (text: string) => {
    const groundingChunks = [retrieved("gs://b/hours.md", "The museum is closed on Mondays and opens at nine.")];
    const groundingSupports = [{ segment: segment(text, text), groundingChunkIndices: [0] }];
    return (await verify(fromGemini(response([{ text }], { groundingChunks, groundingSupports })))).status;
  };
  expect(await statusOf("The museum is closed on Mondays.")).toBe("verified");
  expect(await statusOf("The museum is closed on Sundays.")).toBe("escalated");
});

test.each([
  ["supports", { groundingMetadata: { groundingSupports: {} } }, "groundingMetadata.groundingSupports: expected an array"],
  ["indices", { groundingMetadata: { groundingSupports: [{ groundingChunkIndices: 0 }] } }, "groundingMetadata.groundingSupports[0].groundingChunkIndices: expected an array"],
  ["what is recited", { citationMetadata: { citations: {} } }, "response.candidates[0].citationMetadata.citations: expected an array"],
])("%s that are no array are refused", (_, more, message) => {
  expect(() => fromGemini({ candidates: [{ content: { parts: [{ text: "Tea." }] }, ...more }] })).toThrow(message);
}); // biome-ignore format: a table
