import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costOf, type Price, priceOf, prices } from "vouchsafe/spend";

const price: Price = {
  inputMicroUsdPerMillion: 150_000,
  cachedInputMicroUsdPerMillion: 75_000,
  outputMicroUsdPerMillion: 600_000,
};

describe("the table", () => {
  test.each(prices.map((row) => [row.model, row] as const))(
    "%s names its source and its day, and is whole",
    (_, row) => {
      expect(row.model).toMatch(/^[a-z]+\/[a-z0-9.-]+$/);
      expect(row.source).toMatch(/^https:\/\//);
      expect(row.date).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(Number.isNaN(Date.parse(row.date))).toBe(false);
      const { inputMicroUsdPerMillion: input, cachedInputMicroUsdPerMillion: cached = input } = row;
      expect(cached).toBeLessThanOrEqual(input);
      expect(row.outputMicroUsdPerMillion).toBeGreaterThan(input);
      // A slip of the unit would show: no list price lies below a cent or above $1,000 per million.
      for (const rate of [input, row.outputMicroUsdPerMillion]) {
        expect(rate).toBeGreaterThanOrEqual(10_000);
        expect(rate).toBeLessThan(1_000_000_000);
      }
    },
  );

  test("has each model once", () => {
    expect(new Set(prices.map(({ model }) => model)).size).toBe(prices.length);
  });
});

describe("priceOf", () => {
  test.each([
    ["an alias", "openai/gpt-4o", 2_500_000],
    ["a dated snapshot has the price of its alias", "openai/gpt-4o-2024-08-06", 2_500_000],
    ["unless it has its own", "openai/gpt-4o-2024-05-13", 5_000_000],
    ["a date without dashes", "anthropic/claude-haiku-4-5-20251001", 1_000_000],
    ["a date behind an @, as on Vertex", "anthropic/claude-haiku-4-5@20251001", 1_000_000],
  ])("%s", (_, model, input) => {
    expect(priceOf(model)?.inputMicroUsdPerMillion).toBe(input);
  });

  test.each(["openai/gpt-4o-audio", "gpt-4o", "openai/gpt-4", "mistral/large", "", "openai/gpt-4o|openai/gpt-4o-mini"])(
    "%j is unknown, not free",
    (model) => {
      expect(priceOf(model)).toBeUndefined();
    },
  );

  test("one's own price comes before the table's, for its snapshots too, and `undefined` takes one out", () => {
    const own = { "openai/gpt-4o": price, "openai/gpt-4o-mini": undefined };
    expect(priceOf("openai/gpt-4o", own)).toBe(price);
    expect(priceOf("openai/gpt-4o-2024-08-06", own)).toBe(price);
    expect(priceOf("openai/gpt-4o-mini", own)).toBeUndefined();
    expect(priceOf("openai/gpt-4o-mini-2024-07-18", own)).toBeUndefined();
    expect(priceOf("toString", {})).toBeUndefined();
  });
});

describe("costOf", () => {
  test.each([
    ["a million each", { inputTokens: 1e6, outputTokens: 1e6 }, 750_000],
    ["cached input at its own price", { inputTokens: 1e6, cachedInputTokens: 1e6, outputTokens: 0 }, 75_000],
    ["rounded up", { inputTokens: 1, outputTokens: 0 }, 1],
    ["nothing", { inputTokens: 0, outputTokens: 0 }, 0],
    [
      "more from the cache than there was: all at full price",
      { inputTokens: 1e6, cachedInputTokens: 2e6, outputTokens: 0 },
      150_000,
    ],
    ["reasoning is a part of the output", { inputTokens: 0, outputTokens: 1e6, reasoningTokens: 9e5 }, 600_000],
  ])("%s", (_, usage, microUsd) => {
    expect(costOf(usage, price)).toBe(microUsd);
  });

  test.each([
    ["no usage", undefined],
    ["no input", { outputTokens: 5 }],
    ["no output", { inputTokens: 5 }],
    ["a negative count", { inputTokens: -5, outputTokens: 5 }],
    ["a broken count", { inputTokens: 5, outputTokens: 0.5 }],
    ["an endless count", { inputTokens: Number.POSITIVE_INFINITY, outputTokens: 5 }],
    ["an absurd count", { inputTokens: 1e12, outputTokens: 5 }],
  ])("%s is unknown", (_, usage) => {
    expect(costOf(usage, price)).toBeUndefined();
  });

  test("without a price it is unknown", () => {
    expect(costOf({ inputTokens: 1, outputTokens: 1 }, undefined)).toBeUndefined();
  });

  test("a long prompt has its own rates, for the whole call, above the limit and not at it", () => {
    const haiku = priceOf("anthropic/claude-haiku-5-5");
    expect(costOf({ inputTokens: 100_000, outputTokens: 1_000 }, haiku)).toBe(10_500);
    expect(costOf({ inputTokens: 100_001, outputTokens: 1_000 }, haiku)).toBe(52_501);
  });

  test("is a whole number, never less than the exact cost and less than one micro-USD more", () => {
    const count = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(count, count, count, (inputTokens, cachedInputTokens, outputTokens) => {
        const cached = BigInt(Math.min(inputTokens, cachedInputTokens));
        const cost = costOf({ inputTokens, cachedInputTokens: Number(cached), outputTokens }, price) ?? Number.NaN;
        const millionths =
          (BigInt(inputTokens) - cached) * 150_000n + cached * 75_000n + BigInt(outputTokens) * 600_000n;
        const over = BigInt(cost) * 1_000_000n - millionths;
        expect(over >= 0n && over < 1_000_000n).toBe(true);
      }),
    );
  });
});
