import { describe, expect, test } from "vitest";
import { check, type Finding, type Source, supported, verify } from "vouchsafe";
import {
  type Calibration,
  type ClaimPair,
  calibrate,
  type Entailer,
  isForeign,
  OPERATING_POINTS,
  type OperatingPoint,
  type StandingOptions,
  standingOf,
  verbatimIn,
} from "vouchsafe/score";

const policy =
  "Unused items may be returned within 30 days of delivery. The customer pays the return postage. Refunds go to the card used.";
const pool: Source = {
  id: "pool",
  kind: "record",
  text: JSON.stringify({ name: "Lido Nord", heated: true, waterSlide: false }),
};
const verbatim = "The customer pays the return postage.";
const reordered = "The return postage is paid by the customer.";
const partly = "Unused items may be returned within 30 days of delivery by courier, carrier pigeon or donkey.";
const little = "Refunds for unused kettles, lanterns and violins reach the card overnight.";
const nothing = "Penguins migrate across frozen oceans.";
const other = "Unused items may be returned within 31 days of delivery.";

const found = async (
  answer: string,
  options: Parameters<typeof supported>[0] = {},
  sources: readonly (string | Source)[] = [policy],
) => (await check(supported(options), { answer, sources })).findings[0];
const stands = (finding: Finding | undefined): boolean => finding?.severity === "note" || finding?.otherwise === "note";
const thrown = (options: unknown): unknown => {
  try {
    return supported(options as StandingOptions);
  } catch (reason) {
    return reason;
  }
};

describe("operating points", () => {
  test("are in order, and balanced is the default", () => {
    const { strict, balanced, permissive } = OPERATING_POINTS;
    expect(strict > balanced && balanced > permissive && permissive > 0 && strict < 1).toBe(true);
    for (const [point, score] of Object.entries(OPERATING_POINTS)) {
      const { stands: isStanding, told } = standingOf({ operatingPoint: point as OperatingPoint });
      expect([isStanding(score), isStanding(score - 1e-9), told(score)]).toEqual([true, false, score]);
    }
    expect([standingOf({}).stands(balanced), standingOf({}).stands(balanced - 1e-9)]).toEqual([true, false]);
  });
  test.each([verbatim, reordered, partly, little, nothing, other])(
    "what stands at a stricter one stands at the others: %s",
    async (answer) => {
      const [strict, balanced, permissive] = await Promise.all(
        (["strict", "balanced", "permissive"] as const).map(async (operatingPoint) =>
          stands(await found(answer, { operatingPoint })),
        ),
      );
      if (strict) expect(balanced).toBe(true);
      if (balanced) expect(permissive).toBe(true);
    },
  );
  test("decide", async () => {
    const scores = await found(partly);
    expect(scores?.score).toBeGreaterThan(0);
    expect(stands(await found(partly, { threshold: scores?.score ?? 1 }))).toBe(true);
    expect(stands(await found(partly, { threshold: (scores?.score ?? 0) + 1e-9 }))).toBe(false);
  });
  test("a threshold overrides an operating point", () => {
    expect(standingOf({ operatingPoint: "strict", threshold: 0.01 }).stands(0.02)).toBe(true);
    expect(standingOf({ operatingPoint: "permissive", threshold: 1 }).stands(0.99)).toBe(false);
  });
});

const map = [
  [0, 0.1],
  [1, 0.9],
] as const;
const labels = { supported: 3, unsupported: 2, answers: 5 };
const proven: Calibration = { version: 1, threshold: 0.01, map, labels };
const unproven: Calibration = { version: 1, map, labels, guarantee: { status: "none", risk: 0.05, confidence: 0.95 } };

describe("options that are none", () => {
  test.each<readonly [unknown, string]>([
    [{ operatingPoint: "loose" }, "Expected `operatingPoint` to be one of strict, balanced, permissive, got loose."],
    [
      { operatingPoint: "toString" },
      "Expected `operatingPoint` to be one of strict, balanced, permissive, got toString.",
    ],
    [{ threshold: 0 }, "Expected `threshold` to be a number above 0 and up to 1, got 0."],
    [{ threshold: 1.5 }, "Expected `threshold` to be a number above 0 and up to 1, got 1.5."],
    [{ threshold: Number.NaN }, "Expected `threshold` to be a number above 0 and up to 1, got NaN."],
    [{ calibration: null }, "Expected `calibration` to be an object, got null."],
    [{ calibration: { map, labels } }, "Expected `calibration.version` to be there, got undefined."],
    [
      { calibration: { ...proven, version: 2 } },
      "Expected `calibration.version` to be 1: make it anew from the labels, got 2.",
    ],
    [{ calibration: { version: 1, map, labels } }, "Expected `calibration.threshold` to be there, got undefined."],
    [
      { calibration: { ...unproven, threshold: 0.5 } },
      "Expected `calibration.threshold` to be absent where nothing is proven, got 0.5.",
    ],
    [
      { calibration: { ...proven, threshold: 2 } },
      "Expected `calibration.threshold` to be a number from 0 to 1, got 2.",
    ],
    [
      {
        calibration: {
          ...proven,
          map: [
            [0.5, 0.5],
            [0.5, 0.6],
          ],
        },
      },
      "Expected `calibration.map[1][0]` to rise, got 0.5.",
    ],
  ])("%j", (options, message) => {
    const reason = thrown(options);
    expect(reason).toBeInstanceOf(TypeError);
    expect((reason as TypeError).message).toBe(message);
  });
});

describe("a calibration", () => {
  test("overrides both others, and what is told is its probability", async () => {
    const { stands: isStanding, told } = standingOf({ operatingPoint: "strict", threshold: 1, calibration: proven });
    expect([isStanding(0.01), isStanding(0.009)]).toEqual([true, false]);
    expect(told(1)).toBeCloseTo(0.9, 9);
    const plain = await found(partly);
    const calibrated = await found(partly, { calibration: proven });
    expect(calibrated?.score).toBe(told(plain?.score ?? 0));
    expect(calibrated?.score).not.toBe(plain?.score);
  });
  test("is kept as it was handed in, whatever becomes of the object", () => {
    const own: { version: 1; threshold: number; map: typeof map; labels: typeof labels } = {
      version: 1,
      threshold: 0.9,
      map,
      labels,
    };
    const { stands: isStanding } = standingOf({ calibration: own });
    own.threshold = 0;
    expect(isStanding(0.5)).toBe(false);
  });
  test("that proves no threshold lets nothing stand by a score", async () => {
    const few = calibrate(
      Array.from({ length: 5 }, (_, at) => ({ score: 0.9, supported: true, group: String(at) })),
      { aim: { risk: 0.05 } },
    );
    for (const calibration of [unproven, few]) {
      expect(Object.keys(calibration)).not.toContain("threshold");
      for (const answer of [reordered, partly, little, nothing, other])
        expect(stands(await found(answer, { calibration }))).toBe(false);
      expect(
        (await verify({ answer: reordered, sources: [policy] }, { guards: [supported({ calibration })] })).status,
      ).toBe("escalated");
    }
  });
  test("that proves none leaves what stands word for word, and what a record says", async () => {
    expect(await found(verbatim, { calibration: unproven })).toMatchObject({
      severity: "note",
      evidence: [{ by: "verbatim" }],
    });
    expect(await found("Lido Nord is heated.", { calibration: unproven }, [pool])).toMatchObject({ severity: "note" });
  });
});

describe("what is contradicted", () => {
  test("another value beside the same words, and a flag that says otherwise, whatever the threshold", async () => {
    for (const threshold of [1e-9, 1]) {
      expect(await found(other, { threshold })).toMatchObject({ code: "claim-contradicted", severity: "block" });
      expect(await found("It has a water slide.", { threshold }, [pool])).toMatchObject({
        code: "claim-contradicted",
        severity: "block",
      });
    }
    expect((await found(other))?.message).toBe("says 31 days where the source has 30 days");
  });
  test("a claim of which the sources have almost nothing is blocked, whatever the threshold", async () => {
    expect(await found(nothing, { threshold: 1e-9 })).toMatchObject({ code: "claim-unsupported", severity: "block" });
  });
});

describe("an entailer", () => {
  /** One that answers by a rule, and keeps what it was asked. */
  function rule(judge: (pair: ClaimPair) => unknown): Entailer & { readonly asked: ClaimPair[] } {
    const asked: ClaimPair[] = [];
    return {
      asked,
      entail: async (pairs) => {
        asked.push(...pairs);
        return pairs.map(judge) as Awaited<ReturnType<Entailer["entail"]>>;
      },
    };
  }
  test("that carries a claim makes it a note with the sentences read as evidence", async () => {
    const finding = await found(partly, { threshold: 1, entailer: rule(() => ({ supported: 0.9 })) });
    expect(finding).toMatchObject({
      code: "claim-supported",
      severity: "note",
      score: 0.9,
      evidence: [{ by: "entailed", score: 0.9 }],
    });
  });
  test("that reads the contrary, or does not find it, blocks what a threshold would let stand", async () => {
    const contrary = rule(() => ({ supported: 0.01, contradicted: 0.99 }));
    expect(await found(partly, { threshold: 1e-9, entailer: contrary })).toMatchObject({
      code: "claim-contradicted",
      severity: "block",
    });
    const silent = rule(() => ({ supported: 0.1 }));
    expect(await found(partly, { threshold: 1e-9, entailer: silent })).toMatchObject({
      code: "claim-unsupported",
      severity: "block",
    });
  });
  test.each<readonly [string, Entailer["entail"]]>([
    ["throws", () => Promise.reject(new Error("no"))],
    [
      "throws at once",
      () => {
        throw new Error("no");
      },
    ],
    ["gives too few", async () => []],
    ["gives too many", async (pairs) => [...pairs, ...pairs].map(() => ({ supported: 1 }))],
    ["gives no number", async (pairs) => pairs.map(() => ({ supported: Number.NaN }))],
    ["gives more than all", async (pairs) => pairs.map(() => ({ supported: 1.01 }))],
  ])("that %s leaves claims open, and the answer is never verified", async (_, entail) => {
    const guard = supported({ threshold: 1e-9, entailer: { entail } });
    const { findings } = await check(guard, { answer: partly, sources: [policy] });
    expect(findings).toMatchObject([{ severity: "open" }]);
    expect(Object.keys(findings[0] ?? {})).not.toContain("otherwise");
    expect((await verify({ answer: partly, sources: [policy] }, { guards: [guard] })).status).toBe("escalated");
  });
  test("is asked about open claims alone, and reads whole sentences", async () => {
    const entailer = rule(() => ({ supported: 0.9 }));
    const answer = [verbatim, partly, nothing, other].join(" ");
    const { findings } = await check(supported({ entailer }), { answer, sources: [policy] });
    expect(findings.map(({ severity }) => severity)).toEqual(["note", "note", "block", "block"]);
    expect(entailer.asked.map(({ claim }) => claim)).toEqual([partly]);
    const [asked] = entailer.asked;
    const sentences = new Set([
      "Unused items may be returned within 30 days of delivery",
      "The customer pays the return postage",
      "Refunds go to the card used",
    ]);
    for (const read of asked?.evidence.split("\n") ?? [""]) expect(sentences.has(read.replace(/\.$/, ""))).toBe(true);
  });
  test("reads a sentence from its beginning, also where the claim has only its end", async () => {
    const entailer = rule(() => ({ supported: 0.9 }));
    await check(supported({ entailer }), { answer: "Within 30 days of delivery, donkeys graze.", sources: [policy] });
    expect(entailer.asked.map(({ evidence }) => evidence.startsWith("Unused items may be returned"))).toEqual([true]);
  });
  test("is not asked where nothing is open", async () => {
    const entailer = rule(() => ({ supported: 1 }));
    await check(supported({ entailer }), { answer: `${verbatim} ${nothing} ${other}`, sources: [policy] });
    expect(entailer.asked).toEqual([]);
  });
  test("that is aborted gives no verdict that passes", async () => {
    const controller = new AbortController();
    const entailer: Entailer = {
      entail: async (pairs) => {
        controller.abort(new Error("enough"));
        return pairs.map(() => ({ supported: 1 }));
      },
    };
    const running = verify(
      { answer: partly, sources: [policy] },
      { guards: [supported({ entailer })], abortSignal: controller.signal },
    );
    await expect(running).rejects.toThrow("enough");
  });
});

test("a claim that its source denies word for word does not stand there", () => {
  const sources = [`It is not true that ${verbatim}`, verbatim].map((text, at) => ({ id: String(at), text }));
  expect(verbatimIn(verbatim, sources, [0])).toBeUndefined();
  expect(verbatimIn(verbatim, sources, [0, 1])?.source).toBe(1);
});
test("a claim is foreign only where every source asked is in another language", () => {
  const claim = "Неиспользованный товар можно вернуть и получить деньги.";
  const sources = [policy, claim].map((text, at) => ({ id: String(at), text }));
  expect([[0], [0, 1], [1], []].map((asked) => isForeign(claim, claim, sources, asked))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("a figure of which `sameFigures` only warns is withheld all the same in the default chain", async () => {
  const sources = ["Vaccination against COVID-19 is free at the centre on every weekday."];
  const answer = "Vaccination against COVID-21 is free at the centre on every weekday [1].";
  expect((await verify({ answer, sources })).status).toBe("escalated");
  expect((await verify({ answer: answer.replace("21", "19"), sources })).status).toBe("verified");
});
