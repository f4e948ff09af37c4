import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  block,
  type Draft,
  defaultGuards,
  defineGuard,
  every,
  type Finding,
  type Guard,
  type Judge,
  lenient,
  note,
  open,
  type Ruling,
  some,
  type VerifyOptions,
  verify,
  warn,
} from "vouchsafe";
import { pairs } from "../oracles/fixtures.ts";
import { anyAnswer, TRUTHS } from "../oracles/generators.ts";

const truth = TRUTHS[0];
const good: Answer = { id: "good", answer: truth.text, sources: [truth] };
const bad: Answer = { ...good, id: "bad", answer: `${truth.text} Penguins migrate across frozen oceans.` };
const runs = { seed: 1_066, numRuns: 150 };

/** A guard as a stranger writes it in JavaScript: it may do and give anything. */
const stranger = (
  name: string,
  check: (draft: Draft, context: { readonly abortSignal: AbortSignal }) => unknown,
): Guard => ({ name, unit: "answer", check }) as unknown as Guard;
const statusOf = async (answer: Answer, options: VerifyOptions = {}) => (await verify(answer, options)).status;

const loop: { again?: unknown } = {};
loop.again = loop;
const broken: readonly (readonly [what: string, check: () => unknown])[] = [
  ["throws an error", () => { throw new Error("broken"); }],
  ["throws nothing", () => { throw undefined; }],
  ["throws a proxy that throws", () => { throw new Proxy({}, { get() { throw new Error("deeper"); } }); }],
  ["rejects", () => Promise.reject(new Error("broken"))],
  ["returns nothing", () => undefined],
  ["returns null", () => null],
  ["returns true", () => true],
  ["returns an empty string", () => ""],
  ["returns an object", () => ({})],
  ["returns a verdict", () => ({ guard: "x", status: "pass", findings: [] })],
  ["returns a set", () => new Set()],
  ["returns a hole", () => new Array(1)],
  ["returns a list of nothing", () => [undefined]],
  ["returns a list of a list", () => [[]]],
  ["returns a finding without code", () => [{ severity: "note", message: "x" }]],
  ["returns a severity of its own", () => [{ code: "x", severity: "ok", message: "x" }]],
  ["returns a severity in capitals", () => [{ code: "x", severity: "BLOCK", message: "x" }]],
  ["returns a message that is no text", () => [{ code: "x", severity: "note", message: 1 }]],
  ["returns a span beyond the answer", () => [{ ...note("x", "x"), at: { start: 0, end: 1e9 } }]],
  ["returns a span that is no number", () => [{ ...note("x", "x"), at: { start: Number.NaN, end: 1 } }]],
  ["returns a span that runs backwards", () => [{ ...note("x", "x"), at: { start: 2, end: 1 } }]],
  ["returns a score above one", () => [{ ...note("x", "x"), score: 7 }]],
  ["returns a score that is no number", () => [{ ...note("x", "x"), score: Number.NaN }]],
  ["returns evidence in no source", () => [{ ...note("x", "x"), evidence: [{ source: 9, sourceId: "refunds", span: { start: 0, end: 3 }, score: 1, by: "verbatim" }] }]],
  ["returns evidence that is empty", () => [{ ...note("x", "x"), evidence: [{ source: 0, sourceId: "refunds", span: { start: 3, end: 3 }, score: 1, by: "verbatim" }] }]],
  ["returns evidence under another's id", () => [{ ...note("x", "x"), evidence: [{ source: 0, sourceId: "hours", span: { start: 0, end: 3 }, score: 1, by: "verbatim" }] }]],
  ["returns a thenable that never ends", () => new Promise(() => {})],
  ["returns a thenable that resolves to itself", () => endlessThenable()],
  ["returns a list that is endless", () => new Proxy([], { get: (target, key) => (key === "length" ? 1e12 : Reflect.get(target, key)) })],
  ["returns a list whose items throw", () => [new Proxy({}, { get() { throw new Error("deeper"); } })]],
  ["returns a function", () => () => []],
  ["returns an async generator", () => (async function* () {})()],
  ["returns what contains itself", () => [loop]],
]; // biome-ignore format: a table

function endlessThenable(): unknown {
  const self: unknown = Object.fromEntries([
    // biome-ignore lint/suspicious/noThenProperty: this is what the case is about
    ["then", (resolve: (value: unknown) => void) => queueMicrotask(() => resolve(self))],
  ]);
  return self;
}

describe("a guard that cannot say", () => {
  test.each(broken)("and %s verifies nothing", async (_, check) => {
    for (const guards of [
      [stranger("broken", check)],
      [...defaultGuards(), stranger("broken", check)],
      [stranger("broken", check), ...defaultGuards()],
    ]) {
      const outcome = await verify(good, { guards, timeoutMs: 40 });
      expect(outcome.status).toBe("escalated");
      expect(outcome.verdicts.some(({ status }) => status === "error")).toBe(true);
      expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome);
    }
  });
  test.each(broken)("and %s verifies nothing inside a combinator either", async (_, check) => {
    const guard = stranger("broken", check);
    for (const combined of [
      every(...defaultGuards(), guard),
      some(
        guard,
        stranger("blocks", () => [block("no", "no")]),
      ),
      lenient(guard),
    ])
      expect(await statusOf(good, { guards: [...defaultGuards(), combined], timeoutMs: 40 })).toBe("escalated");
  });
  test("that hangs is timed out, and says so", async () => {
    const outcome = await verify(good, {
      guards: [...defaultGuards(), stranger("hangs", () => new Promise(() => {}))],
      timeoutMs: 20,
    });
    expect(outcome).toMatchObject({ status: "escalated", escalation: { reason: "timed-out" } });
  });
  test("that does not yield cannot pass the deadline unseen", async () => {
    const busy = stranger("busy", () => {
      const until = performance.now() + 30;
      while (performance.now() < until);
      return [];
    });
    const outcome = await verify(good, { guards: [...defaultGuards(), busy], timeoutMs: 10 });
    expect(outcome).toMatchObject({ status: "escalated", escalation: { reason: "timed-out" } });
  });
  test("that calls itself advisory and alone makes no chain", async () => {
    const guards = [defineGuard({ name: "only-warns", unit: "answer", advisory: true, check: () => [] })];
    await expect(verify(good, { guards })).rejects.toThrow(TypeError);
  });
});

const changes: readonly (readonly [what: string, change: (draft: never) => void])[] = [
  ["forgets claims", (draft: { claims: unknown[] }) => { draft.claims.length = 1; }],
  ["replaces the claims", (draft: { claims: unknown[] }) => { draft.claims = []; }],
  ["rewrites a claim", (draft: { claims: { text: string }[] }) => { for (const claim of draft.claims) claim.text = truth.text; }],
  ["calls a claim an absence", (draft: { claims: { kind: string }[] }) => { for (const claim of draft.claims) claim.kind = "absence"; }],
  ["rewrites the answer", (draft: { answer: string }) => { draft.answer = truth.text; }],
  ["adds the answer to the sources", (draft: { sources: unknown[]; answer: string }) => { draft.sources.push({ id: "x", text: draft.answer }); }],
  ["rewrites a source", (draft: { sources: { text: string }[]; answer: string }) => { for (const source of draft.sources) source.text = draft.answer; }],
  ["redefines a source", (draft: { sources: object[]; answer: string }) => { Object.defineProperty(draft.sources[0] ?? {}, "text", { value: draft.answer }); }],
  ["rewrites the finish", (draft: { finish: string }) => { draft.finish = "stop"; }],
  ["changes how lists are read", (draft: { claims: object }) => { Object.setPrototypeOf(draft.claims, { flatMap: () => [], map: () => [], filter: () => [], some: () => true }); }],
  ["breaks a list's own method", (draft: { claims: object }) => { Object.defineProperty(draft.claims, "map", { value: () => [] }); }],
  ["moves a claim", (draft: { claims: { at: { start: number; end: number } }[] }) => { for (const { at } of draft.claims) at.end = at.start; }],
]; // biome-ignore format: a table

describe("a guard that changes what it was shown", () => {
  test.each(changes)(
    "%s: what was rejected stays rejected, what is verified is what was handed in",
    async (_, change) => {
      const evil = stranger("evil", (draft) => {
        try {
          change(draft as never);
        } catch {
          // Frozen: the attempt is what counts.
        }
        return [];
      });
      for (const answer of [bad, { ...good, finish: "length" } as const])
        for (const guards of [
          [evil, ...defaultGuards()],
          [...defaultGuards(), evil],
          [every(evil, ...defaultGuards())],
        ])
          expect(await statusOf(answer, { guards })).toBe("escalated");
      for (const guards of [[evil, ...defaultGuards()], [...defaultGuards(), evil], [evil]]) {
        const outcome = await verify(good, { guards });
        if (outcome.status === "verified") expect([outcome.answer, outcome.claims.length]).toEqual([good.answer, 1]);
      }
    },
  );
  test("cannot do so through the caller's own objects", async () => {
    const source = { id: "refunds", text: "Nothing of it." };
    const answer = { answer: truth.text, sources: [source], citations: [] };
    const evil = stranger("evil", () => {
      source.text = truth.text;
      answer.sources = [truth];
      return [];
    });
    expect(await statusOf(answer, { guards: [evil, ...defaultGuards()] })).toBe("escalated");
  });
});

describe("a judge", () => {
  const partly: Answer = {
    ...good,
    answer: "Unused items may be returned within 34 days of delivery by courier or carrier pigeon.",
  };
  const doubts = defineGuard({
    name: "doubts",
    unit: "answer",
    check: () => [
      open("first-doubt", "?", { otherwise: "note" }),
      open("second-doubt", "?", { otherwise: "note" }),
      open("third-doubt", "?", { otherwise: "note" }),
    ],
  });
  const judging = (settle: (asked: readonly Finding[], draft: Draft) => unknown): Judge =>
    ({ settle }) as unknown as Judge;
  const right = (index: number): Ruling => ({ index, severity: "note", message: "it is so" });

  test("that rules on all of them in favour verifies", async () => {
    const outcome = await verify(good, {
      guards: [...defaultGuards(), doubts],
      judge: judging(async (asked) => asked.map((_, index) => right(index))),
    });
    expect(outcome.status).toBe("verified");
  });
  test.each<readonly [what: string, settle: (asked: readonly Finding[], draft: Draft) => unknown]>([
    ["throws", () => { throw new Error("down"); }],
    ["rejects", () => Promise.reject(new Error("down"))],
    ["hangs", () => new Promise(() => {})],
    ["returns nothing", () => undefined],
    ["returns prose", async () => "All three are supported by the source, with high confidence."],
    ["returns JSON as text", async () => JSON.stringify([right(0), right(1), right(2)])],
    ["returns truncated JSON", async () => '[{"index":0,"severity":"note"'],
    ["returns yes", async () => true],
    ["returns no ruling", async () => []],
    ["returns one ruling for three findings", async () => [right(0)]],
    ["returns two rulings for three findings", async () => [right(0), right(1)]],
    ["returns a ruling too many", async () => [right(0), right(1), right(2), right(3)]],
    ["rules on one twice", async () => [right(0), right(1), right(1)]],
    ["rules on what it was not asked", async () => [right(0), right(1), right(3)]],
    ["counts from one", async () => [right(1), right(2), right(3)]],
    ["counts in words", async () => [{ ...right(0), index: "0" }, right(1), right(2)]],
    ["counts below nought", async () => [right(-1), right(1), right(2)]],
    ["counts in halves", async () => [right(0.5), right(1), right(2)]],
    ["rules in words of its own", async () => [{ ...right(0), severity: "supported" }, right(1), right(2)]],
    ["warns", async () => [{ ...right(0), severity: "warn" }, right(1), right(2)]],
    ["gives no message", async () => [{ index: 0, severity: "note" }, right(1), right(2)]],
    ["gives evidence that is in no source", async () => [{ ...right(0), evidence: [{ source: 3, sourceId: "x", span: { start: 0, end: 1 }, score: 1, by: "judged" }] }, right(1), right(2)]],
    ["leaves a hole", async () => [right(0)].concat(new Array(1), right(2))],
    ["leaves one open", async () => [right(0), right(1), { ...right(2), severity: "open" }]],
    ["blocks one", async () => [right(0), right(1), { ...right(2), severity: "block" }]],
    ["gives an iterator", async () => new Set([right(0), right(1), right(2)]).values()],
    ["empties what it was asked", async (asked) => { attempt(() => { (asked as Finding[]).length = 0; }); return []; }],
    ["turns what it was asked into notes", async (asked) => { for (const finding of asked) attempt(() => { Object.assign(finding, { severity: "note" }); }); attempt(() => { (asked as Finding[]).length = 0; }); return []; }],
    ["turns what it was asked into notes and throws", async (asked) => { for (const finding of asked) attempt(() => { Object.assign(finding, { severity: "note" }); }); throw new Error("down"); }],
  ])("that %s verifies nothing, whatever the guard's threshold thinks", async (_, settle) => {
    const outcome = await verify(good, { guards: [...defaultGuards(), doubts], judge: judging(settle), timeoutMs: 40 });
    expect(outcome.status).toBe("escalated");
    const codes = outcome.status === "escalated" ? outcome.escalation.findings.map(({ code }) => code) : [];
    if (!/blocks|leaves one open/.test(_)) expect(codes).toEqual(["first-doubt", "second-doubt", "third-doubt"]);
  }); // biome-ignore format: a table
  test("never sees a block, and never overturns one", async () => {
    const seen: string[] = [];
    const kind = judging(async (asked) => {
      seen.push(...asked.map(({ severity }) => severity));
      return asked.map((_, index) => right(index));
    });
    for (const answer of [
      bad,
      partly,
      ...pairs.map(({ answer: one, neighbour }) => ({
        ...one,
        answer: neighbour.answer,
        sources: neighbour.sources ?? one.sources,
      })),
    ]) {
      const without = await verify(answer);
      const blocked = without.verdicts.some(
        ({ findings, status }) =>
          status === "error" || findings.some(({ severity, ask }) => severity === "block" && ask === undefined),
      );
      const free = await verify(answer, {
        guards: [...defaultGuards(), defineGuard({ name: "blocks", unit: "answer", check: () => [block("no", "no")] })],
        judge: kind,
      });
      expect(free.status).toBe("escalated");
      if (
        blocked &&
        without.status === "escalated" &&
        ["incomplete", "unanswered", "no-sources"].includes(without.escalation.reason)
      )
        expect(await statusOf(answer, { judge: kind })).toBe("escalated");
    }
    expect(new Set(seen)).toEqual(seen.length === 0 ? new Set() : new Set(["open"]));
  });
  test("changes nothing of the answer that is verified", async () => {
    const judge = judging(async (asked, draft) => {
      attempt(() => {
        Object.assign(draft, { answer: "Penguins!" });
      });
      attempt(() => {
        Object.assign(draft.claims[0] ?? {}, { text: "Penguins!" });
      });
      return asked.map((_, index) => right(index));
    });
    const outcome = await verify(good, { guards: [...defaultGuards(), doubts], judge });
    expect(outcome).toMatchObject({ status: "verified", answer: good.answer, claims: [{ text: good.answer }] });
  });
});

function attempt(change: () => void): void {
  try {
    change();
  } catch {
    // Frozen: the attempt is what counts.
  }
}

describe("any chain", () => {
  const finding = fc.constantFrom(
    block("no", "no"),
    open("doubt", "?"),
    open("fair", "?", { otherwise: "note" }),
    open("poor", "?", { otherwise: "block" }),
    warn("mind", "!"),
    note("good", "yes"),
  );
  const member = fc.oneof(
    fc.constantFrom(...defaultGuards()),
    fc
      .array(finding, { maxLength: 3 })
      .map((found) => defineGuard({ name: "says", unit: "answer", check: () => found })),
    fc.constant(
      stranger("throws", () => {
        throw new Error("broken");
      }),
    ),
  );
  const chain = fc.array(member, { minLength: 1, maxLength: 5 });
  const answers = fc.oneof(anyAnswer, fc.constantFrom(good, bad, ...pairs.map(({ answer }) => answer)));

  test("verifies no more with one more guard, wherever it stands", async () => {
    await fc.assert(
      fc.asyncProperty(answers, chain, member, fc.nat(5), async (answer, guards, more, at) => {
        const before = await statusOf(answer, { guards });
        const after = await statusOf(answer, { guards: guards.toSpliced(at, 0, more) });
        if (before === "escalated") expect(after).toBe("escalated");
      }),
      runs,
    );
  });
  test("decides the same in any order", async () => {
    await fc.assert(
      fc.asyncProperty(answers, chain, async (answer, guards) => {
        expect(await statusOf(answer, { guards: guards.toReversed() })).toBe(await statusOf(answer, { guards }));
      }),
      runs,
    );
  });
  test("verifies nothing that one of its guards alone does not", async () => {
    await fc.assert(
      fc.asyncProperty(answers, chain, async (answer, guards) => {
        if ((await statusOf(answer, { guards })) === "escalated") return;
        for (const guard of guards) expect(await statusOf(answer, { guards: [guard] })).toBe("verified");
      }),
      runs,
    );
  });
});

describe("the value that was checked is the value that comes out", () => {
  const feeIsOne = stranger("fee-is-one", ({ value }) =>
    (value as { fee: number }).fee === 1 ? [] : [block("fee", "is not 1")],
  );
  test("whatever a guard or the caller does to the original", async () => {
    const value = { fee: 1, more: [{ deep: true }] };
    const late = stranger("late", async () => {
      value.fee = 999;
      value.more.length = 0;
      return [];
    });
    const outcome = await verify({ ...good, value }, { guards: [...defaultGuards(), feeIsOne, late, feeIsOne] });
    expect(outcome).toMatchObject({ status: "verified", value: { fee: 1, more: [{ deep: true }] } });
  });
  test("and is shown to guards frozen through and through", async () => {
    const writes = stranger("writes", ({ value }) => {
      (value as { more: { deep: boolean }[] }).more.push({ deep: false });
      return [];
    });
    const outcome = await verify({ ...good, value: { fee: 1, more: [] } }, { guards: [...defaultGuards(), writes] });
    expect(outcome).toMatchObject({ status: "escalated", escalation: { failures: [{ code: "guard-threw" }] } });
  });
  test("a proxy is asked once: what it answers later is heard by nobody", async () => {
    let asked = 0;
    const value = new Proxy({ fee: 1 }, { get: () => (asked++ > 1 ? 999 : 1) });
    const outcome = await verify({ ...good, value }, { guards: [...defaultGuards(), feeIsOne] });
    if (outcome.status === "verified") expect(outcome.value).toEqual({ fee: 1 });
  });
  test("minus zero is the zero that JSON has", async () => {
    expect(await verify({ ...good, value: { n: -0 } })).toMatchObject({ status: "verified", value: { n: 0 } });
  });
});

describe("the chain that was handed in is the chain that runs", () => {
  const lie = { ...good, answer: "Aspirin cures cancer." };
  test("even if a guard cuts the caller's list short", async () => {
    const guards = [...defaultGuards()];
    guards.unshift(
      stranger("evil", () => {
        guards.length = 1;
        return [];
      }),
    );
    expect(await statusOf(lie, { guards })).toBe("escalated");
  });
  test("even if a guard cuts it short while it is looked at", async () => {
    const guards = [...defaultGuards()];
    const first = {
      get name() {
        guards.length = 1;
        return "first";
      },
      unit: "answer",
      check: () => [],
    } as const;
    guards.unshift(first);
    expect(await statusOf(lie, { guards })).toBe("escalated");
  });
  test("even if a guard rewrites the next one", async () => {
    const [next = stranger("next", () => [])] = defaultGuards().slice(-1);
    const open = { ...next };
    const evil = stranger("evil", () => {
      open.check = () => [];
      return [];
    });
    expect(await statusOf(lie, { guards: [evil, open] })).toBe("escalated");
  });
});
