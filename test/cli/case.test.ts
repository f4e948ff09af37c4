import { describe, expect, test } from "vitest";
import { readCase } from "../../src/cli/case.ts";

const good = { answer: "Yes.", sources: [{ id: "a", text: "Yes." }] };
const withSource = (source: unknown) => ({ answer: "Yes.", sources: [{ id: "a", text: "Yes." }, source] });

describe("readCase", () => {
  test.each<[string, unknown]>([
    ["the two fields that are needed", good],
    ["sources as strings", { answer: "Yes.", sources: ["Yes."] }],
    [
      "every field",
      {
        id: "1",
        question: "Is it?",
        answer: "Yes.",
        value: { is: true },
        sources: [
          {
            id: "a",
            text: "Yes.",
            title: "A",
            url: "https://example.com",
            documentId: "d",
            kind: "record",
            metadata: { page: 1 },
          },
        ],
        citations: [{ sourceId: "a", at: { start: 0, end: 3 }, quote: "Yes" }],
        finish: "stop",
      },
    ],
    [
      "LangChain documents and messages",
      {
        answer: "Yes.",
        messages: [{ role: "user", content: "Is it?" }],
        sources: [{ pageContent: "Yes.", metadata: { source: "a.md", loc: { lines: { from: 1, to: 2 } } } }],
      },
    ],
    ["no sources, which is a finding and no fault", { answer: "Yes.", sources: [] }],
    [
      "ids that are names of object machinery",
      {
        answer: "Yes.",
        sources: [
          { id: "__proto__", text: "Yes." },
          { id: "constructor", text: "No." },
        ],
      },
    ],
  ])("takes %s as it stands", (_reason, record) => {
    expect(readCase(record)).toEqual({ answer: record });
  });

  test("leaves out the columns of a logged row that are none of its business", () => {
    expect(readCase({ ...good, latency: 12, model: "m", created_at: "2024-01-01" })).toEqual({
      answer: good,
    });
  });

  test.each<[unknown, string, string]>([
    ["text", "", "expected an object, got a string"],
    [[good], "", "expected an object, got an array"],
    [null, "", "expected an object, got null; leave the field out instead"],
    [{ sources: [] }, "answer", "missing"],
    [{ answer: "Yes." }, "sources", "missing"],
    [{ ...good, answer: 5 }, "answer", "expected a string, got a number"],
    [{ ...good, id: 17 }, "id", "expected a string, got a number"],
    [{ ...good, question: null }, "question", "expected a string, got null; leave the field out instead"],
    [{ ...good, sources: "Yes." }, "sources", "expected an array, got a string"],
    [{ ...good, sources: { a: "Yes." } }, "sources", "expected an array, got an object"],
    [withSource(7), "sources[1]", "expected a string or an object with id and text, got a number"],
    [
      withSource({ id: "b" }),
      "sources[1].text",
      "a source named “b” carries no text; hand in the text that the model read",
    ],
    [
      withSource({ type: "source", sourceType: "url", id: "s1", url: "https://shop.example/faq", title: "FAQ\u202e" }),
      "sources[1]",
      "an AI SDK source part named “FAQ\\u{202e}” carries no text; hand in the text that the model read",
    ],
    [withSource({ pageContent: 7 }), "sources[1].pageContent", "expected a string, got a number"],
    [withSource({ pageContent: "b", metadata: 7 }), "sources[1].metadata", "expected an object"],
    [{ ...good, messages: "Hi" }, "messages", "expected an array, got a string"],
    [
      { ...good, messages: [{ content: "Hi" }] },
      "messages[0].role",
      "expected a string that is not empty, got undefined",
    ],
    [
      { ...good, messages: [{ role: "user", content: [{ type: "text" }] }] },
      "messages[0].content[0].text",
      "expected a string, got undefined",
    ],
    [withSource({ text: "b" }), "sources[1].id", "missing"],
    [withSource({ id: "b", text: 7 }), "sources[1].text", "expected a string, got a number"],
    [
      withSource({ id: "b", text: "b", kind: "page" }),
      "sources[1].kind",
      'expected one of document, conversation, record; got "page"',
    ],
    [withSource({ id: "b", text: "b", metadata: [] }), "sources[1].metadata", "expected an object"],
    [
      { ...good, finish: "eos" },
      "finish",
      'expected one of stop, length, content-filter, tool-calls, error, other; got "eos"',
    ],
    [
      { ...good, citations: [{ sourceId: "a", at: { start: -1, end: 2 } }] },
      "citations[0].at.start",
      "expected a whole number from 0, got -1",
    ],
    [
      { ...good, citations: [{ sourceId: "a", at: { start: 0.5, end: 2 } }] },
      "citations[0].at.start",
      "expected a whole number, got a number",
    ],
    [{ ...good, answer: "a\uD800b" }, "answer", "holds a lone surrogate, U+D800 at offset 1, which is no character"],
    [
      withSource({ id: "b", text: "\uDC00" }),
      "sources[1].text",
      "holds a lone surrogate, U+DC00 at offset 0, which is no character",
    ],
    [withSource("x\uDBFF"), "sources[1]", "holds a lone surrogate, U+DBFF at offset 1, which is no character"],
    [
      { ...good, value: { "a b": ["x", "\uD800"] } },
      'value["a b"][1]',
      "holds a lone surrogate, U+D800 at offset 0, which is no character",
    ],
    [{ ...good, value: { n: Number.POSITIVE_INFINITY } }, "value.n", "is beyond the range of a number"],
  ])("refuses %j: %s: %s", (record, field, message) => {
    expect(readCase(record)).toEqual({ fault: { field, message } });
  });

  test.each<[unknown, string, string]>([
    [{ text: "Yes.", sources: [] }, "answer", '"text"'],
    [{ response: "Yes.", sources: [] }, "answer", '"response"'],
    [{ anwser: "Yes.", sources: [] }, "answer", '"anwser"'],
    [{ answer: "Yes.", source: [] }, "sources", '"source"'],
    [{ answer: "Yes.", contexts: [] }, "sources", '"contexts"'],
    [withSource({ id: "b", page_content: "b" }), "sources[1].text", '"page_content"'],
    [{ ...good, citations: [{ source: "a" }] }, "citations[0].sourceId", '"source"'],
  ])("asks of %j whether %s is what was meant", (record, field, written) => {
    const name = field.split(".").at(-1);
    expect(readCase(record)).toEqual({
      fault: { field, message: `missing; did you mean ${written} to be "${name}"?` },
    });
  });

  test.each<[unknown, string, string]>([
    [withSource({ id: "b", text: "b", document_id: "d" }), "sources[1].documentId", '"document_id"'],
    [{ ...good, citation: [] }, "citations", '"citation"'],
    [{ ...good, finish_reason: "length" }, "finish", '"finish_reason"'],
  ])("asks of %j, in which nothing is missing, whether %s is what was meant", (record, field, written) => {
    const name = field.split(".").at(-1);
    expect(readCase(record)).toEqual({ fault: { field, message: `written ${written}; did you mean "${name}"?` } });
  });

  test("a column that is only like a field is left alone while the field is there", () => {
    expect(readCase({ ...good, answers: 3, finish: "stop", finish_reason: "length" })).toEqual({
      answer: { ...good, finish: "stop" },
    });
  });
});
