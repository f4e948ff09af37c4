import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locate, prepare } from "vouchsafe";
import { normalise } from "../../src/text/normalise.ts";
import { anyText, cutsCharacter } from "../oracles/generators.ts";
import { containsNormalised, leastEdits } from "../oracles/locate.ts";

const source =
  "Unused items may be returned within 30 days of delivery. Sale items can only be exchanged; 1.5 kg is the limit.";
const shown = (text: string, quote: string): string | undefined => {
  const match = locate(text, quote);
  return match === undefined ? undefined : text.slice(match.span.start, match.span.end);
};

describe("locate", () => {
  test.each([
    ["verbatim", "may be returned within 30 days", "may be returned within 30 days"],
    ["normalised", "MAY be  returned", "may be returned"],
    ["verbatim", "may be returned within 30 days of delivery.", "may be returned within 30 days of delivery"],
    [
      "normalised",
      "Unused items may be returned … of delivery",
      "Unused items may be returned within 30 days of delivery",
    ],
    ["normalised", "Unused items [...] within 30 days", "Unused items may be returned within 30 days"],
    [
      "fuzzy",
      "Unused items may be returnd within 30 days of delivery",
      "Unused items may be returned within 30 days of delivery",
    ],
  ])("finds a quotation %s: %s", (kind, quote, text) => {
    expect([locate(source, quote)?.match, shown(source, quote)]).toEqual([kind, text]);
  });
  test.each([
    ["nothing", ""],
    ["marks alone", " … . "],
    ["an accent alone", "\u0301"],
    ["a mark that is there", ";"],
    ["what is not there", "penguins swim in frozen oceans"],
    ["parts in the wrong order", "of delivery … Unused items may"],
    ["parts too small to mean anything", "Unu … ed"],
  ])("finds %s nowhere", (_, quote) => {
    expect(locate(source, quote)).toBeUndefined();
  });
  test.each([
    ["a word", "It is illegal to park here.", "legal to park here"],
    ["a word, verbatim at its end", "We restart the engine now.", "We restart the eng"],
    ["a figure", "It keeps for 21 days there.", "1 days there"],
    ["a figure, at its end", "It keeps for days numbered 210", "for days numbered 21"],
    ["a decimal", "It weighs 1.5 kg in all.", "5 kg in all"],
    ["a figure with its thousands apart", "It costs 12,500 euros now.", "500 euros now"],
    ["a negative figure", "It fell to -15 degrees then.", "15 degrees then"],
  ])("never finds a part of %s word for word", (_, text, quote) => {
    const match = locate(text, quote);
    expect(match === undefined || match.match === "fuzzy").toBe(true);
  });
  test("finds nothing where a lone mark stands", () => {
    expect(locate("The résume\u0301 (of § 3) — costs € here.", "\u0301")).toBeUndefined();
    expect(locate("The résume\u0301 (of § 3) — costs € here.", "€")).toBeUndefined();
  });
  test.each([
    ["a part of a word, over and over", "a".repeat(120_000), "a".repeat(60_000)],
    ["a part of every word", "ab ".repeat(60_000), `${"ab ".repeat(30_000)}a`],
    ["endless combining marks", `a${"\u0301\u0323".repeat(60_000)}`, "a b c d"],
  ])("looks for %s in linear time", (_, text, quote) => {
    const started = performance.now();
    expect(locate(text, quote)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(2_000);
  });
  test("goes on behind a long word that only begins like the quotation", () => {
    const quote = "a".repeat(50_000);
    expect(locate(`${"a".repeat(100_000)} ${quote}`, quote)?.span.start).toBe(100_001);
  });
  test("gives every other place where it stands as well", () => {
    const match = locate("a cat sat. a cat sat. a cat sat.", "a cat sat");
    expect(match?.alternatives?.map(({ start }) => start)).toEqual([11, 22]);
  });
  test("finds what was cut out of a text between two spaces, and shows just that", () => {
    const piece = fc.array(fc.constantFrom("kettle", "Lid", "30", "fits,", "the", "«box»", "水が", "naïve", "it's"), {
      minLength: 3,
      maxLength: 14,
    });
    fc.assert(
      fc.property(piece, fc.nat(10), fc.integer({ min: 1, max: 6 }), (list, from, length) => {
        const start = from % list.length;
        const quote = list.slice(start, start + length).join(" ");
        const text = list.join(" ");
        const match = locate(text, quote);
        expect(match?.similarity).toBe(1);
        expect(normalise(text.slice(match?.span.start, match?.span.end)).text).toContain(
          normalise(quote).text.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""),
        );
      }),
      { seed: 51, numRuns: 500 },
    );
  });
  test("says word for word only of what a plain search finds, too", () => {
    fc.assert(
      fc.property(anyText, anyText, (text, quote) => {
        const match = locate(text, quote);
        if (match === undefined) return;
        const found = text.slice(match.span.start, match.span.end);
        expect(cutsCharacter(text, match.span.start) || cutsCharacter(text, match.span.end)).toBe(false);
        expect(match.span.end).toBeGreaterThan(match.span.start);
        const bare = quote.replaceAll(/^[\s.,;:!?…·•*_-]+|[\s.,;:!?…·•*_-]+$/gu, "");
        if (match.match === "verbatim") expect(found).toBe(bare);
        if (match.match === "normalised" && !/…|\.\.\./.test(quote)) expect(containsNormalised(found, bare)).toBe(true);
      }),
      { seed: 52, numRuns: 1_500 },
    );
  });
  test("calls near only what an exhaustive search calls as near, and counts no edit too few", () => {
    const letters = fc
      .array(fc.constantFrom("tea", "cup", "lid", "box", "pan", "jar"), { minLength: 4, maxLength: 9 })
      .map((list) => list.join(" "));
    const slip = fc.record({ at: fc.nat(30), to: fc.constantFrom("", "x", "e", " a") });
    fc.assert(
      fc.property(letters, fc.array(slip, { maxLength: 3 }), (text, slips) => {
        let quote = text.slice(0, 24).trim();
        for (const { at, to } of slips)
          quote = quote.slice(0, at % quote.length) + to + quote.slice((at % quote.length) + 1);
        const match = locate(text, quote);
        if (match === undefined || match.match !== "fuzzy") return;
        const wanted = normalise(quote).text.trim();
        expect(match.edits).toBeGreaterThanOrEqual(leastEdits(normalise(text).text, wanted));
        expect(match.similarity).toBeGreaterThanOrEqual(0.8);
        expect(match.similarity).toBeLessThan(1);
      }),
      { seed: 53, numRuns: 300 },
    );
  });
  test("one letter wrong in a long quotation is found nearby", () => {
    const text =
      "Nobody reads this first sentence at all. The lid of the kettle fits the box of the shop. Nor this one.";
    const quote = "The lid of the kettle fits the box of the shop";
    for (let at = 0; at < quote.length; at += 1) {
      if (!/[a-z]/i.test(quote[at] ?? "")) continue;
      const wrong = `${quote.slice(0, at)}q${quote.slice(at + 1)}`;
      expect([wrong, shown(text, wrong)]).toEqual([wrong, quote]);
    }
  });
});

describe("what cannot be looked for", () => {
  test.each([
    ["a hint that is no offset", { hint: Number.NaN }],
    ["a hint before the text", { hint: -1 }],
    ["half an alternative", { alternatives: 1.5 }],
  ])("%s is refused", (_, options) => {
    expect(() => locate("The lid fits.", "lid", options)).toThrow(TypeError);
  });
  test("a prepared text whose buffers went to another thread is refused", () => {
    const prepared = prepare("The lid fits the box of the shop. ".repeat(200));
    structuredClone(prepared, { transfer: [prepared.normalised.sources.buffer as ArrayBuffer] });
    expect(() => locate(prepared, "the lid fits")).toThrow(/transferred/);
  });
  test("what was cloned is searched like the text", () => {
    const text = "The lid fits the box of the shop. Tea is hot. ".repeat(200);
    const cloned = structuredClone(prepare(text));
    expect(locate(cloned, "the lid fits the bax of the shop")).toEqual(
      locate(text, "the lid fits the bax of the shop"),
    );
    expect(locate(cloned, "Tea is")).toEqual(locate(text, "Tea is"));
  });
  test("what differs in a record is shown in the record", () => {
    const source = {
      id: "1",
      kind: "record" as const,
      text: '{"note": "Refunds are paid within thirty days of delivery"}',
    };
    const [change] = locate(source, "refunds are paid within twenty days of delivery")?.diff ?? [];
    expect(source.text.slice(change?.at.start, change?.at.end)).toBe("thirty");
  });
});

describe("offsets slice to the text that they claim", () => {
  test("in a text of characters beyond the first plane, longer than what is folded in one piece", () => {
    for (const pad of ["", "a", "ab"]) {
      const text = `${pad}${"𝒳😀".repeat(100_000)} The LID of the kettle fits. ${"😀 ".repeat(40)}`;
      const prepared = prepare(text);
      expect(prepared.normalised.text).not.toContain("\ufffd");
      const found = locate(prepared, "the lid of the kettle fits");
      expect(text.slice(found?.span.start, found?.span.end)).toBe("The LID of the kettle fits");
    }
  });
  test("of a source that was given another text since", () => {
    const source = { id: "1", text: "The  lid fits the box of the shop." };
    expect(locate(source, "the lid fits the box")?.span).toEqual({ start: 0, end: 21 });
    source.text = `Before. ${source.text}`;
    const found = locate(source, "the lid fits the box");
    expect(source.text.slice(found?.span.start, found?.span.end)).toBe("The  lid fits the box");
  });
});
