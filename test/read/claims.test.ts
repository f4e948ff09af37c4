import { describe, expect, test } from "vitest";
import { type Answer, read, VouchsafeError } from "vouchsafe";
import type { FactualPiece } from "../oracles/factual-piece.ts";
import { rowsOf } from "../oracles/fixtures.ts";

const pieces = rowsOf<FactualPiece>("factual");
/** Whether any claim of the whole answer touches the piece. */
function isClaim({ question, text, before = "", after = "" }: FactualPiece): boolean {
  const from = before.length;
  const { claims } = read({ question, answer: before + text + after, sources: ["A source."] });
  return claims.some(({ at }) => at.start < from + text.length && at.end > from);
}
const readAs = (answer: string) => {
  const { claims, skipped } = read({ answer, sources: ["A source."] });
  return {
    claims: claims.map(({ kind, text }) => [kind, text]),
    skipped: skipped.map(({ reason, at }) => [reason, answer.slice(at.start, at.end)]),
  };
};

describe("what is a claim", () => {
  test("is told as the labelled pieces say, in nineteen of twenty", () => {
    const right = pieces.filter((piece) => isClaim(piece) === piece.claim);
    expect(right.length / pieces.length).toBeGreaterThanOrEqual(0.95);
  });
  test("is never overlooked in more than one of fifty: that is the way that fails open", () => {
    const overlooked = pieces.filter((piece) => piece.claim && !isClaim(piece)).map(({ id, text }) => `${id}: ${text}`);
    expect(overlooked.length, overlooked.join("\n")).toBeLessThanOrEqual(
      pieces.filter(({ claim }) => claim).length / 50,
    );
  });
  test.each([
    ["a figure", "Hello, it is 5!", "Thank you for waiting 12 days.", "Let me know within 3 days."],
    ["a citation", "Hello there [1]!", "Thank you for waiting [1]."],
    ["a quotation", 'Hello, "the lid of the box fits" is it!'],
    ["a name", "Hello, it is Miriam Berg."],
  ])("holds for anything with %s", (_, ...answers) => {
    for (const answer of answers) expect(read({ answer, sources: ["A source."] }).claims).toHaveLength(1);
  });
});

describe("kinds and layout", () => {
  test("items inherit their lead-in, rows their headers", () => {
    const answer = "You need the following:\n\n- a lid\n- a box\n\n| Part | Colour |\n|---|---|\n| lid | red |";
    const { claims } = read({ answer, sources: ["A source."] });
    expect(claims.map(({ kind, text, context }) => [kind, text, context])).toEqual([
      ["list-item", "a lid", "You need the following:"],
      ["list-item", "a box", "You need the following:"],
      ["table-row", "| lid | red |", expect.stringContaining("| Part | Colour |")],
    ]);
  });
  test("a lead-in is cut off before a statement", () => {
    expect(readAs("Based on the passages, the lid fits.")).toEqual({
      claims: [["statement", "the lid fits."]],
      skipped: [["lead-in", "Based on the passages, "]],
    });
  });
  test("code is read line by line", () => {
    expect(readAs("```js\nrun(1);\n\nstop();\n```").claims).toEqual([
      ["code", "run(1);"],
      ["code", "stop();"],
    ]);
  });
  test("silence of the sources is a claim of its own kind", () => {
    expect(readAs("The sources do not mention the colour of the lid.").claims.map(([kind]) => kind)).toEqual([
      "absence",
    ]);
  });
  test.each([
    ["a greeting", "Hello!", "greeting"],
    ["thanks", "Thank you!", "thanks"],
    ["an offer", "Let me know if you have any other questions.", "offer"],
    ["a question", "Which lid do you have?", "question"],
    ["an abstention", "I do not know.", "abstention"],
    ["a heading", "## Lids", "heading"],
  ])("%s is named as such", (_, answer, reason) => {
    expect(readAs(answer)).toEqual({ claims: [], skipped: [[reason, answer.replace("## ", "")]] });
  });
  test.each<readonly [what: string, answer: string, texts: readonly string[]]>([
    ["sentences", "The lid fits. The box holds.", ["The lid fits.", "The box holds."]],
    [
      "hard-wrapped prose",
      "The lid fits the box that was delivered with it and also\nfits the lamp.",
      ["The lid fits the box that was delivered with it and also\nfits the lamp."],
    ],
    ["numbered items", "1. The lid fits.\n2. The box holds.", ["The lid fits.", "The box holds."]],
    ["markers are no part of it", "The lid [1] fits [2].", ["The lid fits."]],
    [
      "quotations are not cut",
      'It says "The lid fits. The box holds." to all.',
      ['It says "The lid fits. The box holds." to all.'],
    ],
    ["Chinese", "盖子合适。盒子是红色的。", ["盖子合适。", "盒子是红色的。"]],
  ])("%s", (_, answer, texts) => {
    expect(read({ answer, sources: ["A source."] }).claims.map(({ text }) => text)).toEqual(texts);
  });
});

describe("what is no answer is refused by its field", () => {
  const good = { answer: "The lid fits.", sources: ["A source."] };
  test.each<readonly [field: string, answer: unknown]>([
    ["answer", null],
    ["answer", undefined],
    ["answer", "The lid fits."],
    ["answer", { ...good, answer: 7 }],
    ["answer", { ...good, answer: "\ud800" }],
    ["sources", { answer: "The lid fits." }],
    ["sources", { ...good, sources: "A source." }],
    ["sources[0]", { ...good, sources: [null] }],
    ["sources[0]", { ...good, sources: [7] }],
    ["sources[0]", { ...good, sources: ["\udc00"] }],
    ["sources[1].id", { ...good, sources: ["A source.", { text: "x" }] }],
    ["sources[0].id", { ...good, sources: [{ id: "", text: "x" }] }],
    ["sources[0].text", { ...good, sources: [{ id: "x" }] }],
    ["sources[0].title", { ...good, sources: [{ id: "x", text: "x", title: 10n }] }],
    ["sources[0].url", { ...good, sources: [{ id: "x", text: "x", url: {} }] }],
    ["question", { ...good, question: 7 }],
    ["id", { ...good, id: 7 }],
    ["finish", { ...good, finish: "done" }],
    ["citations", { ...good, citations: {} }],
    ["citations[0]", { ...good, citations: [null] }],
    ["citations[0].sourceId", { ...good, citations: [{ sourceId: 1 }] }],
    ["citations[0].quote", { ...good, citations: [{ sourceId: "1", quote: 1 }] }],
  ])("%s", (field, answer) => {
    const reading = () => read(answer as Answer);
    expect(reading).toThrow(VouchsafeError);
    expect(reading).toThrow(new RegExp(`^${field.replaceAll(/[[\].]/g, "\\$&")}(?:[:./\\s]|$)`));
  });
});
