import type {
  Citation,
  RetrieveAndGenerateCommandOutput,
  RetrievedReference,
} from "@aws-sdk/client-bedrock-agent-runtime";
import { describe, expect, test } from "vitest";
import { check, quoted, verify } from "vouchsafe";
import { fromBedrock } from "vouchsafe/read";
import { citedText } from "./cited-text.ts";

const inS3 = (uri: string, text: string): RetrievedReference => ({
  content: { text },
  location: { type: "S3", s3Location: { uri } },
  metadata: { title: "A file" },
});
const hours = inS3("s3://b/hours.md", "The museum is closed on Mondays. It opens at nine.");

const generated = (text: string, citations: Citation[]): RetrieveAndGenerateCommandOutput => ({
  $metadata: {},
  sessionId: "s",
  output: { text },
  citations,
});
const points = (text: string): number => [...text].length;

/** The citation of some words of a text; `past` is how far behind their last character `end` lies. */
function citation(text: string, words: string, references: RetrievedReference[] = [hours], past = 0): Citation {
  const start = points(text.slice(0, text.indexOf(words)));
  const span = { start, end: start + points(words) - 1 + past };
  return { generatedResponsePart: { textResponsePart: { text: words, span } }, retrievedReferences: references };
}

describe("a part of what was generated", () => {
  const words = "The museum is closed on Mondays.";
  test.each([
    ["with an inclusive end", `Welcome. ${words} Bye.`, 0],
    ["with an exclusive end", `Welcome. ${words} Bye.`, 1],
    ["after emoji", `😀👩‍👩‍👧 Welcome. ${words} ${words}`, 0],
    ["after another script", `歓迎。𠮷 ${words}`, 1],
    ["with an end that is far off", `Welcome. ${words} Bye.`, 7],
  ])("%s", (_, text, past) => {
    const { answer, citations } = fromBedrock(generated(text, [citation(text, words, [hours], past)]));
    const at = citations?.[0]?.at;
    expect(at?.start).toBe(text.indexOf(words));
    expect(answer.slice(at?.start, at?.end)).toBe(words);
  });
  test("cites each of its references, and none if there are none", () => {
    const text = `Welcome. ${words}`;
    const given = [citation(text, "Welcome.", []), citation(text, words, [hours, inS3("s3://b/b.md", "Other.")])];
    expect(fromBedrock(generated(text, given)).citations?.map(({ sourceId }) => sourceId)).toEqual([
      "s3://b/hours.md",
      "s3://b/b.md",
    ]);
  });
  test("whose words are not in the text has no place", () => {
    const cited = citation(words, words);
    expect(fromBedrock(generated("Something else.", [cited])).citations).toEqual([{ sourceId: "s3://b/hours.md" }]);
  });
});

describe("references", () => {
  const text = "The museum is closed on Mondays.";
  test("are sources, each once, and of one place chunks of one document", () => {
    const other = inS3("s3://b/hours.md", "It opens at nine on other days.");
    const given = [citation(text, text, [hours, other]), citation(text, text, [other, hours])];
    const answer = fromBedrock(generated(text, given));
    expect(answer.sources).toEqual([
      { id: "s3://b/hours.md", title: "A file", text: hours.content?.text, documentId: "s3://b/hours.md" },
      { id: "s3://b/hours.md (2)", title: "A file", text: other.content?.text, documentId: "s3://b/hours.md" },
    ]);
    expect(answer.citations?.map(({ sourceId }) => sourceId.slice(15))).toEqual(["", " (2)", " (2)", ""]);
  });
  test.each([
    ["the web", { type: "WEB", webLocation: { url: "https://a.example/1" } }, "https://a.example/1"],
    ["Confluence", { type: "CONFLUENCE", confluenceLocation: { url: "https://a.example/2" } }, "https://a.example/2"],
    ["SharePoint", { type: "SHAREPOINT", sharePointLocation: { url: "https://a.example/3" } }, "https://a.example/3"],
    ["documents of one's own", { type: "CUSTOM", customDocumentLocation: { id: "doc-7" } }, "doc-7"],
    ["Kendra", { type: "KENDRA", kendraDocumentLocation: { uri: "https://a.example/4" } }, "https://a.example/4"],
  ] as const)("in %s are called after it", (_, location, id) => {
    const reference: RetrievedReference = { content: { text: "Closed." }, location };
    expect(fromBedrock(generated(text, [citation(text, text, [reference])]))).toMatchObject({
      sources: [{ id, ...(id.startsWith("https") ? { url: id } : {}) }],
      citations: [{ sourceId: id }],
    });
  });
  test("are found among the sources given, and keep their names otherwise", () => {
    const sources = [{ id: "hours", text, metadata: { source: "s3://b/hours.md" } }];
    const answer = fromBedrock(generated(text, [citation(text, text, [hours, inS3("s3://b/x", "x"), {}])]), {
      sources,
    });
    expect(answer.citations?.map(({ sourceId }) => sourceId)).toEqual(["hours", "s3://b/x", "a retrieved reference"]);
  });
});

test("a guardrail that stepped in has filtered the answer; how else it ended is not told", () => {
  expect(fromBedrock({ ...generated("No.", []), guardrailAction: "INTERVENED" }).finish).toBe("content-filter");
  expect("finish" in fromBedrock({ ...generated("Yes.", []), guardrailAction: "NONE" })).toBe(false);
});

describe("a conversation", () => {
  const faq = "The shop is closed on Sundays. Parcels leave every evening.";
  const sources = [
    { id: "policy", text: "Fees are kept." },
    { id: "faq", text: faq, url: "https://shop.example/faq" },
  ];
  const quote = "The shop is closed on Sundays.";
  const conversation = (location: object, text = quote) => ({
    output: {
      message: {
        role: "assistant",
        content: [
          { reasoningContent: { reasoningText: { text: "Hm." } } },
          { text: "😀 " },
          {
            citationsContent: {
              content: [{ text: "The shop is closed " }, { text: "on Sundays." }],
              citations: [{ title: "Questions", sourceContent: [{ text }], location }],
            },
          },
        ],
      },
    },
    stopReason: "end_turn",
    usage: { inputTokens: 5, outputTokens: 6, totalTokens: 11 },
  });
  test.each([
    ["characters", { documentChar: { documentIndex: 1, start: 0, end: 30 } }, 0],
    ["pages", { documentPage: { documentIndex: 1, start: 1, end: 2 } }, undefined],
    ["chunks", { documentChunk: { documentIndex: 1, start: 0, end: 1 } }, undefined],
    ["the web", { web: { url: "https://shop.example/faq", domain: "shop.example" } }, undefined],
    ["a search result", { searchResultLocation: { searchResultIndex: 1, start: 0, end: 1 } }, undefined],
  ])("cites %s with the quote", async (_, location, near) => {
    const answer = fromBedrock(conversation(location), { sources });
    expect(answer).toMatchObject({ answer: `😀 ${quote}`, finish: "stop", usage: { inputTokens: 5, outputTokens: 6 } });
    expect(citedText(answer)).toEqual([["faq", quote.slice(0, -1), quote]]);
    expect(answer.citations?.[0]?.near).toBe(near);
    expect((await verify(answer)).status).toBe("verified");
    const altered = fromBedrock(conversation(location, "The shop is closed on Fridays."), { sources });
    expect((await check(quoted(), altered)).status).toBe("fail");
  });
});

test.each([
  ["nothing", undefined],
  ["no output", { sessionId: "s" }],
  ["an output without text", { output: { text: 7 } }],
  ["a message without content", { output: { message: {} } }],
])("%s is no response", (_, given) => {
  expect(() => fromBedrock(given as never)).toThrow(/^response\.output: expected \{ text \}/);
});

test("end to end: what the references carry is verified, and nothing else", async () => {
  const statusOf = async (text: string) => (await verify(fromBedrock(generated(text, [citation(text, text)])))).status;
  expect(await statusOf("The museum is closed on Mondays.")).toBe("verified");
  expect(await statusOf("The museum is closed on Sundays.")).toBe("escalated");
});

const ofMessage = (citationsContent: object) => ({ output: { message: { content: [{ citationsContent }] } } });
test.each([
  ["citations", { output: { text: "Tea." }, citations: {} }, "response.citations: expected an array"],
  ["references", { output: { text: "Tea." }, citations: [{ retrievedReferences: "a" }] }, "response.citations[0].retrievedReferences: expected an array"],
  ["a message's citations", ofMessage({ citations: {} }), "response.output.message.content[0].citationsContent.citations: expected an array"],
  ["a quote", ofMessage({ citations: [{ sourceContent: [{ text: 7 }] }] }), "citationsContent.citations[0].sourceContent[0].text: expected the quote"],
])("%s that cannot be read are refused", (_, given, message) => {
  expect(() => fromBedrock(given as never)).toThrow(message);
}); // biome-ignore format: a table
