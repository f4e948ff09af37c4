import type OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { verify } from "vouchsafe";
import { fromOpenAI } from "vouchsafe/read";
import { citedText } from "./cited-text.ts";

type Part = OpenAI.Responses.ResponseOutputText;
type Annotation = Part["annotations"][number];

const pages = [
  { id: "hours", url: "https://museum.example/hours", text: "The museum is closed on Mondays. It opens at nine on other days." },
  { id: "fares", url: "https://museum.example/fares", text: "Tickets cost 12 euros. Children under six pay nothing." },
]; // biome-ignore format: one source a line

const response = (parts: readonly Part[], more: Partial<OpenAI.Responses.Response> = {}): OpenAI.Responses.Response =>
  ({
    id: "resp_1",
    object: "response",
    created_at: 0,
    model: "m",
    status: "completed",
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: null,
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: "auto",
    tools: [],
    top_p: 1,
    output_text: "",
    output: [{ id: "msg_1", type: "message", role: "assistant", status: "completed", content: [...parts] }],
    ...more,
  }) satisfies Partial<OpenAI.Responses.Response> as OpenAI.Responses.Response;

const part = (text: string, annotations: readonly Annotation[] = []): Part => ({
  type: "output_text",
  text,
  annotations: [...annotations],
});

/** An annotation of the one place of a marker in a text, its offsets in code points as the service counts them. */
function urlCitation(
  text: string,
  marker: string,
  url: string,
  unit: "code-points" | "utf-16" = "code-points",
): Annotation {
  const at = text.indexOf(marker);
  const count = (piece: string): number => (unit === "utf-16" ? piece.length : [...piece].length);
  const start_index = count(text.slice(0, at));
  return { type: "url_citation", url, title: "A page", start_index, end_index: start_index + count(marker) };
}

const completion = (
  message: Partial<OpenAI.Chat.ChatCompletionMessage>,
  finish_reason: OpenAI.Chat.ChatCompletion.Choice["finish_reason"] = "stop",
): OpenAI.Chat.ChatCompletion => ({
  id: "c",
  object: "chat.completion",
  created: 0,
  model: "m",
  choices: [
    {
      index: 0,
      logprobs: null,
      finish_reason,
      message: { role: "assistant", content: null, refusal: null, ...message },
    },
  ],
  usage: { prompt_tokens: 20, completion_tokens: 7, total_tokens: 27 },
});

describe("a url_citation stands for the sentence that its marker ends", () => {
  const link = "([museum.example](https://museum.example/hours?utm_source=openai))";
  const url = "https://museum.example/hours?utm_source=openai";
  test.each([
    ["after the full stop", `It opens at nine. The museum is closed on Mondays. ${link} Tickets cost 12 euros.`],
    ["before the full stop", `It opens at nine. The museum is closed on Mondays ${link}. Tickets cost 12 euros.`],
    ["at the end of a paragraph", `It opens at nine. The museum is closed on Mondays. ${link}\n\nTickets cost 12 euros.`],
    ["on a line of its own", `It opens at nine. The museum is closed on Mondays.\n${link}\nTickets cost 12 euros.`],
    ["at the end of an item", `Opening:\n- It opens at nine.\n- The museum is closed on Mondays. ${link}\n- Tickets cost 12 euros.`],
    ["after a sentence in another script", `博物館は九時に開く。The museum is closed on Mondays. ${link} المتحف مفتوح.`],
    ["after emoji", `🏛️🏛️🏛️ 👩‍👩‍👧 It opens at nine. The museum is closed on Mondays. ${link} Tickets cost 12 euros.`],
  ])("%s", (_, text) => {
    const answer = fromOpenAI(response([part(text, [urlCitation(text, link, url)])]), { sources: pages });
    expect(citedText(answer)).toEqual([["hours", "The museum is closed on Mondays", undefined]]);
    const units = fromOpenAI(response([part(text, [urlCitation(text, link, url, "utf-16")])]), { sources: pages });
    expect(citedText(units)).toEqual(citedText(answer));
  }); // biome-ignore format: a table

  test("several in a row stand for one sentence", () => {
    const [a, b] = ["([a](https://museum.example/hours))", "([b](https://museum.example/fares))"];
    const text = `It opens at nine. The museum is closed on Mondays. ${a} ${b} Tickets cost 12 euros.`;
    const answer = fromOpenAI(
      response([part(text, [urlCitation(text, b, pages[1]?.url ?? ""), urlCitation(text, a, pages[0]?.url ?? "")])]),
      { sources: pages },
    );
    expect(citedText(answer)).toEqual([
      ["fares", "The museum is closed on Mondays", undefined],
      ["hours", "The museum is closed on Mondays", undefined],
    ]);
  });

  test("words that are marked as cited stand for themselves", () => {
    const text = "It opens at nine. The museum is closed on Mondays, and dogs stay out.";
    const words = "The museum is closed on Mondays";
    const answer = fromOpenAI(response([part(text, [urlCitation(text, words, pages[0]?.url ?? "")])]), {
      sources: pages,
    });
    expect(citedText(answer)).toEqual([["hours", words, undefined]]);
  });

  test("a link that begins a sentence is a part of it", () => {
    const text = "It opens at nine. [The museum](https://museum.example/hours) is closed on Mondays.";
    const marker = "[The museum](https://museum.example/hours)";
    const answer = fromOpenAI(response([part(text, [urlCitation(text, marker, pages[0]?.url ?? "")])]), {
      sources: pages,
    });
    expect(answer.citations?.[0]?.at).toEqual({ start: 18, end: 18 + marker.length });
  });
});

describe("a file_citation is a point in the text", () => {
  const text = "😀 It opens at nine. The museum is closed on Mondays. Tickets cost 12 euros.";
  const sentence = "The museum is closed on Mondays.";
  const point = [...text.slice(0, text.indexOf(sentence) + sentence.length)].length;
  const cited = (more: object) => ({
    type: "file_citation",
    file_id: "file-1",
    filename: "hours.md",
    index: point,
    ...more,
  });
  test.each([
    ["behind the full stop", {}],
    ["at the full stop", { index: point - 1 }],
    ["behind the space", { index: point + 1 }],
  ])("%s", (_, more) => {
    const answer = fromOpenAI(response([part(text, [cited(more) as Annotation])]), {
      sources: [{ id: "hours.md", text: "The museum is closed on Mondays." }],
    });
    expect(citedText(answer)).toEqual([["hours.md", "The museum is closed on Mondays", undefined]]);
  });
  test("leads to a source by its file's id in the metadata", () => {
    const sources = [
      { id: "a", text: "Unused." },
      { id: "b", text: "Closed.", metadata: { file_id: "file-1" } },
    ];
    expect(citedText(fromOpenAI(response([part(text, [cited({}) as Annotation])]), { sources }))[0]?.[0]).toBe("b");
  });
  test("keeps its own name where no source has it, even if that is a number", () => {
    const named = (filename: string) =>
      fromOpenAI(response([part(text, [cited({ file_id: filename, filename }) as Annotation])]), {
        sources: ["One.", "Two."],
      });
    expect(citedText(named("other.md"))[0]?.[0]).toBe("other.md");
    expect(citedText(named("7"))[0]?.[0]).toBe("“7”");
  });
  test("of a container is a span, and a file handed over is no citation", () => {
    const annotations: readonly Annotation[] = [
      {
        type: "container_file_citation",
        container_id: "c",
        file_id: "f",
        filename: "hours.md",
        start_index: point,
        end_index: point,
      },
      { type: "file_path", file_id: "f", index: 0 },
    ];
    const answer = fromOpenAI(response([part(text, annotations)]));
    expect(citedText(answer)).toEqual([["f", "The museum is closed on Mondays", undefined]]);
  });
});

describe("a broken annotation is a citation without a place", () => {
  const text = "The museum is closed on Mondays. 😀";
  test.each([
    ["negative", -4, 3],
    ["not a number", Number.NaN, 3],
    ["text", "0", "3"],
    ["beyond the end", 0, 4000],
    ["backwards", 9, 3],
    ["missing", undefined, undefined],
    ["null", null, null],
    ["no whole number", 1.5, 3],
  ])("%s", (_, start_index, end_index) => {
    const annotation = {
      type: "url_citation",
      url: "https://museum.example/hours",
      title: "t",
      start_index,
      end_index,
    };
    const answer = fromOpenAI(response([part(text, [annotation as Annotation])]), { sources: pages });
    expect(answer.citations).toEqual([{ sourceId: "hours" }]);
  });
  test("nor is one dropped that names nothing", () => {
    const broken = [null, 7, "x", {}, { type: "url_citation" }] as unknown as Annotation[];
    expect(fromOpenAI(response([part(text, broken)])).citations).toHaveLength(5);
  });
});

test("annotations of a completion stand in its text, whether that is one string or parts", () => {
  const marker = "([a](https://museum.example/hours))";
  const own = `😀 It opens at nine. The museum is closed on Mondays. ${marker}`;
  const start_index = [...own.slice(0, own.indexOf(marker))].length;
  const url_citation = { url: "https://museum.example/hours", title: "t", start_index, end_index: [...own].length };
  const annotations = [{ type: "url_citation" as const, url_citation }];
  const parts = [own.slice(0, 21), own.slice(21)].map((text) => ({ type: "text", text }));
  for (const content of [own, parts as never])
    expect(citedText(fromOpenAI(completion({ content, annotations }), { sources: pages }))).toEqual([
      ["hours", "The museum is closed on Mondays", undefined],
    ]);
});

test.each([
  ["of a message", completion({ content: "Tea.", annotations: {} as never }), "response.choices[0].message.annotations: expected an array"],
  ["of a part", completion({ content: [{ type: "text", text: "Tea.", annotations: "x" }] as never }), "response.choices[0].message.content[0].annotations: expected an array"],
  ["of a response", response([part("Tea."), { ...part("Tea."), annotations: 7 as never }]), "response.output[0].content[1].annotations: expected an array"],
])("annotations %s that are no array are refused", (_, given, message) => {
  expect(() => fromOpenAI(given)).toThrow(message);
}); // biome-ignore format: a table

describe("how it ended", () => {
  test.each([
    ["stop", "stop"],
    ["length", "length"],
    ["content_filter", "content-filter"],
    ["tool_calls", "tool-calls"],
    ["function_call", "tool-calls"],
  ] as const)("of a completion: %s", (reason, finish) => {
    expect(fromOpenAI(completion({ content: "Tea." }, reason))).toMatchObject({ answer: "Tea.", finish });
  });
  test.each([
    ["completed", { status: "completed" }, "stop"],
    ["cut off", { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } }, "length"],
    ["filtered", { status: "incomplete", incomplete_details: { reason: "content_filter" } }, "content-filter"],
    ["incomplete for another reason", { status: "incomplete", incomplete_details: null }, "other"],
    ["failed", { status: "failed" }, "error"],
    ["cancelled", { status: "cancelled" }, "other"],
  ] as const)("of a response: %s", (_, more, finish) => {
    expect(fromOpenAI(response([part("Tea.")], more)).finish).toBe(finish);
  });
  test("a word that is not known is other, and none is none", () => {
    expect(fromOpenAI({ choices: [{ message: { content: "Tea." }, finish_reason: "constructor" }] }).finish).toBe(
      "other",
    );
    expect("finish" in fromOpenAI({ choices: [{ message: { content: "Tea." }, finish_reason: null }] })).toBe(false);
  });
  test("a refusal is the answer's text, and filtered", () => {
    const refusal = "I cannot help with that.";
    expect(fromOpenAI(completion({ refusal }))).toMatchObject({ answer: refusal, finish: "content-filter" });
    const refusing = response([{ type: "refusal", refusal } as unknown as Part]);
    expect(fromOpenAI(refusing)).toMatchObject({ answer: refusal, finish: "content-filter" });
  });
  test("a refusal beside text ends it, and the text is kept", () => {
    const refusal = "I cannot say more.";
    const parts = [
      { type: "text", text: "Tea." },
      { type: "refusal", refusal },
    ];
    const filtered = { answer: "Tea.", finish: "content-filter" };
    expect(fromOpenAI(completion({ content: "Tea.", refusal }))).toMatchObject(filtered);
    expect(fromOpenAI(completion({ content: parts as never }))).toMatchObject(filtered);
    expect(fromOpenAI(completion({ content: parts.slice(1) as never }))).toMatchObject({
      ...filtered,
      answer: refusal,
    });
    expect(fromOpenAI(response([part("Tea."), { type: "refusal", refusal } as unknown as Part]))).toMatchObject(
      filtered,
    );
  });
  test("a call of a tool alone is an empty answer", () => {
    expect(fromOpenAI(completion({ content: null }, "tool_calls"))).toMatchObject({ answer: "", finish: "tool-calls" });
    const call = { type: "function_call", call_id: "1", name: "f", arguments: "{}" } as const;
    expect(fromOpenAI(response([], { output: [call] }))).toMatchObject({ answer: "", finish: "tool-calls" });
  });
});

test("what was counted comes along, and nothing that was not", () => {
  expect(fromOpenAI(completion({ content: "Tea." })).usage).toEqual({ inputTokens: 20, outputTokens: 7 });
  expect("usage" in fromOpenAI(response([part("Tea.")]))).toBe(false);
});

test("of several choices the first counts, of a final answer its commentary does not", () => {
  const two = completion({ content: "First." });
  const [choice] = two.choices;
  if (choice) two.choices.push({ ...choice, message: { ...choice.message, content: "Second." } });
  expect(fromOpenAI(two).answer).toBe("First.");
  const message = (text: string, phase: "commentary" | "final_answer"): OpenAI.Responses.ResponseOutputMessage => ({
    id: "m",
    type: "message",
    role: "assistant",
    status: "completed",
    phase,
    content: [part(text)],
  });
  const phases = response([], { output: [message("I look.", "commentary"), message("Closed.", "final_answer")] });
  expect(fromOpenAI(phases).answer).toBe("Closed.");
});

test("messages are paragraphs, and citations keep their places in them", () => {
  const text = "The museum is closed on Mondays. ([a](https://museum.example/hours))";
  const message = (own: Part): OpenAI.Responses.ResponseOutputMessage => ({
    id: "m",
    type: "message",
    role: "assistant",
    status: "completed",
    content: [own],
  });
  const cited = part(text, [urlCitation(text, "([a](https://museum.example/hours))", "https://museum.example/hours")]);
  const answer = fromOpenAI(response([], { output: [message(part("I looked it up.")), message(cited)] }), {
    sources: pages,
  });
  expect(answer.answer).toBe(`I looked it up.\n\n${text}`);
  expect(citedText(answer)).toEqual([["hours", "The museum is closed on Mondays", undefined]]);
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["text", "The museum is closed."],
  ["an error", { error: { message: "overloaded" } }],
  ["no choice", { choices: [] }],
  ["a choice without a message", { choices: [{}] }],
])("%s is no response", (_, given) => {
  expect(() => fromOpenAI(given as never)).toThrow(
    expect.objectContaining({ name: "VouchsafeError", code: "answer-invalid" }),
  );
});

describe("end to end", () => {
  const marker = "[1]";
  const answerWith = (claim: string, url = "https://museum.example/hours") => {
    const text = `${claim} ${marker}`;
    return fromOpenAI(response([part(text, [urlCitation(text, marker, url)])]), { sources: pages });
  };
  test("what the cited page carries is verified", async () => {
    expect((await verify(answerWith("😀 The museum is closed on Mondays."))).status).toBe("verified");
  });
  test.each([
    ["a claim that it does not carry", "The museum is closed on Sundays.", undefined, "figure-differs"],
    ["a claim that another page carries", "Tickets cost 12 euros.", undefined, "claim-unsupported"],
    ["a page that was not given", "The museum is closed on Mondays.", "https://museum.example/other", "source-unknown"],
  ])("%s is not", async (_, claim, url, code) => {
    expect(await verify(answerWith(claim, url))).toMatchObject({
      status: "escalated",
      escalation: { findings: expect.arrayContaining([expect.objectContaining({ code })]) },
    });
  });
});
