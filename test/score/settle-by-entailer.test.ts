import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence, Finding } from "vouchsafe/core";
import { supported } from "vouchsafe/guards/supported";
import {
  type ClaimPair,
  type Entailer,
  type Entailment,
  type EntailmentThresholds,
  type OpenClaim,
  settleByEntailer,
} from "vouchsafe/score";
import { contextOf } from "../../src/context.ts";
import { spanOf } from "../guard/draft.ts";

const sources = [
  { id: "hours", text: "Closed on Sunday. Open on Monday." },
  { id: "fees", text: "Entry is free." },
];
const place = (source: number, start: number, end: number): Evidence => ({
  ...{ source, sourceId: sources[source]?.id ?? "", span: spanOf<"source">(start, end), score: 0.5, by: "scored" },
});
const [sunday, monday, free] = [place(0, 0, 17), place(0, 18, 33), place(1, 0, 14)] as const;
const open = (claim: string, ...evidence: readonly Evidence[]): OpenClaim => ({
  finding: {
    ...{ code: "claim-unsupported", severity: "open", message: "half of it", at: spanOf(0, claim.length) },
    ...{ evidence, score: 0.5, ask: "Is it said?", otherwise: "note" },
  },
  claim,
  evidence,
});
const two = [open("It is shut on Sundays.", sunday), open("Entry costs nothing on Mondays.", free, monday)];

function entailing(reply: (pairs: readonly ClaimPair[]) => unknown): Entailer {
  return { entail: async (pairs) => reply(pairs) as readonly Entailment[] };
}
const settle = (
  claims: readonly OpenClaim[],
  reply: (pairs: readonly ClaimPair[]) => unknown,
  thresholds?: EntailmentThresholds,
): Promise<readonly Finding[]> =>
  settleByEntailer(claims, entailing(reply), {
    ...{ draft: { sources, question: "When?" }, context: contextOf(), thresholds },
  });
const all = (result: unknown) => (pairs: readonly ClaimPair[]) => pairs.map(() => result);

test("the model is asked once about all claims, each with the text of its places in the order of the sources", async () => {
  const asked: (readonly ClaimPair[])[] = [];
  await settle(two, (pairs) => {
    asked.push(pairs);
    return all({ supported: 1 })(pairs);
  });
  expect(asked).toEqual([
    [
      { claim: "It is shut on Sundays.", evidence: "Closed on Sunday.", question: "When?" },
      { claim: "Entry costs nothing on Mondays.", evidence: "Open on Monday.\nEntry is free.", question: "When?" },
    ],
  ]);
});

describe("what the model says", () => {
  test("carries a claim by all its places, as entailed", async () => {
    const [first, second] = await settle(two, all({ supported: 0.8 }));
    expect(first).toMatchObject({ code: "claim-supported", severity: "note", at: { start: 0, end: 22 }, score: 0.8 });
    expect(second?.evidence).toEqual([free, monday].map((one) => ({ ...one, by: "entailed", score: 0.8 })));
    expect(first).not.toHaveProperty("otherwise");
    expect(first).not.toHaveProperty("ask");
  });

  test.each([
    ["at the threshold", 0.5, undefined, "note", "claim-supported"],
    ["below it", 0.49, undefined, "block", "claim-unsupported"],
    ["between two thresholds", 0.49, { unsupportedBelow: 0.2 }, "open", "claim-unsupported"],
    ["at the lower of two", 0.2, { unsupportedBelow: 0.2 }, "open", "claim-unsupported"],
    ["below both", 0.19, { unsupportedBelow: 0.2 }, "block", "claim-unsupported"],
    ["below a threshold of the caller's", 0.8, { supportedFrom: 0.9 }, "block", "claim-unsupported"],
    ["not at all", 0, undefined, "block", "claim-unsupported"],
    ["for certain", 1, { supportedFrom: 1 }, "note", "claim-supported"],
  ] as const)("%s", async (_, supported, thresholds, severity, code) => {
    const [first] = await settle(two, all({ supported }), thresholds);
    expect(first).toMatchObject({ severity, code });
    if (severity === "block") expect(first?.nearest).toEqual(sunday);
    if (severity === "open") expect(first).toMatchObject({ ask: "Is it said?" });
    expect(first).not.toHaveProperty("otherwise");
  });

  test.each([
    ["a contradiction", { supported: 0.02, contradicted: 0.97 }, "claim-contradicted", "block"],
    ["a contradiction that is not sure", { supported: 0.2, contradicted: 0.7 }, "claim-unsupported", "block"],
    ["support that is surer", { supported: 0.98, contradicted: 0.95 }, "claim-supported", "note"],
  ])("%s", async (_, result, code, severity) => {
    expect((await settle(two, all(result)))[0]).toMatchObject({ code, severity });
  });
});

describe("what the model did not judge stays open, and no other threshold speaks for it", () => {
  const undecided = two.map(({ finding: { otherwise: _, ...kept } }) => kept);

  test.each([
    [
      "it throws",
      () => {
        throw new Error("no");
      },
    ],
    ["nothing comes", () => undefined],
    ["a result is missing", (pairs: readonly ClaimPair[]) => all({ supported: 1 })(pairs).slice(1)],
    ["there is one too many", (pairs: readonly ClaimPair[]) => [...all({ supported: 1 })(pairs), { supported: 1 }]],
    ["results are no numbers", all({ supported: Number.NaN })],
    ["results are text", all({ supported: "1" })],
    ["results are out of range", all({ supported: 1.5 })],
    ["results are below it", all({ supported: -0.1 })],
    ["results are empty", all(undefined)],
    ["results are null", all(null)],
    ["a contradiction is no number", all({ supported: 1, contradicted: Number.POSITIVE_INFINITY })],
    [
      "a result throws when it is read",
      all({
        get supported() {
          throw new Error("no");
        },
      }),
    ],
  ])("if %s", async (_, reply) => {
    expect(await settle(two, reply)).toEqual(undecided);
  });

  test("a result that cannot be read leaves the others as they are", async () => {
    const found = await settle(two, () => [{ supported: Number.NaN }, { supported: 1 }]);
    expect(found.map(({ severity }) => severity)).toEqual(["open", "note"]);
  });

  test("a claim without any place is not asked about", async () => {
    const found = await settle([open("It rains."), ...two], (pairs) => {
      expect(pairs).toHaveLength(2);
      return all({ supported: 1 })(pairs);
    });
    expect(found.map(({ severity }) => severity)).toEqual(["open", "note", "note"]);
    expect(found[0]).not.toHaveProperty("otherwise");
    const refuse = () => {
      throw new Error("asked");
    };
    expect(await settle([open("It rains.")], refuse)).toHaveLength(1);
    expect(await settle([], refuse)).toEqual([]);
  });
});

test("an abort is no result: it rejects with its reason, whatever the model says", async () => {
  const controller = new AbortController();
  const context = contextOf({ abortSignal: controller.signal });
  const reason = new Error("enough");
  for (const reply of [
    all({ supported: 1 }),
    () => {
      throw new Error("aborted");
    },
  ]) {
    const settled = settleByEntailer(
      two,
      entailing((pairs) => {
        controller.abort(reason);
        return reply(pairs);
      }),
      {
        draft: { sources },
        context,
      },
    );
    await expect(settled).rejects.toBe(reason);
  }
});

test("whatever comes, there is one finding for each claim, it survives JSON, and only a probability carries", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.anything(), { minLength: 2, maxLength: 2 }), async (results) => {
      const found = await settle(two, () => results);
      expect(found).toHaveLength(2);
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      expect(found.every(({ otherwise }) => otherwise === undefined)).toBe(true);
    }),
  );
});

test.each([
  [{ supportedFrom: -1 }, /`entailment.supportedFrom` to be a number above 0/],
  [{ supportedFrom: 0 }, /above 0/],
  [{ supportedFrom: Number.NaN }, /got NaN/],
  [{ contradictedFrom: 2 }, /`entailment.contradictedFrom`/],
  [{ unsupportedBelow: 0.6 }, /at most 0.5/],
])("thresholds that make no sense are refused when the guard is built: %j", (entailment, message) => {
  expect(() => supported({ entailment })).toThrow(message);
});
