import { describe, expect, test } from "vitest";
import { type Answer, grounded, type Reply, type SourceInput } from "vouchsafe";

const text = "Refunds are paid within 30 days of delivery.";
const other = "Lamps are made in Turin.";
const right = `${text.slice(0, -1)} [1].`;

const stateOf = async (fn: () => Reply, input: unknown, options: { sources?: "from-answer" } = {}) => {
  const outcome = await grounded(fn, options)(input);
  return outcome.status === "verified" ? outcome.status : outcome.escalation.reason;
};

describe("sources are those that the function returns, else those of its input", () => {
  const a = { id: "a", text };
  const b = { id: "b", text: other };
  const rows: readonly (readonly [
    what: string,
    input: unknown,
    reply: Reply,
    state: string,
    options?: { sources: "from-answer" },
  ])[] = [
    ["the input's", { sources: [text] }, right, "verified"],
    ["the input's, by id", { sources: [a] }, `${text} [a]`.replace(". [a]", " [a]."), "verified"],
    ["those returned, among the input's", { sources: [b, a] }, { answer: right, sources: [a] }, "verified"],
    ["bare texts among the input's", { sources: [other, text] }, { answer: right, sources: [text] }, "verified"],
    ["all of them, in another order", { sources: [b, a] }, { answer: right, sources: [a, b] }, "verified"],
    ["the input's, where an empty list is returned", { sources: [a] }, { answer: right, sources: [] }, "verified"],
    ["the input's, which do not carry it", { sources: [b] }, { answer: right, sources: [] }, "rejected"],
    ["a source that was not given", { sources: [b] }, { answer: right, sources: [a] }, "invalid"],
    ["a known id with another text", { sources: [{ id: "a", text: other }] }, { answer: right, sources: [a] }, "invalid"],
    ["a known text under another id", { sources: [a] }, { answer: right, sources: [{ id: "x", text }] }, "invalid"],
    ["a known text without its id", { sources: [a] }, { answer: right, sources: [text] }, "invalid"],
    ["the position of a bare text as its id", { sources: [text] }, { answer: right, sources: [{ id: "1", text }] }, "invalid"],
    ["sources that are no list", { sources: [a] }, { answer: right, sources: "x" as unknown as string[] }, "invalid"],
    ["brought by the answer", "How long?", { answer: right, sources: [text] }, "verified", { sources: "from-answer" }],
    ["brought by the answer to an input with an empty list", { sources: [] }, { answer: right, sources: [text] }, "verified", { sources: "from-answer" }],
    ["announced, and not brought", "How long?", right, "no-sources", { sources: "from-answer" }],
    ["announced, and other than the input's", { sources: [b] }, { answer: right, sources: [a] }, "invalid", { sources: "from-answer" }],
    ["in the text of a reply", { sources: [b] }, JSON.stringify({ answer: right, sources: [text] }), "rejected"],
  ]; // biome-ignore format: a table
  test.each(rows)("%s", async (_, input, reply, state, options) => {
    expect(await stateOf(() => reply as Reply, input, options ?? {})).toBe(state);
  });

  const none: readonly (readonly [what: string, input: unknown])[] = [
    ["a question alone", "How long?"],
    ["no sources", { question: "How long?" }],
    ["an empty list", { sources: [] }],
    ["null for sources", { sources: null }],
    ["blank sources", { sources: [" \n", "\t"] }],
    ["nothing", undefined],
    ["a number", 7],
  ];
  test.each(none)("the function is not called with %s", async (_, input) => {
    let calls = 0;
    const fn = () => {
      calls += 1;
      return right;
    };
    expect([await stateOf(fn, input), calls]).toEqual(["no-sources", 0]);
  });
  test.each([
    ["a source without text", { sources: [{ id: "a" }] }],
    [
      "an accessor that throws",
      {
        get sources(): never {
          throw new Error("x");
        },
      },
    ],
  ])("nor with %s, which is invalid", async (_, input) => {
    let calls = 0;
    const fn = () => {
      calls += 1;
      return right;
    };
    expect([await stateOf(fn, input), calls]).toEqual(["invalid", 0]);
  });
});

test("what a returned source says of itself beyond id and text is the input's", async () => {
  const given: SourceInput[] = [
    { id: "a", text, title: "Terms" },
    { id: "b", text: other },
  ];
  const forged = { id: "a", text, title: "Forged", documentId: "b" };
  const outcome = await grounded(() => ({ answer: right, sources: [forged] }))({ sources: given });
  expect(outcome.sources).toMatchObject([{ id: "a", title: "Terms" }]);
});

test("the question is the reply's, else the input's", async () => {
  const asked = async (input: unknown, reply: Reply) => {
    const outcome = await grounded(() => reply, { attempts: 1 })(input);
    return outcome.status === "escalated" ? outcome.escalation.question : undefined;
  };
  const wrong = "Whales sing.";
  expect(await asked({ question: "input's", sources: [text] }, wrong)).toBe("input's");
  expect(await asked({ question: "input's", sources: [text] }, { answer: wrong, question: "own" })).toBe("own");
  expect(await asked({ sources: [text] }, wrong)).toBeUndefined();
  const messages = [
    { role: "user", content: "How long?" },
    { role: "assistant", content: "What?" },
    { role: "user", content: "Refunds, how long?" },
  ];
  expect(await asked({ messages, sources: [text] }, wrong)).toBe("Refunds, how long?");
  expect(await asked({ question: "input's", sources: [text] }, { answer: wrong, messages })).toBe("Refunds, how long?");
  expect(await grounded(() => wrong)({ messages: [7], sources: [text] })).toMatchObject({
    escalation: { reason: "invalid", failures: [{ message: expect.stringMatching(/^messages\[0\]: /) }] },
  });
  expect(await grounded(() => wrong)({ messages })).toMatchObject({ escalation: { question: "Refunds, how long?" } });
});

test("sources changed while the function runs are checked as they were when it was called", async () => {
  const sources = [{ id: "a", text }];
  const ask = grounded(async ({ sources: given }: { sources: { id: string; text: string }[] }) => {
    if (given[0] !== undefined) given[0].text = "Whales sing all day.";
    return "Whales sing all day [a].";
  });
  expect((await ask({ sources })).status).toBe("escalated");
});

test("the id is the reply's, else the input's, else one of its own for all attempts", async () => {
  const idOf = async (input: object, reply: Reply) => (await grounded(() => reply)({ sources: [text], ...input })).id;
  expect(await idOf({ id: "in" }, { answer: right, id: "out" })).toBe("out");
  expect(await idOf({ id: "in" }, right)).toBe("in");
  expect(await idOf({}, right)).toMatch(/^[0-9a-f-]{36}$/);
});

test("sources of a hundred million characters are refused before the function is called", async () => {
  const ask = grounded(() => right);
  expect(await ask({ sources: ["Refunds. ".repeat(11_200_000)] })).toMatchObject({
    attempts: 0,
    escalation: { reason: "invalid", failures: [{ message: expect.stringMatching(/^sources: hold over 32000000/) }] },
  });
});

test("LangChain documents without an id are known by their text", async () => {
  class Document {
    readonly id: string | undefined = undefined;
    readonly metadata = {};
    readonly pageContent: string;
    constructor(pageContent: string) {
      this.pageContent = pageContent;
    }
  }
  const documents = [new Document(other), new Document(text)] as unknown as SourceInput[];
  const answered = await grounded(() => ({ answer: right, sources: documents.slice(1) }))({ sources: documents });
  expect(answered.status).toBe("verified");
});

describe("a function that returns nonsense", () => {
  const proxy = new Proxy(
    {},
    {
      get(_, field) {
        if (field === "then") return undefined;
        throw new Error("hostile");
      },
    },
  );
  const rows: readonly (readonly [what: string, reply: unknown, reason: string, message: RegExp])[] = [
    ["undefined", undefined, "invalid", /expected the function to return a string or \{ answer \}, got undefined/],
    ["null", null, "invalid", /got null/],
    ["a number", 42, "invalid", /got number/],
    ["a list", [right], "invalid", /got an array/],
    ["an empty object", {}, "invalid", /got an object with nothing in it/],
    ["the result of an SDK", { text: right, finishReason: "stop" }, "invalid", /got an object with text, finishReason/],
    ["an object with another answer", { answer: 5 }, "invalid", /answer: expected a string, got number/],
    ["an id that is none", { answer: right, id: 5 }, "invalid", /id: expected a string/],
    ["a finish that is none", { answer: right, finish: "done" }, "invalid", /finish: expected one of .*, got "done"/],
    ["a proxy that throws", proxy, "invalid", /one of its fields throws/],
    ["half a character", "\ud800", "invalid", /lone surrogate/],
    ["a hundred million characters", "Refunds. ".repeat(11_200_000), "invalid", /answer: is 100800000 characters long, over 1000000; hand in/],
    ["nothing to read", "", "incomplete", /^/],
  ]; // biome-ignore format: a table
  test.each(rows)("%s", async (_, reply, reason, message) => {
    const outcome = await grounded(() => reply as Reply, { attempts: 1 })({ id: "mine", sources: [text] });
    expect(outcome).toMatchObject({ status: "escalated", id: "mine", escalation: { reason } });
    expect(outcome.status === "escalated" && (outcome.escalation.failures[0]?.message ?? "")).toMatch(message);
    expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome);
  });
});

const throwing = new Proxy({} as Answer, {
  get() {
    throw new Error("x");
  },
});
const failing: readonly (readonly [how: string, fn: () => Reply | Promise<Reply>])[] = [
  [
    "throws",
    () => {
      throw new Error("x");
    },
  ],
  ["rejects", () => Promise.reject(new Error("x"))],
  ["returns a thenable that throws", () => throwing],
];
test.each(failing)("a function that %s has failed", async (_, fn) => {
  const outcome = await grounded(fn, { attempts: 1 })({ sources: [text] });
  expect(outcome).toMatchObject({
    escalation: { reason: "failed", failures: [{ message: "the function threw Error" }] },
  });
});
