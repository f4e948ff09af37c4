import { describe, expect, test, vi } from "vitest";
import { speaksToJudge } from "../../src/judge/addressed.ts";
import { canaryFor } from "../../src/judge/canary.ts";
import { chanceOf } from "../../src/judge/chance.ts";
import { inTurns } from "../../src/judge/in-turns.ts";
import { shown } from "../../src/judge/shown.ts";
import { KNOWN_ATTACKS } from "./attacks.ts";

describe("a text as a judge is shown it", () => {
  test.each([
    ["line breaks of every kind", "a\nb\r\nc\u2028d\u2029e\u0085f\u000bg", "a b c d ef g"],
    ["tags that nobody sees", "a\u{e0049}\u{e0067}b", "ab"],
    ["marks of direction", "a\u202eb\u202c\u2066c\u2069", "abc"],
    ["zero-width characters", "a\u200bb\u200dc", "abc"],
    ["control characters", "a\u0000b\u001bc", "abc"],
    ["a half of a character", "a\ud800b", "ab"],
    ["letters, accents and signs of any script", "Été 東京 مرحبا 🙂 5 €", "Été 東京 مرحبا 🙂 5 €"],
  ])("%s", (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe("what speaks to whoever judges", () => {
  const claim = "The customer pays the postage for parcels that go back.";
  test.each(KNOWN_ATTACKS.map(({ kind, text }) => [kind, text(claim)] as const))("%s: %s", (_, text) => {
    expect(speaksToJudge(text)).toBe(true);
    expect(speaksToJudge(`Lamps are made by hand. ${text} The shop is old.`)).toBe(true);
  });
  test.each([
    "To make a claim, send us the form and the receipt.",
    "All claims must be supported by receipts.",
    "The statement was supported by two witnesses, and the judge found it true.",
    "Ignore the noise of the fan: it stops after a minute.",
    "The test passed, and the results are valid for a year.",
    "The label says that the cream is safe.",
    "Please note that the shop is closed on Sundays.",
    "You must return the lamp within 30 days.",
    "The model was trained on speech, and answers in a second.",
    "In conclusion, the answer to the question is yes, by the passages given.",
    "Enter your password and confirm it, then press OK.",
    "Mix the flour with the eggs, add milk, and bake it at 180 °C.",
    "Das Gericht bestätigte das Urteil.",
    "A B C D E F are the grades.",
    "SHA-256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  ])("is not: %s", (text) => {
    expect(speaksToJudge(text)).toBe(false);
  });
  test("is found in time that grows with the text", () => {
    for (const piece of ["a ", "ignore ", "&#105;", "aWdub3Jl", "1 ", "а", "(", "\u{e0041}", "claim label ", "%41"]) {
      const started = performance.now();
      speaksToJudge(piece.repeat(200_000 / piece.length));
      expect([piece, performance.now() - started < 5_000]).toEqual([piece, true]);
    }
  });
});

test("a canary has words of its neighbour, and a trade, a town and a year that its neighbour lacks", async () => {
  const passages = [
    { source: 0, span: { start: 0, end: 9 } as never, text: "A tanner of Bergen made lamps and carpets." },
  ];
  const texts = new Set<string>();
  for (let at = 0; at < 40; at += 1) {
    const parts = [{ name: "claim", text: "The tanner never sold carpets to dealers." }];
    const canary = canaryFor({ parts, passages }, await chanceOf("secret", at));
    const text = canary.parts[0]?.text ?? "";
    texts.add(text);
    expect(canary.passages).toBe(passages);
    expect(text).not.toMatch(/Bergen|undefined|\ba tanner (?:of|from)/);
    expect(
      ["tanner", "never", "carpets", "dealers"].filter((word) => text.includes(word)).length,
    ).toBeGreaterThanOrEqual(3);
  }
  expect(texts.size).toBeGreaterThan(30);
});

describe("work in turns", () => {
  const spied = () => {
    const controller = new AbortController();
    const add = vi.spyOn(controller.signal, "addEventListener");
    const remove = vi.spyOn(controller.signal, "removeEventListener");
    return { controller, isEven: () => expect(remove.mock.calls.length).toBe(add.mock.calls.length) };
  };
  test("gives results in the order of the items, and leaves no listener", async () => {
    const { controller, isEven } = spied();
    expect(await inTurns([3, 1, 2], 2, controller.signal, async (one) => one * 2)).toEqual([6, 2, 4]);
    isEven();
  });
  test("that fails once aborts the rest, begins no more, and leaves no listener", async () => {
    const { controller, isEven } = spied();
    const begun: number[] = [];
    const aborted: boolean[] = [];
    const work = async (one: number, signal: AbortSignal): Promise<number> => {
      begun.push(one);
      if (one === 2) throw new Error("two");
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      aborted.push(signal.aborted);
      return one;
    };
    await expect(inTurns([1, 2, 3, 4], 2, controller.signal, work)).rejects.toThrow("two");
    expect([begun, aborted]).toEqual([[1, 2], [true]]);
    isEven();
  });
  test("is not begun when it was aborted before", async () => {
    const { controller } = spied();
    controller.abort(new Error("early"));
    await expect(inTurns([1], 1, controller.signal, async () => 1)).rejects.toThrow("early");
  });
});
