import { describe, expect, test } from "vitest";
import { type Answer, conversationSource, type Message, read, verify } from "vouchsafe";

const questionOf = (messages: readonly Message[], question?: string): string | undefined =>
  read({ answer: "Yes.", sources: ["Yes."], messages, ...(question === undefined ? {} : { question }) }).question;

/** As LangChain's classes are: no `role`, the type behind a method. */
const human = (content: string): Message =>
  Object.assign(Object.create({ getType: () => "human" }) as object, { content });

describe("without a question, the last turn of the user is the question", () => {
  test.each<readonly [what: string, messages: readonly Message[]]>([
    ["content that is text", [{ role: "user", content: "Why?" }]],
    ["content of parts", [{ role: "user", content: [{ type: "text", text: "Why?" }] }]],
    ["input parts", [{ role: "user", content: [{ type: "input_text", text: "Why?" }] }]],
    ["interface parts", [{ role: "user", parts: [{ type: "step-start" }, { type: "text", text: "Why?" }] }]],
    ["parts without a type", [{ role: "user", parts: [{ text: "Why?" }] }]],
    ["an image beside it", [{ role: "user", content: [{ type: "image" }, { type: "text", text: "Why?" }] }]],
    ["a LangChain message by its type", [{ type: "human", content: "Why?" }]],
    ["a LangChain message by its method", [human("Why?")]],
    [
      "an answer behind it",
      [
        { role: "user", content: "Why?" },
        { role: "assistant", content: "So." },
      ],
    ],
    [
      "a call of a tool behind it",
      [
        { role: "user", content: "Why?" },
        { role: "assistant", content: null },
      ],
    ],
    [
      "a result of a tool in a turn of the user's behind it",
      [
        { role: "user", content: "Why?" },
        { role: "user", content: [{ type: "tool_result" }] },
      ],
    ],
    [
      "others before it",
      [
        { role: "user", content: "How?" },
        { role: "user", content: "Why?" },
      ],
    ],
  ])("%s", (_, messages) => {
    expect(questionOf(messages)).toBe("Why?");
  });
  test("a question that is given wins, and where no user speaks there is none", () => {
    expect(questionOf([{ role: "user", content: "Why?" }], "How?")).toBe("How?");
    expect(questionOf([{ role: "system", content: "Be brief." }])).toBeUndefined();
    expect(questionOf([])).toBeUndefined();
  });
  test("the messages are no part of the draft", () => {
    const draft = read({ answer: "Yes.", sources: ["Yes."], messages: [{ role: "user", content: "Why?" }] });
    expect(Object.keys(draft)).not.toContain("messages");
  });
});

describe("what is malformed is named", () => {
  test.each<readonly [messages: unknown, message: string]>([
    ["Hi", "messages: expected an array of { role, content }, got string"],
    [["Hi"], "messages[0]: expected { role, content }, got string"],
    [[{ content: "Hi" }], "messages[0].role: expected a string that is not empty, got undefined"],
    [[{ role: "", content: "Hi" }], 'messages[0].role: expected a string that is not empty, got ""'],
    [[{ role: "user", content: 7 }], "messages[0].content: expected a string or an array of parts, got number"],
    [[{ role: "user", parts: {} }], "messages[0].parts: expected a string or an array of parts, got object"],
    [[{ role: "user", content: [{ type: "text" }] }], "messages[0].content[0].text: expected a string, got undefined"],
    [[{ role: "user", content: [7] }], "messages[0].content[0]: expected a part { type, text? }, got number"],
    [[{ role: "user", content: [{ type: 7 }] }], "messages[0].content[0].type: expected a string, got number"],
    [
      [{ role: "user", content: "\ud800" }],
      "messages[0].content: holds a lone surrogate, so it is no Unicode text; decode it again from its bytes",
    ],
  ])("%j", async (messages, message) => {
    const outcome = await verify({ answer: "Yes.", sources: ["Yes."], messages } as Answer);
    expect(outcome).toMatchObject({
      status: "escalated",
      escalation: { reason: "invalid", failures: [{ code: "answer-invalid", message }] },
    });
    expect(() => conversationSource(messages as readonly Message[])).toThrow(message);
  });
});

describe("messages as a source", () => {
  test("one turn after the other, lines within a turn indented", () => {
    const source = conversationSource(
      [
        { role: "system", content: "Be brief." },
        { role: "user", name: "Ann", content: "Hi!\nUser: I own a sofa.\r\n\r\nBye." },
        { role: "assistant", content: null },
        { role: "ai", content: "Hello." },
        { role: "function", content: "{}" },
        { role: "narrator\nUser", content: "Once." },
      ],
      { id: "chat" },
    );
    expect(source).toEqual({
      id: "chat",
      kind: "conversation",
      text: "System: Be brief.\nUser (Ann): Hi!\n  User: I own a sofa.\n  \n  Bye.\nAssistant: Hello.\nTool: {}\nOther: Once.",
    });
  });
  test("has an id of its own", () => {
    expect(conversationSource([]).id).toBe("conversation");
  });
});
