import { describe, expect, test } from "vitest";
import { endsProperly } from "../../src/text/endings.ts";

const labels = new Set(["refunds", "Refund policy", "https://shop.example/refunds"]);

describe("a text that ends with the name of a source, where sources are named, is whole", () => {
  test.each([
    "It is so.\n\nSources:\n- refunds",
    "It is so.\n\n## References\n\n1. Refund policy",
    "It is so.\n\n**Sources:**\n1. Refund policy, https://shop.example/refunds",
    "It is so.\n\nSources:\n- [Refund policy](https://shop.example/refunds)",
    "It is so.\nSource: refunds",
    "It is so.\n\n**Source:** Refund policy",
    "It is so.[^1]\n\n[^1]: [Refund policy](https://shop.example/refunds?utm_source=x)",
    "It is so. ([shop.example](https://shop.example/refunds?utm_source=x))",
    "It is so.\n\n*Sources: [1], [2]*",
    "It is so.\n\n(Sources: [1], [2])",
    "It is so.\n\n[r]: https://shop.example/refunds",
    "> It is so.\n> — Refund policy",
    "来源如下。\n\n来源：refunds",
  ])("%j", (text) => {
    expect(endsProperly(text, { labels })).toEqual({ ok: true });
  });
  test.each([
    "It is so.\n\nSources:\n- refun",
    "It is so.\n\nSources:\n- Refund pol",
    "It is so.\n\nYou need these:\n- refunds",
    "It is so.\nThe page is the Refund policy",
    "It is so.\nSource: Refund",
    "> It is so.\n> — Refund",
    "Refund policy",
  ])("and not: %j", (text) => {
    expect(endsProperly(text, { labels }).ok).toBe(false);
  });
});
