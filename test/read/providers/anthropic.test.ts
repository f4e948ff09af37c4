import type { Message, TextBlock, TextCitation } from "@anthropic-ai/sdk/resources";
import { describe, expect, test } from "vitest";
import { check, grounded, quoted, verify } from "vouchsafe";
import { fromAnthropic } from "vouchsafe/read";
import { citedText } from "./cited-text.ts";

const policy = "🧾 Refunds 🧾 are paid within 30 days. Express fees are not refunded. 退款需要三十天。";
const faq = "The shop is closed on Sundays. Parcels leave every evening.";
const sources = [
  { id: "policy", title: "Refund policy", text: policy },
  { id: "faq", title: "Questions", url: "https://shop.example/faq", text: faq },
];

const block = (text: string, citations: TextCitation[] | null = null): TextBlock => ({ type: "text", text, citations });
const message = (content: Message["content"], stop_reason: Message["stop_reason"] = "end_turn"): Message =>
  ({
    id: "m",
    type: "message",
    role: "assistant",
    model: "m",
    content,
    stop_reason,
    stop_sequence: null,
    usage: { input_tokens: 11, output_tokens: 5 },
  }) satisfies Omit<Message, "usage" | "container" | "stop_details" | "diagnostics"> & {
    usage: object;
  } as unknown as Message;

const points = (text: string): number => [...text].length;
const inDocument = (cited_text: string, more: Partial<TextCitation> = {}): TextCitation => {
  const start_char_index = points(policy.slice(0, policy.indexOf(cited_text)));
  return {
    type: "char_location",
    cited_text,
    document_index: 0,
    document_title: "Refund policy",
    file_id: null,
    start_char_index,
    end_char_index: start_char_index + points(cited_text),
    ...more,
  } as TextCitation;
};
const fees = "Express fees are not refunded.";

describe("each kind of location", () => {
  const rows: readonly (readonly [kind: string, citation: TextCitation, id: string, quote: string])[] = [
    ["characters", inDocument(fees), "policy", fees],
    ["pages", { type: "page_location", cited_text: fees, document_index: 0, document_title: null, file_id: null, start_page_number: 1, end_page_number: 2 }, "policy", fees],
    ["blocks", { type: "content_block_location", cited_text: "The shop is closed on Sundays.", document_index: 1, document_title: null, file_id: null, start_block_index: 0, end_block_index: 1 }, "faq", "The shop is closed on Sundays."],
    ["a search result", { type: "search_result_location", cited_text: faq, search_result_index: 1, source: "https://shop.example/faq", title: "Questions", start_block_index: 0, end_block_index: 1 }, "faq", faq],
    ["a page of the web", { type: "web_search_result_location", cited_text: "Parcels leave every evening.", encrypted_index: "x", title: "t", url: "https://shop.example/faq" }, "faq", "Parcels leave every evening."],
  ]; // biome-ignore format: a table
  test.each(rows)("%s", (_, citation, id, quote) => {
    const answer = fromAnthropic(message([block("It says: "), block("no fees", [citation]), block(".")]), { sources });
    expect(answer.answer).toBe("It says: no fees.");
    expect(citedText(answer)).toEqual([[id, "no fees", quote]]);
  });
  test.each(rows)("%s, in a quote that the source has", async (_, citation, __, quote) => {
    const answer = fromAnthropic(message([block(quote, [citation])]), { sources });
    expect((await verify(answer)).status).toBe("verified");
    const altered = { ...citation, cited_text: quote.replace(/Express|Sundays|evening/, "certain") };
    const other = fromAnthropic(message([block(quote, [altered])]), { sources });
    expect((await check(quoted(), other)).status).toBe("fail");
  });
});

describe("where a quote stands", () => {
  const nearOf = (citation: TextCitation) =>
    fromAnthropic(message([block("Fees are kept.", [citation])]), { sources }).citations?.[0]?.near;
  test("is told in UTF-16 units, though the service counts code points", () => {
    const units = policy.indexOf(fees);
    expect(points(policy.slice(0, units))).toBe(units - 2);
    expect(nearOf(inDocument(fees))).toBe(units);
    expect(nearOf(inDocument(fees, { start_char_index: units }))).toBe(units);
    expect(policy.startsWith("退款", nearOf(inDocument("退款需要三十天。")))).toBe(true);
  });
  test("is taken as it is where no source is known, or no such offset", () => {
    expect(fromAnthropic(message([block("x", [inDocument(fees)])])).citations?.[0]?.near).toBe(37);
    expect(nearOf(inDocument(fees, { start_char_index: 9_000 }))).toBe(9_000);
    for (const broken of [-1, Number.NaN, 0.5, "3", null])
      expect(nearOf(inDocument(fees, { start_char_index: broken as number }))).toBeUndefined();
  });
});

describe("which source is meant", () => {
  const idOf = (more: Partial<TextCitation>, given: Parameters<typeof fromAnthropic>[1] = { sources }) =>
    fromAnthropic(message([block("x", [inDocument(fees, more)])]), given).citations?.[0]?.sourceId;
  test.each([
    ["its title, whatever its position", { document_index: 0, document_title: "Questions" }, "faq"],
    ["its position, where no source has its title", { document_index: 1, document_title: "Other" }, "faq"],
    ["its position, where it has no title", { document_index: 1, document_title: null }, "faq"],
    ["nothing known: its own title", { document_index: 9, document_title: "Other" }, "Other"],
    ["nothing at all: its number, which is no position", { document_index: 9, document_title: null }, "document 10"],
    ["a title that is a number, which is no position", { document_index: 9, document_title: "2" }, "“2”"],
  ] as const)("%s", (_, more, id) => {
    expect(idOf(more)).toBe(id);
  });
  test("without sources: the position from 1", () => {
    expect(idOf({ document_index: 1, document_title: null }, {})).toBe("2");
  });
  test("of bare texts: the position, which is their id", () => {
    expect(idOf({ document_index: 1, document_title: null }, { sources: [policy, faq] })).toBe("2");
  });
});

describe("blocks", () => {
  test("side by side are one text, and a call of a tool between them ends a paragraph", () => {
    const tool = { type: "server_tool_use", id: "1", name: "web_search", input: {} } as unknown as TextBlock;
    const thought = { type: "thinking", thinking: "Hm.", signature: "" } as const;
    const answer = fromAnthropic(
      message([
        thought,
        block("I look it up."),
        tool,
        block("The shop is "),
        block("closed 😀", [inDocument(fees)]),
        block(" on Sundays.", []),
      ]),
      { sources },
    );
    expect(answer.answer).toBe("I look it up.\n\nThe shop is closed 😀 on Sundays.");
    expect(citedText(answer)).toEqual([["policy", "closed 😀", fees]]);
  });
  test("without text are an empty answer", () => {
    const call = { type: "tool_use", id: "1", name: "f", input: {} } as unknown as TextBlock;
    expect(fromAnthropic(message([call], "tool_use"))).toMatchObject({
      answer: "",
      citations: [],
      finish: "tool-calls",
    });
    expect(fromAnthropic(message([]))).toMatchObject({ answer: "", citations: [] });
  });
});

test.each([
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["refusal", "content-filter"],
  ["tool_use", "tool-calls"],
  ["pause_turn", "other"],
] as const)("%s is %s", (reason, finish) => {
  expect(fromAnthropic(message([block("Tea.")], reason)).finish).toBe(finish);
});

test("what was counted, the question and the sources come along", () => {
  expect(fromAnthropic(message([block("Tea.")]), { sources, question: "What?" })).toEqual({
    question: "What?",
    answer: "Tea.",
    sources,
    citations: [],
    finish: "stop",
    usage: { inputTokens: 11, outputTokens: 5 },
  });
});

test.each([
  ["nothing", undefined],
  ["text", "Tea."],
  ["a message whose content is text", { content: "Tea." }],
  ["an error", { type: "error", error: {} }],
])("%s is no message", (_, given) => {
  expect(() => fromAnthropic(given as never)).toThrow(/^message: expected a message/);
});

test.each([
  ["citations", { citations: {} }, "message.content[0].citations: expected an array, or no such field"],
  ["citations as text", { citations: "policy" }, "message.content[0].citations: expected an array, or no such field"],
  ["a quote", { citations: [inDocument(fees, { cited_text: [fees] as never })] }, "message.content[0].citations[0].cited_text: expected the quote as text"],
])("%s that cannot be read are refused, with their place", (_, more, text) => {
  expect(() => fromAnthropic(message([{ ...block("x"), ...more } as TextBlock]))).toThrow(text);
}); // biome-ignore format: a table

describe("in a wrapped function", () => {
  const reply = message([block("Express fees are not refunded.", [inDocument(fees)])]);
  test("a response without sources is about the input's", async () => {
    const ask = grounded(async () => fromAnthropic(reply));
    expect((await ask({ question: "Fees?", sources: [policy, faq] })).status).toBe("verified");
    const other = await ask({ question: "Fees?", sources: [faq, policy] });
    expect(other).toMatchObject({ status: "escalated", escalation: { reason: "rejected" } });
  });
  test("and so is one that was given the input's", async () => {
    const ask = grounded(async (input: { sources: typeof sources }) => fromAnthropic(reply, input));
    expect((await ask({ sources })).status).toBe("verified");
    expect((await ask({ sources: [...sources].reverse() })).status).toBe("verified");
  });
});
