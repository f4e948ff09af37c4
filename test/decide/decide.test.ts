import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  type Basis,
  block,
  type Context,
  codeEntry,
  codes,
  defaultGuards,
  defineGuard,
  type Evidence,
  explain,
  type Finding,
  type Guard,
  note,
  open,
  type Reason,
  read,
  remedyOf,
  supported,
  type VerifyOptions,
  verify,
  warn,
} from "vouchsafe";
import { decide } from "../../src/decide/decide.ts";
import { FIXED_REPLY, replyOf } from "../../src/decide/reply.ts";

const policy = "Unused items may be returned within 30 days of delivery. The customer pays the return postage.";
const first = "Unused items may be returned within 30 days of delivery.";
const second = "The customer pays the return postage.";
const good: Answer = { answer: `${first} ${second}`, sources: [policy] };
const saying = (name: string, ...findings: readonly Finding[]): Guard =>
  defineGuard({ name, unit: "answer", check: () => findings });
const escalationOf = async (answer: Answer, options: VerifyOptions = {}) => {
  const outcome = await verify(answer, options);
  if (outcome.status === "verified") throw new Error("verified");
  return outcome;
};
const withGuards = (...guards: readonly Guard[]): VerifyOptions => ({ guards: [...defaultGuards(), ...guards] });
const hangs: Guard = { name: "hangs", unit: "answer", check: (_: unknown, __: Context) => new Promise(() => {}) };
const throws: Guard = {
  name: "throws",
  unit: "answer",
  check: () => {
    throw new Error("broken");
  },
};

describe("the reason of an escalation", () => {
  const cases: readonly (readonly [reason: Reason, what: string, answer: Partial<Answer>, options?: VerifyOptions])[] =
    [
      ["rejected", "a false claim", { answer: "Penguins may be returned within 99 days of delivery." }],
      [
        "rejected",
        "a claim that is false, and a doubt",
        {},
        withGuards(saying("both", open("doubt", "?"), block("no", "no"))),
      ],
      ["rejected", "a false claim, and a guard that broke", {}, withGuards(saying("no", block("no", "no")), throws)],
      ["rejected", "a code that nobody knows", {}, withGuards(saying("no", block("never-heard-of", "no")))],
      ["undecided", "a doubt", {}, withGuards(saying("doubts", open("doubt", "?")))],
      ["undecided", "a guard that broke", {}, withGuards(throws)],
      [
        "undecided",
        "a judge that broke",
        {},
        {
          ...withGuards(saying("doubts", open("doubt", "?"))),
          judge: { settle: () => Promise.reject(new Error("down")) },
        },
      ],
      ["unanswered", "an abstention", { answer: "I do not know." }],
      ["unanswered", "courtesy", { answer: "Hello there!" }],
      ["incomplete", "nothing", { answer: "" }],
      ["incomplete", "a text that is cut off", { answer: "Unused items may be returned within" }],
      ["incomplete", "a limit of length", { finish: "length" }],
      ["incomplete", "a content filter", { finish: "content-filter" }],
      ["incomplete", "a call of a tool", { finish: "tool-calls" }],
      ["incomplete", "an error of the model", { finish: "error" }],
      ["incomplete", "another end", { finish: "other" }],
      ["incomplete", "a limit of length, with no guard that looks", { finish: "length" }, { guards: [supported()] }],
      ["incomplete", "a text that is cut off and false", { answer: "Penguins may be returned within 99 days of" }],
      ["timed-out", "a guard that hangs", {}, { ...withGuards(hangs), timeoutMs: 10 }],
      [
        "timed-out",
        "a judge that hangs",
        {},
        {
          ...withGuards(saying("doubts", open("doubt", "?"))),
          timeoutMs: 10,
          judge: { settle: () => new Promise(() => {}) },
        },
      ],
      ["no-sources", "no sources", { sources: [] }],
      ["no-sources", "blank sources", { sources: [" ", "\n"] }],
      ["invalid", "a source that is no text", { sources: [7 as unknown as string] }],
      ["invalid", "a lone surrogate", { answer: "\ud800" }],
      ["invalid", "a value that is no JSON", { value: 1n }],
      ["invalid", "a value that holds a function", { value: { a: [() => 1] } }],
      ["invalid", "a value that is no number", { value: Number.NaN }],
      ["invalid", "a citation outside the answer", { citations: [{ sourceId: "1", at: { start: 0, end: 1e6 } }] }],
    ];
  test.each(cases.map(([reason, what, answer, options = {}]) => ({ reason, what, answer, options })))(
    "is $reason for $what",
    async ({ reason, answer, options }) => {
      expect((await escalationOf({ ...good, ...answer }, options)).escalation.reason).toBe(reason);
    },
  );
  test("of missing sources is not healed by any chain", async () => {
    const guards = [saying("notes", note("fine", "fine"))];
    for (const sources of [[], [" "]])
      expect((await escalationOf({ ...good, sources }, { guards })).escalation.reason).toBe("no-sources");
  });
  test("of an abnormal end is not healed by any chain", async () => {
    expect(
      (await escalationOf({ ...good, finish: "length" }, { guards: [saying("notes", note("fine", "fine"))] }))
        .escalation.reason,
    ).toBe("incomplete");
  });
});

describe("the reply", () => {
  const replyTo = async (answer: string, question?: string) =>
    (await escalationOf({ answer, sources: [policy], ...(question === undefined ? {} : { question }) })).reply;

  test("is the abstention itself where it says nothing else", async () => {
    for (const text of ["I do not know.", "I'm sorry, but I cannot answer this question.", "我不知道。"])
      expect(await replyTo(text)).toBe(text);
  });
  test.each([
    ["a figure", "I do not know, but 12 is a good number."],
    ["a figure in another script", "I do not know, but ١٢ is a good number."],
    ["a link", "I do not know; see https://help.example/refunds."],
    ["a bare address", "I do not know; see help-desk.example.com."],
    ["a host", "I do not know; try www.example for it."],
    ["an address of mail", "I do not know; write to help@shop.example."],
    ["a link in markdown", "I do not know; [ask here](refunds)."],
    ["a new name", "I do not know; ask Miriam about it."],
    ["a claim", "I do not know. Penguins migrate across frozen oceans."],
    ["more than a short text", `I do not know. ${"I cannot say. ".repeat(60)}`],
  ])("is a fixed sentence where the abstention holds %s", async (_, answer) => {
    expect(await replyTo(answer)).toBe(FIXED_REPLY);
  });
  test("is a fixed sentence for whatever was rejected", async () => {
    expect(await replyTo("Penguins wear 77 hats.")).toBe(FIXED_REPLY);
    expect(FIXED_REPLY).not.toMatch(/\d|https?:|@/);
  });
  test.each([
    ["a new name", "I do not know, but ask Miriam about it."],
    ["a figure", "I do not know, but ask again in 12 days."],
    ["a host", "I do not know, but ask help.example.com."],
  ])("is a fixed sentence for %s, whoever called it an abstention", (_, text) => {
    expect(replyOf(read({ answer: text, sources: [policy] }), true)).toBe(FIXED_REPLY);
    expect(replyOf(read({ answer: "I do not know.", sources: [policy] }), true)).toBe("I do not know.");
    expect(replyOf(read({ answer: "I do not know.", sources: [policy] }), false)).toBe(FIXED_REPLY);
  });
  test("may repeat a name of the question", async () => {
    const answer = "I do not know where Miriam is.";
    expect([await replyTo(answer, "Where is Miriam?"), await replyTo(answer, "Where?")]).toEqual([answer, FIXED_REPLY]);
  });
});

describe("the basis", () => {
  const span = { start: 0, end: 12 } as Evidence["span"];
  const evidence = (by: Evidence["by"]): readonly Evidence[] => [{ source: 0, sourceId: "1", span, score: 1, by }];
  const carrying = (...grounds: readonly Evidence["by"][]): Guard =>
    defineGuard({
      name: "carries",
      unit: "claim",
      check: ({ claims }) =>
        claims.map(({ at }, index) =>
          note("carried", "carried", { at, evidence: evidence(grounds[index] ?? "verbatim") }),
        ),
    });
  const basisOf = async (guards: readonly Guard[], answer: Partial<Answer> = {}): Promise<Basis | string> => {
    const outcome = await verify({ ...good, ...answer }, { guards });
    return outcome.status === "verified" ? outcome.basis : outcome.escalation.reason;
  };

  test.each<readonly [basis: Basis, grounds: readonly Evidence["by"][]]>([
    ["verbatim", ["verbatim", "verbatim"]],
    ["aligned", ["verbatim", "aligned"]],
    ["entailed", ["entailed", "aligned"]],
    ["judged", ["judged", "verbatim"]],
    ["scored", ["scored", "judged"]],
  ])("is %s, the weakest of %j", async (basis, grounds) => {
    expect(await basisOf([carrying(...grounds)])).toBe(basis);
  });
  test("is unchecked as soon as one claim stands on nothing", async () => {
    const half = defineGuard({
      name: "half",
      unit: "claim",
      check: ({ claims }) =>
        claims.slice(0, 1).map(({ at }) => note("carried", "carried", { at, evidence: evidence("verbatim") })),
    });
    expect(await basisOf([half])).toBe("unchecked");
    expect(await basisOf([saying("silent")])).toBe("unchecked");
    expect(await basisOf([saying("placeless", note("carried", "carried", { evidence: evidence("verbatim") }))])).toBe(
      "unchecked",
    );
  });
  test("takes the strongest ground of each claim, and the weakest piece of that ground", async () => {
    expect(await basisOf([carrying("scored", "scored"), carrying("verbatim", "aligned")])).toBe("aligned");
    const mixed = defineGuard({
      name: "mixed",
      unit: "claim",
      check: ({ claims }) =>
        claims.map(({ at }) =>
          note("carried", "carried", { at, evidence: [...evidence("verbatim"), ...evidence("scored")] }),
        ),
    });
    expect(await basisOf([mixed])).toBe("scored");
  });
  test("of a quotation is unchecked where the claim says more, and verbatim where it is the claim", async () => {
    const { quoted } = await import("vouchsafe");
    const quote = `"${first.slice(0, -1)}"`;
    expect(await basisOf([quoted()], { answer: `We promise this to all: ${quote} [1].` })).toBe("unchecked");
    expect(await basisOf([quoted()], { answer: `Penguins agree that ${quote} [1].` })).toBe("unchecked");
    expect(await basisOf([quoted()], { answer: `${quote}` })).toBe("verbatim");
  });
  test("is nothing-claimed where no guard minds that", async () => {
    expect(await basisOf([saying("silent")], { answer: "Hello there!" })).toBe("nothing-claimed");
  });
  test("of what a judge let pass is judged", async () => {
    const doubts = defineGuard({
      name: "doubts",
      unit: "claim",
      check: ({ claims }) => claims.map(({ at }) => open("doubt", "?", { at, evidence: evidence("scored") })),
    });
    const judge = {
      settle: async (asked: readonly Finding[]) =>
        asked.map((_, index) => ({ index, severity: "note" as const, message: "so it is" })),
    };
    const outcome = await verify(good, { guards: [doubts], judge });
    expect(outcome).toMatchObject({ status: "verified", basis: "judged" });
  });
});

describe("the claims", () => {
  test("are carried, failed or open, each by its own findings", async () => {
    const answer = `${first} Penguins wear 77 hats. ${second}`;
    const doubts = defineGuard({
      name: "doubts",
      unit: "claim",
      check: ({ claims }) => claims.slice(2).map(({ at }) => open("doubt", "?", { at })),
    });
    const { claims } = await escalationOf({ ...good, answer }, withGuards(doubts));
    expect(claims.map(({ state, text }) => [state, text])).toEqual([
      ["carried", first],
      ["failed", "Penguins wear 77 hats."],
      ["open", second],
    ]);
  });
  test("that no guard spoke of are open, never carried", async () => {
    const { claims } = await escalationOf(good, { guards: [saying("no", block("no", "no"))] });
    expect(claims.map(({ state }) => state)).toEqual(["open", "open"]);
  });
  test("of a verified answer come with evidence that slices to the source", async () => {
    const outcome = await verify(good);
    expect(outcome.status).toBe("verified");
    expect(
      outcome.claims.map(({ evidence }) => evidence.map(({ span }) => policy.slice(span.start, span.end))),
    ).toEqual([[first.slice(0, -1)], [second.slice(0, -1)]]);
  });
});

test("nothing is verified where a guard of the chain has no verdict, whatever the others say", () => {
  const draft = read(good);
  const common = { id: "a", draft, failures: [], sources: [], usage: { modelCalls: 0 }, ms: 0 };
  const verdicts = [{ guard: "one", status: "pass", findings: [] }] as const;
  expect(decide({ ...common, verdicts, guards: 1 }).status).toBe("verified");
  expect(decide({ ...common, verdicts, guards: 2 })).toMatchObject({
    status: "escalated",
    escalation: { reason: "undecided" },
  });
  expect(decide({ ...common, verdicts: [], guards: 0 }).status).toBe("escalated");
});

describe("the outcome", () => {
  test("names the texts that its offsets index", async () => {
    const { createHash } = await import("node:crypto");
    const text = "Tea is hot. 🍵 é";
    const { sources } = await verify({
      answer: "Tea is hot.",
      sources: [{ id: "tea", title: "Tea", url: "https://tea.example", text }],
    });
    expect(sources).toEqual([
      { id: "tea", title: "Tea", url: "https://tea.example", sha256: createHash("sha256").update(text).digest("hex") },
    ]);
  });
  test("keeps the id of the answer, or makes one", async () => {
    expect((await verify({ ...good, id: "a-1" })).id).toBe("a-1");
    expect(new Set([(await verify(good)).id, (await verify(good)).id]).size).toBe(2);
  });
  test("lists the leaves of a value that no guard saw", async () => {
    const value = { fee: 999, "a/b": [true, null], "": { "~": "x" } };
    expect(await verify({ ...good, value })).toMatchObject({
      status: "verified",
      value,
      unchecked: ["/fee", "/a~1b/0", "/a~1b/1", "//~0"],
    });
    expect(await verify(good)).toMatchObject({ unchecked: [] });
  });
  test("puts the findings of an escalation in the order of the answer", async () => {
    const answer = `Penguins wear 77 hats. ${first} Walruses wear 88 hats.`;
    const { escalation } = await escalationOf(
      { ...good, answer },
      { guards: [saying("late", block("late", "late")), ...defaultGuards()] },
    );
    const starts = escalation.findings.map(({ at }) => at?.start ?? -1);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts.length).toBeGreaterThanOrEqual(3);
  });
  test("keeps warnings", async () => {
    expect(await verify(good, withGuards(saying("warns", warn("mind", "mind this"))))).toMatchObject({
      warnings: [{ code: "answer-uncited" }, { code: "mind" }],
    });
  });
});

describe("the registry of codes", () => {
  const raised = readdirSync(new URL("../../guards/", import.meta.url)).flatMap((name) => {
    const text = readFileSync(new URL(`../../guards/${name}`, import.meta.url), "utf8");
    const named = text.matchAll(/\b(?:block|open|warn|note|raise)\(\s*"([^"]*)"/g);
    const listed = text.matchAll(/\["((?:answer|quote|claim|source|value)-[a-z-]+)"/g);
    const documented = text.matchAll(
      /`((?:answer|quote|claim|source|value|language|figure|date|name|negation)-[a-z-]+|unanswered)`/g,
    );
    return [...named, ...listed, ...documented].map(({ 1: code = "" }) => [name, code] as const);
  });

  test("is asked about codes of every guard", () => {
    expect(new Set(raised.map(([name]) => name)).size).toBe(10);
    expect(new Set(raised.map(([, code]) => code)).size).toBeGreaterThanOrEqual(18);
  });
  test.each(raised)("%s raises %s, which says what to do", (_, code) => {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(remedyOf(code)).not.toBe(remedyOf("never-heard-of"));
    expect(remedyOf(code)).toMatch(/^[A-Z].*\.$/);
  });
  test.each(["never-heard-of", "__proto__", "constructor", "toString", ""])(
    "knows nothing of %j, and asks for no mending",
    (code) => {
      expect(codeEntry(code)).toEqual(codeEntry("nobody-knows"));
      expect(codeEntry(code).mendable).toBe(false);
    },
  );
  test.each([
    "no-sources",
    "answer-invalid",
    "deadline-timed-out",
    ...["threw", "timed-out", "malformed"].flatMap((how) => [`guard-${how}`, `judge-${how}`]),
  ])("says what to do about %s, which the library itself raises", (code) => {
    expect(remedyOf(code)).not.toBe(remedyOf("never-heard-of"));
    expect(remedyOf(code)).toMatch(/^[A-Z].*\.$/);
    expect(codeEntry(code).mendable).toBe(false);
  });
  test("never calls an honest abstention mendable: that is how inventions are made", () => {
    expect(codeEntry("unanswered").mendable).toBe(false);
  });
});

describe("explain and codes", () => {
  test("say which sentence, what is wrong, what the source says and what to do", async () => {
    const outcome = await verify({
      answer: 'It says "may be returned within 90 days of delivery" [1].',
      sources: [policy],
    });
    const text = explain(outcome, [policy]);
    for (const part of ["quote-not-found", "90 days", "30 days of delivery", remedyOf("quote-not-found")])
      expect(text).toContain(part);
    expect(codes(outcome)).toContain("quote-not-found");
  });
  test("say what to do about a failure too", async () => {
    expect(explain(await verify({ ...good, sources: [] }))).toContain(`  do: ${remedyOf("no-sources")}`);
    const outcome = await verify("Refunds take 30 days." as unknown as Answer);
    expect(explain(outcome)).toContain("{ answer, sources }");
    expect(explain(outcome)).toContain(`  do: ${remedyOf("answer-invalid")}`);
  });
  test("never cut a character in two", async () => {
    const text = explain(await verify({ ...good, answer: `Penguins ${"\u{1F427}".repeat(400)} wear 77 hats.` }));
    expect(text).not.toContain("\uFFFD");
    expect(text.isWellFormed()).toBe(true);
  });
  test("escape what strangers wrote", async () => {
    const guard = saying("evil", block("evil", "red \u001b[31m and \u202eback\u202c and\nnew line \u0007"));
    const text = explain(
      await verify({ ...good, answer: `${good.answer} \u001b]0;title\u0007 \u2066x.` }, withGuards(guard)),
      [policy],
    );
    expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    expect(text).toContain("and new line");
  });
  test("name each code once", async () => {
    const outcome = await verify(
      good,
      withGuards(saying("two", block("twice", "a"), block("twice", "b"), open("once", "c"))),
    );
    expect(codes(outcome)).toEqual(["twice", "once"]);
  });
});
