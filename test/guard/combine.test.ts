import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contextOf } from "../../src/context.ts";
import { every, except, lenient, some } from "../../src/guard/combine.ts";
import { defineGuard } from "../../src/guard/define.ts";
import { block, note, open, warn } from "../../src/guard/finding.ts";
import { runGuard } from "../../src/guard/run.ts";
import type { Finding, Guard } from "../../src/types.ts";
import { draftOf, evidenceOf, guardOf } from "./draft.ts";

const draft = draftOf("The Moon is near. It has no air.");
const context = contextOf();
const run = (guard: Guard) => runGuard(guard, draft, context);

const carried = note("claim-carried", "n", { evidence: [evidenceOf(0, 8)] });
const uncited = block("claim-uncited", "b");
const unclear = open("claim-unclear", "o", { ask: "entailed", otherwise: "note" });
const advice = warn("answer-uncited", "w");

const saying = (name: string, findings: readonly Finding[], fields: Partial<Guard> = {}) =>
  defineGuard({ name, unit: "claim", ...fields, check: async () => findings });
const passing = saying("passing", [carried, advice]);
const silent = saying("silent", []);
const failing = saying("failing", [carried, uncited]);
const opening = saying("opening", [unclear]);
const throwing = guardOf(() => Promise.reject(new RangeError("no")), { name: "throwing", unit: "claim" });
const lying = guardOf(() => undefined, { name: "lying", unit: "claim" });

describe("every", () => {
  test("puts the findings of its guards together, in the order written", async () => {
    expect(await run(every(passing, opening, failing))).toStrictEqual({
      guard: "every-passing-opening-failing",
      status: "fail",
      findings: [carried, advice, unclear, carried, uncited],
    });
    expect((await run(every(passing, silent))).status).toBe("pass");
  });

  test.each([
    ["throws", throwing, "guard-threw", "`every-passing-throwing-failing`: `throwing` threw RangeError"],
    ["gives nothing", lying, "guard-malformed", "`every-passing-lying-failing`: `lying`: findings is no list"],
  ])("is an error when one guard %s, and says which", async (_, guard, code, message) => {
    expect(await run(every(passing, guard, failing))).toMatchObject({
      status: "error",
      failure: { code, message },
    });
  });
});

describe("some", () => {
  test.each<[string, readonly Guard[], string, readonly Finding[]]>([
    ["the first passes", [passing, failing], "pass", [carried, advice]],
    ["the last passes", [opening, failing, passing], "pass", [carried, advice]],
    ["two pass: the notes of both", [passing, opening, passing], "pass", [carried, advice, carried, advice]],
    ["one passes beside an error", [throwing, passing], "pass", [carried, advice]],
    ["one passes in silence: the failing are not heard", [failing, silent], "pass", []],
    ["none passes: the findings of all", [opening, failing], "fail", [unclear, carried, uncited]],
    ["all are open", [opening, opening], "open", [unclear, unclear]],
    ["none passes, one errs", [throwing, opening], "open", [unclear]],
  ])("%s", async (_, guards, status, findings) => {
    expect(await run(some(...guards))).toMatchObject({ status, findings });
  });

  test("is an error when every guard errs: nothing said is not a pass", async () => {
    expect(await run(some(throwing, lying))).toMatchObject({
      status: "error",
      failure: { code: "guard-threw", message: "`some-throwing-lying`: `throwing` threw RangeError" },
    });
  });

  test("asks a guard that costs model calls only while none has passed", async () => {
    let asked = 0;
    const dear = guardOf(
      () => {
        asked += 1;
        return [];
      },
      { name: "dear", cost: "model" },
    );
    await run(some(passing, dear));
    expect(asked).toBe(0);
    await run(some(failing, dear, passing));
    expect(asked).toBe(1);
  });

  test("of claim guards judges answers: each claim may pass another of them", async () => {
    const about = (word: string) =>
      defineGuard({
        name: `about-${word}`,
        unit: "claim",
        check: ({ claims }) =>
          claims.filter(({ text }) => !text.includes(word)).map((claim) => block("off-topic", "b", claim)),
      });
    const either = some(about("near"), about("air"));
    expect((await run(either)).status).toBe("fail");
    for (const claim of draft.claims)
      expect((await runGuard(either, { ...draft, claims: [claim] }, context)).status).toBe("pass");
    expect(either.unit).toBe("answer");
  });
});

describe("except and lenient", () => {
  const mixed = saying("mixed", [uncited, unclear, carried, advice]);
  const soft = { uncited: { ...uncited, severity: "warn" }, unclear: warn("claim-unclear", "o") };

  test("except turns blocks and open findings with these codes into warnings, with nothing left to ask", async () => {
    expect((await run(except(mixed, ["claim-unclear"]))).findings).toStrictEqual([
      uncited,
      soft.unclear,
      carried,
      advice,
    ]);
    expect((await run(except(mixed, ["claim-uncited"]))).status).toBe("open");
    expect((await run(except(mixed, ["claim-uncited", "claim-unclear"]))).status).toBe("pass");
  });

  test("lenient does so with all, or with its codes alone", async () => {
    expect(await run(lenient(mixed))).toStrictEqual({
      guard: "lenient-mixed",
      status: "pass",
      findings: [soft.uncited, soft.unclear, carried, advice],
    });
    expect((await run(lenient(mixed, { codes: ["claim-uncited"] }))).findings).toStrictEqual([
      soft.uncited,
      unclear,
      carried,
      advice,
    ]);
  });

  test("a note under such a code stays evidence", async () => {
    expect((await run(except(passing, ["claim-carried"]))).findings).toStrictEqual([carried, advice]);
  });

  test.each([
    ["no code", []],
    ["a text", "claim-uncited"],
    ["a code that is not kebab-case", ["Claim"]],
  ])("%s is refused, rather than read as all codes", (_, codes) => {
    expect(() => lenient(mixed, { codes: codes as string[] })).toThrow("Expected `codes` to be a list");
    expect(() => except(mixed, codes as string[])).toThrow(TypeError);
  });
});

describe("what a combined guard says of itself", () => {
  const dear = saying("dear", [], { cost: "model" });
  const whole = saying("whole", [], { unit: "answer" });
  const advisory = saying("advisory", [], { advisory: true });

  test.each<[Guard, Omit<Guard, "check">]>([
    [every(passing, failing), { name: "every-passing-failing", unit: "claim" }],
    [every(passing, whole), { name: "every-passing-whole", unit: "answer" }],
    [every(passing, dear), { name: "every-passing-dear", unit: "claim", cost: "model" }],
    [every(passing, advisory), { name: "every-passing-advisory", unit: "claim" }],
    [every(advisory), { name: "every-advisory", unit: "claim", advisory: true }],
    [some(passing, dear), { name: "some-passing-dear", unit: "answer", cost: "model" }],
    [some(passing, advisory), { name: "some-passing-advisory", unit: "answer", advisory: true }],
    [except(dear, ["off-topic"]), { name: "dear-except-off-topic", unit: "claim", cost: "model" }],
    [except(advisory, ["a", "b"]), { name: "advisory-except-a-b", unit: "claim", advisory: true }],
    [lenient(whole), { name: "lenient-whole", unit: "answer", advisory: true }],
    [lenient(passing, { codes: ["off-topic"] }), { name: "lenient-passing-on-off-topic", unit: "claim" }],
  ])("$name", (guard, fields) => {
    expect(guard).toEqual({ ...fields, check: expect.any(Function) });
    expect(Object.isFrozen(guard)).toBe(true);
  });

  test.each([
    ["every", () => every()],
    ["some", () => some()],
    ["every of a name", () => every("cited" as unknown as Guard)],
    ["except", () => except(undefined as unknown as Guard, ["a"])],
    ["lenient", () => lenient({} as Guard)],
  ])("%s of nothing is refused", (_, build) => {
    expect(build).toThrow(TypeError);
  });
});

describe("laws of the combinators", () => {
  const members = { pass: passing, open: opening, fail: failing, error: throwing };
  const member = fc.constantFrom<keyof typeof members>("pass", "open", "fail", "error");
  const list = fc.array(member, { minLength: 1, maxLength: 5 });
  const statusOf = async (guard: Guard) => (await run(guard)).status;
  const guards = (kinds: readonly (keyof typeof members)[]) => kinds.map((kind) => members[kind]);

  test("every takes the worst of its guards, in any order", async () => {
    const worst = (kinds: readonly string[]) =>
      ["error", "fail", "open", "pass"].find((status) => kinds.includes(status));
    await fc.assert(
      fc.asyncProperty(list, async (kinds) => {
        expect(await statusOf(every(...guards(kinds)))).toBe(worst(kinds));
        expect(await statusOf(every(...guards(kinds.toReversed())))).toBe(worst(kinds));
      }),
    );
  });

  test("some passes exactly when one passes, in any order", async () => {
    const best = (kinds: readonly string[]) =>
      ["pass", "fail", "open", "error"].find((status) => kinds.includes(status));
    await fc.assert(
      fc.asyncProperty(list, async (kinds) => {
        expect(await statusOf(some(...guards(kinds)))).toBe(best(kinds));
        expect(await statusOf(some(...guards(kinds.toReversed())))).toBe(best(kinds));
      }),
    );
  });

  test("no combination, however deep, makes a pass of errors alone", async () => {
    const erring = fc.oneof(
      fc.anything().map((thrown) =>
        guardOf(
          () => {
            throw thrown;
          },
          { name: "thrower" },
        ),
      ),
      fc
        .anything()
        .filter((garbage) => !Array.isArray(garbage))
        .map((garbage) => guardOf(() => garbage, { name: "liar" })),
    );
    const { combined } = fc.letrec<{ combined: Guard }>((tie) => ({
      combined: fc.oneof(
        { depthSize: "small" },
        erring,
        fc.array(tie("combined"), { minLength: 1, maxLength: 3 }).map((inner) => every(...inner)),
        fc.array(tie("combined"), { minLength: 1, maxLength: 3 }).map((inner) => some(...inner)),
        tie("combined").map((inner) => lenient(inner)),
        tie("combined").map((inner) => except(inner, ["claim-uncited"])),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(combined, async (guard) => {
        const verdict = await run(guard);
        expect(verdict.status).toBe("error");
        expect(JSON.stringify(verdict).length).toBeLessThan(100_000);
        expect(JSON.parse(JSON.stringify(verdict))).toStrictEqual(verdict);
      }),
    );
  });

  test("an abort ends a hanging member, however deep", async () => {
    const controller = new AbortController();
    const hanging = guardOf(() => new Promise(() => {}), { name: "hanging" });
    const guard = lenient(every(passing, some(failing, hanging)));
    const running = runGuard(guard, draft, contextOf({ abortSignal: controller.signal }));
    await Promise.resolve();
    controller.abort();
    expect(await running).toMatchObject({ status: "error", failure: { code: "guard-timed-out" } });
  });
});
