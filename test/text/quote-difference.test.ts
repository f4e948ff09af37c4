import { describe, expect, test } from "vitest";
import { quoteDifference } from "vouchsafe";

describe("quoteDifference", () => {
  test.each([
    ["nothing", "the lid fits the box", "the lid fits the box"],
    ["case and marks", "The lid fits: the “box”", "the lid fits the box"],
    ["an article", "the lid fits box", "the lid fits the box"],
  ])("is harmless for %s", (_, quote, text) => {
    expect(quoteDifference(quote, text).harmful).toBe(false);
  });
  test.each([
    ["a figure", "within 30 days", "within 31 days"],
    ["a figure dropped", "within days", "within 31 days"],
    ["a negation added", "it is not covered", "it is covered"],
    ["a negation dropped", "it is covered", "it is not covered"],
    ["a short negation", "you can't return it", "you can return it"],
    ["never", "it never fits", "it fits"],
    ["without", "with a receipt", "without a receipt"],
    ["a modal", "you must pay", "you may pay"],
    ["a word of meaning", "the lid fits the box", "the lid fits the lamp"],
    ["an opposite by prefix", "the line is available", "the line is unavailable"],
    ["an opposite by one syllable", "the price will increase", "the price will decrease"],
    ["another disease", "patients with hypertension", "patients with hypotension"],
    ["an opposite that is longer", "that is possible", "that is impossible"],
    ["an opposite that is shorter", "the valve is active", "the valve is inactive"],
    ["the order of two names", "Alice pays Bob on time", "Bob pays Alice on time"],
    ["the place of a negation", "you may park but must not pay", "you may not park but must pay"],
    ["a German negation", "das gilt nicht", "das gilt"],
    ["a Russian negation", "это не входит", "это входит"],
  ])("is harmful for %s", (_, quote, text) => {
    expect(quoteDifference(quote, text).harmful).toBe(true);
    expect(quoteDifference(text, quote).harmful).toBe(true);
  });
  test("names what was added and what was dropped", () => {
    expect(quoteDifference("the red lid fits", "the blue lid fits")).toMatchObject({
      added: ["red"],
      dropped: ["blue"],
    });
  });
});

test.each([
  ["a relation", "significant at p < 0.05 here", "significant at p > 0.05 here"],
  ["a currency", "it costs €40 in all", "it costs $40 in all"],
  ["a share", "it is 40 in all", "it is 40 % in all"],
  ["a picture", "the result is ✅ here", "the result is ❌ here"],
])("a sign that differs is harmful: %s", (_, quote, text) => {
  expect(quoteDifference(quote, text).harmful).toBe(true);
});
