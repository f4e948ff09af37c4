import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contextOf } from "../../src/context.ts";
import { VouchsafeError } from "../../src/errors.ts";
import { defineGuard } from "../../src/guard/define.ts";
import { block, note, open, warn } from "../../src/guard/finding.ts";
import { runGuard, runGuards } from "../../src/guard/run.ts";
import type { Evidence, Finding } from "../../src/types.ts";
import { draftOf, evidenceOf, guardOf, spanOf } from "./draft.ts";

const draft = draftOf("The Moon is near. It has no air.");
const context = contextOf();
const run = (check: () => unknown) => runGuard(guardOf(check), draft, context);
const codeOf = async (check: () => unknown) => {
  const verdict = await run(check);
  return verdict.status === "error" ? verdict.failure.code : verdict.status;
};

describe("the status of a verdict", () => {
  const blocked = block("claim-uncited", "b");
  const opened = open("claim-unclear", "o");
  const warned = warn("answer-uncited", "w");
  const noted = note("claim-carried", "n");

  test.each([
    ["nothing found", [], "pass"],
    ["notes and warnings", [noted, warned], "pass"],
    ["something open", [noted, opened, warned], "open"],
    ["something blocked", [opened, blocked, noted], "fail"],
  ])("%s", async (_, findings, status) => {
    expect(await run(() => findings)).toStrictEqual({ guard: "sound", status, findings });
    expect(await run(async () => findings)).toStrictEqual({ guard: "sound", status, findings });
  });

  test("does not depend on the order of the findings", async () => {
    const findings = fc.array(fc.constantFrom(blocked, opened, warned, noted));
    await fc.assert(
      fc.asyncProperty(findings, findings, async (some, others) => {
        const { status } = await run(() => [...some, ...others]);
        expect((await run(() => [...others, ...some].toReversed())).status).toBe(status);
      }),
    );
  });
});

describe("what could not be checked never passes", () => {
  const { proxy: revoked, revoke } = Proxy.revocable([], {});
  revoke();
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const throwing = (field: string) => ({
    ...note("claim-carried", "n"),
    get [field]() {
      throw new Error("the secret of the source");
    },
  });
  const deep = (): number => 1 + deep();
  const fail = (reason: unknown) => () => {
    throw reason;
  };
  const hostileError = new Proxy(new Error("x"), { get: fail("get"), getPrototypeOf: fail("prototype") });

  test.each<[string, () => unknown, string]>([
    ["a throw", fail(new TypeError("no")), "guard-threw"],
    ["a throw of undefined", fail(undefined), "guard-threw"],
    ["a throw of a hostile error", fail(hostileError), "guard-threw"],
    ["endless recursion", deep, "guard-threw"],
    ["a rejection", () => Promise.reject(new Error("no")), "guard-threw"],
    ["a rejection with nothing", () => Promise.reject(), "guard-threw"],
    ["a `then` that throws when read", () => new Proxy({}, { get: fail("no") }), "guard-threw"],
    ["a `then` that throws when called", () => thenable(fail("no")), "guard-threw"],
    ["undefined", () => undefined, "guard-malformed"],
    ["null", () => null, "guard-malformed"],
    ["true", () => true, "guard-malformed"],
    ["a promise of undefined", async () => {}, "guard-malformed"],
    ["an object like a list", () => ({ length: 0 }), "guard-malformed"],
    ["a set", () => new Set(), "guard-malformed"],
    ["a generator", () => (function* () {})(), "guard-malformed"],
    ["one finding outside a list", () => note("claim-carried", "n"), "guard-malformed"],
    ["a cycle", () => cycle, "guard-malformed"],
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    ["a hole", () => [note("claim-carried", "n"), ,], "guard-malformed"],
    ["a promise in the list", () => [Promise.resolve(note("claim-carried", "n"))], "guard-malformed"],
    ["a revoked proxy as a finding", () => [revoked], "guard-malformed"],
    [
      "a proxy that never ends",
      () => new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 52 : {}) }),
      "guard-malformed",
    ],
    ["a proxy of negative length", () => new Proxy([], { get: () => -1 }), "guard-malformed"],
    ["a thenable of a thenable", () => thenable((resolve) => resolve(thenable(() => {}))), "guard-malformed"],
    ["a code that throws when read", () => [throwing("code")], "guard-malformed"],
    ["evidence that throws when read", () => [throwing("evidence")], "guard-malformed"],
  ])("%s", async (_, check, code) => {
    const verdict = await run(check);
    expect(verdict).toMatchObject({ status: "error", findings: [], failure: { code } });
    expect(JSON.parse(JSON.stringify(verdict))).toStrictEqual(verdict);
    expect(JSON.stringify(verdict)).not.toContain("secret");
  });

  test("a proxy that claims to be empty but is a list passes as what it shows", async () => {
    expect(await codeOf(() => new Proxy([block("claim-uncited", "b")], {}))).toBe("fail");
  });

  test("a list is taken at once, even one that is a thenable too", async () => {
    const waiting = new Proxy([], {
      get: (list, key) => (key === "then" ? () => {} : Reflect.get(list, key)),
    });
    expect(await codeOf(() => waiting)).toBe("pass");
  });

  test("a proxy is read up to a million findings and evidence together, and no further", async () => {
    const lots = (length: number, item: unknown) =>
      new Proxy([], { get: (_, key) => (key === "length" ? length : item) });
    expect(await codeOf(() => lots(1_000_001, note("claim-carried", "n")))).toBe("guard-malformed");
    const evidence = lots(600_000, evidenceOf(0, 8)) as readonly Evidence[];
    const finding = note("claim-carried", "n", { evidence });
    expect(await codeOf(() => [finding])).toBe("pass");
    expect(await codeOf(() => [finding, finding])).toBe("guard-malformed");
  });

  test("a thenable that resolves to itself is malformed, and does not spin", async () => {
    const itself = thenable((resolve) => resolve(itself));
    expect(await codeOf(() => itself)).toBe("guard-malformed");
  });

  test("a guard that is no object has a verdict too", async () => {
    const name = Object.defineProperty({}, "name", { get: fail("no") });
    for (const guard of [null, undefined, 1, {}, name])
      expect(await runGuard(guard as never, draft, context)).toMatchObject({
        guard: "unnamed",
        status: "error",
        failure: { code: "guard-threw" },
      });
  });

  test("whatever a guard gives, only a list can pass", async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true, withSparseArray: true }), async (garbage) => {
        const isEmptyList = Array.isArray(garbage) && garbage.length === 0;
        expect(await codeOf(() => garbage)).toBe(isEmptyList ? "pass" : "guard-malformed");
        expect(await codeOf(() => [garbage])).toBe("guard-malformed");
        expect(await codeOf(fail(garbage))).toBe("guard-threw");
        expect(await codeOf(() => Promise.reject(garbage))).toBe("guard-threw");
      }),
    );
  });

  test("a failure names the guard and the trouble, in a few words, and quotes nothing", async () => {
    const failures = await Promise.all([
      run(fail(new SyntaxError(`Unexpected token in "the secret of the source"`))),
      run(fail("the secret of the source")),
      run(() => [note("the secret of the source", "n")]),
      run(() => [note("claim-carried", "n"), note("claim-carried", "n", { at: spanOf(3, 999) })]),
      runGuard(guardOf(fail(1), { name: "x".repeat(10_000) }), draft, context),
    ]);
    const messages = failures.map((verdict) => verdict.status === "error" && verdict.failure.message);
    expect(messages).toEqual([
      "`sound` threw SyntaxError",
      "`sound` threw a value of type string",
      "`sound`: findings[0].code is not kebab-case",
      "`sound`: findings[1].at lies outside its text",
      `\`${"x".repeat(80)}…\` threw a value of type number`,
    ]);
  });
});

describe("a message", () => {
  test.each([["budget-exceeded"], ["model-timed-out"], ["judge-malformed"]])(
    "of a model that the guard asked keeps its code: %s",
    async (code) => {
      const verdict = await run(() => {
        throw new VouchsafeError("because", { code });
      });
      expect(verdict).toMatchObject({ status: "error", failure: { code, message: "`sound`: because" } });
    },
  );
  test("of an error of ours says what it says", async () => {
    const verdict = await run(() => {
      throw new VouchsafeError("the schema has an unknown keyword", { code: "schema-invalid" });
    });
    expect(verdict).toMatchObject({
      failure: { code: "guard-threw", message: "`sound` threw VouchsafeError: the schema has an unknown keyword" },
    });
  });
  test("of an error of ours is bounded", async () => {
    const verdict = await run(() => {
      throw new VouchsafeError("x".repeat(100_000), { code: "too-much" });
    });
    if (verdict.status !== "error") throw new Error("no error");
    expect(verdict.failure.message.length).toBeLessThanOrEqual(401);
  });
  test("of a finding is bounded, and ends with a whole character", async () => {
    const { findings } = await run(() => [note("claim-carried", `x${"\u{1F427}".repeat(100_000)}`)]);
    expect(findings[0]?.message).toBe(`x${"\u{1F427}".repeat(499)}…`);
  });
});

describe("a finding with one bad field", () => {
  const sound = note("claim-carried", "n", { at: spanOf(0, 8), evidence: [evidenceOf(0, 8)], score: 0.5 });
  const length = draft.answer.length;
  const textLength = draft.sources[0]?.text.length ?? 0;
  const badSpans = [
    ["null", null],
    ["a list", [0, 1]],
    ["no end", { start: 0 }],
    ["text", { start: "0", end: "1" }],
    ["half an offset", { start: 0.5, end: 1 }],
    ["NaN", { start: Number.NaN, end: Number.NaN }],
    ["minus one", { start: -1, end: 1 }],
    ["infinity", { start: 0, end: Number.POSITIVE_INFINITY }],
    ["a bigint", { start: 0n, end: 1n }],
    ["back to front", { start: 2, end: 1 }],
  ] as const;
  const bad: readonly (readonly [string, object])[] = [
    ["no code", { code: undefined }],
    ["a code with a space", { code: "claim carried" }],
    ["a code in capitals", { code: "Claim-Carried" }],
    ["a code that is an object with text", { code: { toString: () => "claim-carried" } }],
    ["another severity", { severity: "error" }],
    ["an inherited severity", { severity: "constructor" }],
    ["no message", { message: undefined }],
    ["a blank message", { message: " \n" }],
    ["a message that is no text", { message: 1 }],
    ...badSpans.map(([name, at]) => [`a span: ${name}`, { at }] as const),
    ["a span past the answer", { at: { start: 0, end: length + 1 } }],
    ["evidence that is no list", { evidence: evidenceOf(0, 8) }],
    ["nearest: null", { nearest: null }],
    ["a score of NaN", { score: Number.NaN }],
    ["a score of infinity", { score: Number.POSITIVE_INFINITY }],
    ["a score below 0", { score: -0.1 }],
    ["a score above 1", { score: 1.1 }],
    ["a score as text", { score: "1" }],
    ["ask as a list", { ask: ["entailed"] }],
    ["otherwise: pass", { otherwise: "pass" }],
  ];
  const badEvidence: readonly (readonly [string, object])[] = [
    ...badSpans.map(([name, span]) => [`a span: ${name}`, { span }] as const),
    ["no span", { span: undefined }],
    ["a span past the source", { span: { start: 0, end: textLength + 1 } }],
    ["an empty span", { span: { start: 3, end: 3 } }],
    ["a position without a source", { source: 1 }],
    ["a position as text", { source: "0" }],
    ["a negative position", { source: -1 }],
    ["half a position", { source: 0.5 }],
    ["the id of another source", { sourceId: "mars" }],
    ["no score", { score: undefined }],
    ["a score of NaN", { score: Number.NaN }],
    ["no ground", { by: "guessed" }],
    ["a path that is a list", { path: ["a"] }],
  ];

  test("is sound before it is broken", async () => {
    expect(await codeOf(() => [sound])).toBe("pass");
  });

  test.each(bad)("%s is malformed", async (_, field) => {
    expect(await codeOf(() => [{ ...sound, ...field }])).toBe("guard-malformed");
  });

  test.each(badEvidence)("evidence with %s is malformed", async (_, field) => {
    const evidence = { ...evidenceOf(0, 8), ...field };
    expect(await codeOf(() => [{ ...sound, evidence: [evidence] }])).toBe("guard-malformed");
    expect(await codeOf(() => [{ ...sound, nearest: evidence }])).toBe("guard-malformed");
  });

  test("the ends of the texts are inside them", async () => {
    const edge = { at: spanOf(length, length), evidence: [evidenceOf(0, textLength)], score: 1 };
    expect(await codeOf(() => [note("claim-carried", "n", edge)])).toBe("pass");
  });

  test("a guard that lengthens the draft does not make its own offsets true", async () => {
    const verdict = await runGuard(
      guardOf((read) => {
        Object.assign(read, { answer: "x".repeat(999), sources: [{ id: "moon", text: "x".repeat(999) }] });
        return [note("claim-carried", "n", { evidence: [evidenceOf(900, 950)] })];
      }),
      { ...draft },
      context,
    );
    expect(verdict.status).toBe("error");
  });
});

describe("the findings of a verdict", () => {
  const finding = fc.record(
    {
      code: fc.constantFrom("claim-uncited", "quote-not-found"),
      severity: fc.constantFrom("block", "open", "warn", "note"),
      message: fc.string({ unit: "binary", minLength: 1 }).map((text) => `m${text}`),
      at: fc.constantFrom(spanOf(0, 0), spanOf(-0, 4), undefined),
      evidence: fc.array(fc.constantFrom(evidenceOf(0, 3), { ...evidenceOf(-0, 9), source: -0, path: "/a" })),
      nearest: fc.constant(evidenceOf(1, 2)),
      score: fc.double({ min: 0, max: 1, noNaN: true }).map((score) => (score === 0 ? -0 : score)),
      ask: fc.string(),
      otherwise: fc.constantFrom("block", "note"),
      secret: fc.anything(),
    },
    { requiredKeys: ["code", "severity", "message"] },
  );

  test("survive JSON, whatever else the guard hung on to them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(finding), async (findings) => {
        const verdict = await run(() => findings);
        expect(verdict.status).not.toBe("error");
        expect(verdict.findings).toHaveLength(findings.length);
        expect(JSON.parse(JSON.stringify(verdict))).toStrictEqual(verdict);
        for (const found of verdict.findings) expect(found).not.toHaveProperty("secret");
      }),
    );
  });

  test("belong to nobody else: a later change by the guard changes nothing", async () => {
    const evidence = [structuredClone(evidenceOf(0, 8))];
    const findings = [{ ...block("claim-uncited", "b"), at: { start: 0, end: 4 }, evidence }];
    const verdict = await run(() => findings);
    const before = structuredClone(verdict);
    Object.assign(findings[0] ?? {}, { severity: "note" });
    Object.assign(findings[0]?.at ?? {}, { end: 999 });
    Object.assign(evidence[0]?.span ?? {}, { end: 999 });
    evidence.length = 0;
    findings.length = 0;
    expect(verdict).toStrictEqual(before);
  });

  test("are read once: a field that changes its value is taken at its first", async () => {
    let reads = 0;
    const shifting = {
      ...note("claim-carried", "n"),
      get severity() {
        reads += 1;
        return reads === 1 ? "block" : "note";
      },
    };
    expect(await codeOf(() => [shifting])).toBe("fail");
    expect(reads).toBe(1);
  });
});

describe("an abort", () => {
  const hanging = guardOf(() => new Promise(() => {}));

  test.each([
    ["a promise", () => new Promise(() => {})],
    ["a thenable", () => thenable(() => {})],
  ])("ends %s that never settles", async (_, check) => {
    const { context, abort, listeners } = watched();
    const running = runGuard(guardOf(check), draft, context);
    expect(listeners()).toBe(1);
    abort();
    expect(await running).toEqual({
      guard: "sound",
      status: "error",
      findings: [],
      failure: { code: "guard-timed-out", message: "`sound` was ended before it answered" },
    });
    expect(listeners()).toBe(0);
  });

  test("before the run keeps the guard from running", async () => {
    const { context, abort, listeners } = watched();
    abort();
    let ran = false;
    const verdict = await runGuard(
      guardOf(() => {
        ran = true;
        return [];
      }),
      draft,
      context,
    );
    expect(verdict).toMatchObject({ status: "error", failure: { code: "guard-timed-out" } });
    expect(ran).toBe(false);
    expect(listeners()).toBe(0);
  });

  test("that makes the guard reject is a time-out, not a throw", async () => {
    const { context, abort } = watched();
    const verdict = await runGuard(
      guardOf(() => {
        abort();
        throw context.abortSignal.reason;
      }),
      draft,
      context,
    );
    expect(verdict).toMatchObject({ failure: { code: "guard-timed-out" } });
  });

  test("ends a whole chain, each guard with an error", async () => {
    const { context, abort } = watched();
    const running = runGuards([hanging, guardOf(() => []), hanging], draft, context);
    abort();
    expect((await running).map(({ status }) => status)).toEqual(["error", "error", "error"]);
  });

  test.each<[string, () => unknown]>([
    ["a list", () => []],
    ["a promise", async () => []],
    ["a throw", () => Promise.reject(new Error("no"))],
    ["garbage", () => 1],
  ])("listener is taken off after %s", async (_, check) => {
    const { context, listeners } = watched();
    await runGuard(guardOf(check), draft, context);
    expect(listeners()).toBe(0);
  });

  test("after the guard has answered comes too late to change the verdict", async () => {
    const { context, abort } = watched();
    const verdict = await runGuard(
      guardOf(async () => []),
      draft,
      context,
    );
    abort();
    expect(verdict.status).toBe("pass");
  });
});

describe("runGuards", () => {
  const named = (name: string, findings: readonly Finding[], cost: "free" | "model" = "free") =>
    defineGuard({ name, unit: "answer", cost, check: () => findings });
  const namesRun = async (...guards: Parameters<typeof runGuards>[0]) =>
    (await runGuards(guards, draft, context)).map(({ guard, status }) => `${guard} ${status}`);
  const passing = named("passing", []);
  const failing = named("failing", [block("claim-uncited", "b")]);
  const opening = named("opening", [open("claim-unclear", "o")]);
  const dear = named("dear", [], "model");
  const throwing = guardOf(() => Promise.reject(new Error("no")), { name: "throwing" });

  test("runs every free guard in the order written, whatever the others say", async () => {
    expect(await namesRun(failing, throwing, passing, opening)).toEqual([
      "failing fail",
      "throwing error",
      "passing pass",
      "opening open",
    ]);
  });

  test("runs a guard that costs model calls while nothing has failed", async () => {
    expect(await namesRun(passing, opening, dear)).toEqual(["passing pass", "opening open", "dear pass"]);
    expect(await namesRun(dear, failing)).toEqual(["dear pass", "failing fail"]);
  });

  test.each([
    ["failed", failing],
    ["erred", throwing],
  ])("leaves it out, not passed, once a guard has %s", async (_, guard) => {
    const names = await namesRun(guard, dear, passing);
    expect(names).toHaveLength(2);
    expect(names.join()).not.toContain("dear");
  });
});

type Resolve = (value: unknown) => void;
function thenable(then: (resolve: Resolve, reject: Resolve) => void): object {
  return { then };
}

/** A context whose signal counts its listeners, with no help from what is tested. */
function watched() {
  const controller = new AbortController();
  const { signal } = controller;
  let count = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...parameters: Parameters<typeof add>) => {
    count += 1;
    add(...parameters);
  };
  signal.removeEventListener = (...parameters: Parameters<typeof remove>) => {
    count -= 1;
    remove(...parameters);
  };
  return {
    context: contextOf({ abortSignal: signal }),
    abort: () => controller.abort(),
    listeners: () => count,
  };
}
