import { describe, expect, test } from "vitest";
import {
  block,
  defaultGuards,
  defineGuard,
  type Escalated,
  grounded,
  type Judge,
  type Outcome,
  open,
  quoted,
  verify,
} from "vouchsafe";
import { type ExpectOptions, type MatcherResult, matchers } from "vouchsafe/testing";
import "vouchsafe/vitest";

const sources = [{ id: "hours", text: "The shop opens at nine. It is closed on Sundays and on the first of May." }];
const right = { answer: "The shop is closed on Sundays and on the first of May [hours].", sources };
const wrong = { answer: 'The page says "open all night on every Sunday" [hours].', sources };
const verified = await verify(right);
const escalated = await verify(wrong);
const unread = await verify({ answer: 7, sources } as never);

describe("toBeGrounded and toEscalate, in both ways of putting it", () => {
  const isRight: readonly (readonly [string, unknown, ExpectOptions])[] = [
    ["an answer with its sources", right, {}],
    ["an answer whose sources are among the options", { answer: right.answer }, { sources }],
    ["text with sources", right.answer, { sources, question: "When is it closed?", finish: "stop" }],
    ["text with a guard of the caller's", right.answer, { sources, guards: [quoted()], timeoutMs: 10_000 }],
    ["an outcome", verified, {}],
    ["an outcome that came back from JSON", JSON.parse(JSON.stringify(verified)), {}],
  ];
  test.each(isRight)("grounded: %s", async (_, received, options) => {
    await expect(received).toBeGrounded(options);
    await expect(received).not.toEscalate(options);
    await expect(received).not.toEscalate("quote-not-found", options);
    await expect(expect(received).not.toBeGrounded(options)).rejects.toThrow("Expected the answer not to be grounded.");
    await expect(expect(received).toEscalate(options)).rejects.toThrow("Expected the answer to escalate.");
    await expect(expect(received).toEscalate("quote-not-found", options)).rejects.toThrow(
      'Expected the answer to escalate with "quote-not-found".\n\nVerified: 1 claim',
    );
  });

  const isWrong: readonly (readonly [string, unknown, ExpectOptions])[] = [
    ["an answer with its sources", wrong, {}],
    ["text with sources", wrong.answer, { sources }],
    ["an outcome", escalated, {}],
    ["an outcome, with the sources to show", escalated, { sources }],
  ];
  test.each(isWrong)("escalated: %s", async (_, received, options) => {
    await expect(received).toEscalate(options);
    await expect(received).toEscalate("quote-not-found", options);
    await expect(received).not.toEscalate("source-unknown", options);
    await expect(received).not.toBeGrounded(options);
    await expect(expect(received).toBeGrounded(options)).rejects.toThrow("Expected the answer to be grounded.\n\nEsc");
    await expect(expect(received).not.toEscalate(options)).rejects.toThrow("Expected the answer not to escalate.");
    await expect(expect(received).not.toEscalate("quote-not-found", options)).rejects.toThrow("not to escalate with");
    await expect(expect(received).toEscalate("source-unknown", options)).rejects.toThrow(
      'Expected the answer to escalate with "source-unknown".\n\nEscalated: rejected.\n- ',
    );
  });

  test("options reach verify", async () => {
    const uncited = { ...right, answer: "The shop is closed on Sundays and on the first of May." };
    await expect(uncited).toBeGrounded();
    await expect(uncited).toEscalate("claim-uncited", { citations: "required" });
    const doubts = defineGuard({ name: "doubts", unit: "answer", check: () => [open("doubt", "is in doubt")] });
    const judge: Judge = { settle: async () => [{ index: 0, severity: "note", message: "it is right" }] };
    await expect(right).toEscalate("doubt", { guards: [doubts] });
    await expect(right).toBeGrounded({ guards: [doubts], judge });
  });

  test("a promise is awaited by resolves, as of any matcher", async () => {
    const ask = grounded(async (input: typeof right) => input);
    await expect(ask(right)).resolves.toBeGrounded();
    await expect(ask(wrong)).resolves.toEscalate("quote-not-found");
  });
});

describe("a message", () => {
  const messageOf = async (received: unknown, options?: ExpectOptions): Promise<string> =>
    (await matchers.toBeGrounded.call({}, received, options)).message();

  test("shows the sentence, the nearest source text and the remedy", async () => {
    const said = await messageOf(wrong);
    expect(said).toContain("- quote-not-found: ");
    expect(said).toContain("  answer: open all night on every Sunday\n");
    expect(said).toMatch(/ {2}source "hours": .*on Sundays/);
    expect(said).toContain("  do: Replace the quotation by words that the source really has");
  });

  test("of an outcome shows source text only where sources are handed in", async () => {
    expect(await messageOf(escalated)).toMatch(/source "hours": characters \d+ to \d+/);
    expect(await messageOf(escalated, { sources })).toMatch(/source "hours": .*on Sundays/);
  });

  test("obeys nothing that strangers wrote", async () => {
    const hostile = { id: "\u001b[2J", text: "\u001b]8;;http://example.org\u0007The shop\u202e is closed on Sundays." };
    const answer = `It says "\u001b[31mopen\u202e all night\u0007 on every Sunday %s" [\u001b[2J].`;
    const said = await messageOf({ answer, sources: [hostile] });
    expect(said).toContain("\\u{1b}[31mopen");
    expect(said.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe("what could not be checked fails either way", () => {
  const throws = defineGuard({
    name: "throws",
    unit: "answer",
    check: () => {
      throw new Error("down");
    },
  });
  const doubts = defineGuard({ name: "doubts", unit: "answer", check: () => [open("doubt", "is in doubt")] });
  const judge: Judge = { settle: () => Promise.reject(new Error("503")) };
  const hangs = defineGuard({ name: "hangs", unit: "answer", check: () => new Promise<never>(() => {}) });
  const noFailures = { ...escalated, escalation: { ...(escalated as Escalated).escalation, failures: {} } };
  const forged = { status: "verified", answer: right.answer, sources };

  const both = async (received: unknown, options: ExpectOptions, part: string): Promise<void> => {
    for (const isNot of [false, true]) {
      for (const args of [[options], ["quote-not-found", options], ["claim-unsupported", options]] as const) {
        const result: MatcherResult = await matchers.toEscalate.call({ isNot }, received, ...args);
        expect([result.pass, result.message()]).toEqual([isNot, expect.stringContaining(part)]);
      }
      const result = await matchers.toBeGrounded.call({ isNot }, received, options);
      expect([result.pass, result.message()]).toEqual([isNot, expect.stringContaining(part)]);
      expect(result.message()).toContain("Could not check the answer");
    }
    const put = expect(received);
    await expect(put.not.toBeGrounded(options)).rejects.toThrow("Could not check");
    await expect(put.toBeGrounded(options)).rejects.toThrow("Could not check");
    await expect(put.toEscalate(options)).rejects.toThrow("Could not check");
    await expect(put.not.toEscalate(options)).rejects.toThrow("Could not check");
  };

  test.each<readonly [string, unknown, ExpectOptions, string]>([
    ["text without sources", right.answer, {}, "sources: none were given"],
    ["blank sources", right.answer, { sources: [" "] }, "sources: all of them are blank"],
    ["an answer without sources", { answer: right.answer }, {}, "sources: none were given"],
    ["an answer that is no text", { answer: 7, sources }, {}, "answer: expected a string"],
    ["sources that are no list", { answer: right.answer, sources: "no" }, {}, "sources: expected"],
    ["an outcome of such an answer", unread, {}, "answer: expected a string"],
    ["a number", 7, {}, "got a number"],
    ["nothing", undefined, {}, "got undefined"],
    ["null", null, {}, "got null"],
    ["a list", [right], {}, "got an array"],
    ["an answer not awaited", Promise.resolve(right), {}, "got a promise: await it"],
    ["an observed answer", { status: "observed", id: "1", answer: right.answer }, {}, "not checked yet"],
    ["what only looks like an outcome", forged, {}, "got another object"],
    ["a verified outcome without warnings", { ...verified, warnings: undefined }, {}, "got another object"],
    ["an escalation whose failures are no list", noFailures, {}, "got another object"],
    ["half an outcome", { ...escalated, escalation: {} }, {}, "got another object"],
    ["a guard that throws", right, { guards: [throws] }, "guard-threw"],
    ["a guard that hangs", right, { guards: [hangs], timeoutMs: 5 }, "guard-timed-out"],
    ["a judge that is down", right, { guards: [doubts], judge }, "judge-threw"],
  ])("%s", async (_, received, options, part) => {
    await both(received, options, part);
  });

  test("a code may be missing where a guard failed", async () => {
    const guards = [defineGuard({ name: "a", unit: "answer", check: () => [block("bad-word", "no")] }), throws];
    await expect(right).toEscalate("bad-word", { guards });
    await expect(right).toEscalate({ guards });
    await expect(right).not.toBeGrounded({ guards });
    await expect(expect(right).not.toEscalate("quote-not-found", { guards })).rejects.toThrow("Could not check");
    await expect(expect(right).toEscalate("quote-not-found", { guards })).rejects.toThrow("Could not check");
  });

  test.each<readonly [string, unknown, ExpectOptions]>([
    ["answer-invalid", { answer: 7, sources }, {}],
    ["no-sources", right.answer, {}],
    ["guard-threw", right, { guards: [...defaultGuards(), throws] }],
    ["judge-threw", right, { guards: [doubts], judge }],
  ])("unless %s is what was expected", async (code, received, options) => {
    await expect(received).toEscalate(code, options);
    await expect(expect(received).not.toEscalate(code, options)).rejects.toThrow("not to escalate with");
  });
});

describe("a code that no guard raises", () => {
  const own = defineGuard({ name: "own", unit: "answer", check: () => [] });
  test.each<readonly [string, unknown, ExpectOptions]>([
    ["a grounded answer", right, {}],
    ["an answer that escalates with another", wrong, {}],
    ["an outcome", escalated, {}],
    ["guards of the default chain", right, { guards: [quoted()] }],
  ])("is a mistake, with and without `.not`: %s", async (_, received, options) => {
    const said = 'got "quote-notfound"; did you mean "quote-not-found"?';
    await expect(expect(received).not.toEscalate("quote-notfound", options)).rejects.toThrow(said);
    await expect(expect(received).toEscalate("quote-notfound", options)).rejects.toThrow(said);
  });
  test("may be one of a guard of the caller's own", async () => {
    const doubts = defineGuard({ name: "doubts", unit: "answer", check: () => [open("doubt", "is in doubt")] });
    await expect(right).not.toEscalate("own-code", { guards: [own] });
    await expect(await verify(right, { guards: [own] })).not.toEscalate("own-code");
    await expect(await verify(right, { guards: [doubts] })).toEscalate("doubt");
  });
});

describe("rejects with a TypeError", () => {
  const outcome: Outcome | Escalated = escalated;
  test.each<readonly [string, unknown, unknown[], string]>([
    ["a misspelt option", right, [{ guard: [] }], "no fields but guards"],
    ["an option that makes no sense", right, [{ timeoutMs: -1 }], "`timeoutMs`"],
    ["guards for an outcome that is made", outcome, [{ guards: [quoted()] }], "got `guards`"],
    ["a question for an outcome that is made", outcome, [{ question: "Why?" }], "got `question`"],
    ["sources given twice", right, [{ sources }], "`sources` to stand in the answer or in `options`"],
    ["options that are none", right, [null], "`options` to be an object"],
    ["a code that is none", wrong, ["Quote not found"], "`code` to be kebab-case"],
    ["a code behind the options", wrong.answer, [{ sources }, "unanswered"], "a code and then options"],
    ["an empty code", wrong, [""], "`code` to be kebab-case"],
  ])("%s, with and without `.not`", async (_, received, args, message) => {
    const toEscalate = matchers.toEscalate as (this: object, ...args: readonly unknown[]) => Promise<MatcherResult>;
    for (const isNot of [true, false]) {
      await expect(toEscalate.call({ isNot }, received, ...args)).rejects.toThrow(TypeError);
      await expect(toEscalate.call({ isNot }, received, ...args)).rejects.toThrow(message);
    }
  });
});
