import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { FactualPiece } from "./oracles/factual-piece.ts";

// The fixtures are the oracle, so their form is held here without any help from the code they judge.

interface Source {
  readonly id: string;
  readonly text: string;
  readonly title?: string;
  readonly documentId?: string;
}
interface Citation {
  readonly sourceId: string;
  readonly at?: { readonly start: number; readonly end: number };
  readonly quote?: string;
}
interface Pair {
  readonly id: string;
  readonly form: string;
  readonly language: string;
  readonly answer: {
    readonly question?: string;
    readonly answer: string;
    readonly sources: readonly (string | Source)[];
    readonly citations?: readonly Citation[];
    readonly finish?: string;
  };
  readonly neighbour: {
    readonly edit: string;
    readonly answer: string;
    readonly sources?: readonly (string | Source)[];
    readonly code: string;
    readonly reason?: string;
  };
  readonly note?: string;
}

function lines<Row>(name: string): readonly Row[] {
  const text = readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}
function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
/** What is left of both texts when their common start and end are taken away. */
function difference(one: string, other: string): { readonly removed: string; readonly added: string } {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return { removed: one.slice(start, one.length - end), added: other.slice(start, other.length - end) };
}
const textOf = (source: string | Source): string => (typeof source === "string" ? source : source.text);
const codesThatCut = ["answer-cut-off", "answer-empty"];
const figures = (text: string): readonly string[] => text.match(/\d+(?:[.,:]\d+)*/g) ?? [];

describe("factual.jsonl", () => {
  const pieces = lines<FactualPiece>("factual.jsonl");
  const ofClaims = ["statement", "list-item", "table-row", "code", "absence"];
  const ofOthers = ["greeting", "thanks", "offer", "question", "assistant", "abstention", "lead-in", "heading"];
  const fields = new Set("id question text before after claim kind also language note".split(" "));

  test("has 240 to 280 pieces with ids of their own", () => {
    expect(pieces.length).toBeGreaterThanOrEqual(240);
    expect(pieces.length).toBeLessThanOrEqual(280);
    expect(new Set(pieces.map((piece) => piece.id)).size).toBe(pieces.length);
  });
  test("labels each piece once", () => {
    const wholes = pieces.map((piece) => JSON.stringify([piece.question, piece.before, piece.text, piece.after]));
    expect(new Set(wholes).size).toBe(wholes.length);
  });
  test.each(pieces)("$id has the fields of a piece, and a kind that goes with its label", (piece) => {
    expect(Object.keys(piece).filter((key) => !fields.has(key))).toEqual([]);
    expect(piece.text.trim()).toBe(piece.text);
    expect(piece.text).not.toBe("");
    expect(piece.question).not.toBe("");
    const kinds = piece.claim ? ofClaims : ofOthers;
    for (const kind of [piece.kind, ...(piece.also ?? [])]) expect(kinds).toContain(kind);
    expect(piece.also ?? []).not.toContain(piece.kind);
  });
  test("holds no figure outside the question and no quotation in a piece that is no claim", () => {
    const loud = pieces.filter((piece) => {
      // The number of a heading counts the answer's own parts.
      const text = piece.kind === "heading" ? piece.text.replace(/Step \d|\d\. /, "") : piece.text;
      return /["“”«»„「」]/.test(text) || figures(text).some((figure) => !piece.question.includes(figure));
    });
    expect(loud.filter((piece) => !piece.claim)).toEqual([]);
  });
  test("is three fifths claims, and has at least six of every kind", () => {
    const share = pieces.filter((piece) => piece.claim).length / pieces.length;
    expect(share).toBeGreaterThan(0.55);
    expect(share).toBeLessThan(0.65);
    const counts = tally(pieces.map((piece) => piece.kind));
    for (const kind of [...ofClaims, ...ofOthers]) expect(counts.get(kind) ?? 0, kind).toBeGreaterThanOrEqual(6);
  });
  test("has thirty pieces and more in eight other languages, claims and others in most", () => {
    const foreign = pieces.filter((piece) => piece.language !== "en");
    expect(foreign.length).toBeGreaterThanOrEqual(30);
    expect([...tally(foreign.map((piece) => piece.language)).keys()].sort()).toEqual(
      ["ar", "de", "es", "fr", "hi", "ja", "ru", "zh"].sort(),
    );
  });
});

describe("verified.jsonl", () => {
  const pairs = lines<Pair>("verified.jsonl");

  test("has at least 48 pairs with ids of their own", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(48);
    expect(new Set(pairs.map((pair) => pair.id)).size).toBe(pairs.length);
    expect(new Set(pairs.map((pair) => pair.answer.answer)).size).toBe(pairs.length);
  });
  test.each(pairs)("$id, $form: an answer, its sources and citations that lie inside it", ({ answer }) => {
    expect(answer.answer.trim()).toBe(answer.answer);
    expect(answer.sources.length).toBeGreaterThan(0);
    for (const text of answer.sources.map(textOf)) {
      // Chinese and Japanese have no spaces to count words by.
      const words = /[\u3040-\u30ff\u4e00-\u9fff]/.test(text) ? text.length / 2 : text.split(/\s+/).length;
      expect(words, text).toBeGreaterThanOrEqual(60);
      expect(words, text).toBeLessThanOrEqual(250);
    }
    const ids = answer.sources.flatMap((source) => (typeof source === "string" ? [] : [source.id]));
    for (const { sourceId, at } of answer.citations ?? []) {
      expect(ids).toContain(sourceId);
      if (at) expect(answer.answer.slice(at.start, at.end)).toMatch(/^\S.*[.。]$/s);
    }
  });
  test.each(pairs)("$id, $form: the neighbour is one edit away ($neighbour.code)", ({ answer, neighbour }) => {
    expect(neighbour.edit).toMatch(/^[A-Z].*\.$/);
    const before = answer.sources.map((source) => JSON.stringify(source));
    const after = (neighbour.sources ?? answer.sources).map((source) => JSON.stringify(source));
    expect(after.length).toBe(before.length);
    const edits = [answer.answer, ...before]
      .map((text, index) => difference(text, [neighbour.answer, ...after][index] ?? ""))
      .filter(({ removed, added }) => removed !== "" || added !== "");
    expect(edits).toHaveLength(1);
    for (const { removed, added } of edits) {
      expect(added.length).toBeLessThanOrEqual(120);
      if (codesThatCut.includes(neighbour.code)) expect(added).toBe("");
      else expect(removed.length).toBeLessThanOrEqual(120);
    }
    if (codesThatCut.includes(neighbour.code)) expect(answer.answer.startsWith(neighbour.answer)).toBe(true);
    if (neighbour.code === "unanswered") expect(neighbour.reason).toBe("unanswered");
  });
  test("swaps in no figure that a source holds where a claim must be unsupported", () => {
    const held = pairs
      .filter(({ neighbour }) => neighbour.code === "claim-unsupported")
      .filter(({ answer, neighbour }) => {
        const known = new Set(figures([answer.answer, ...answer.sources.map(textOf)].join("\n")));
        const swapped = figures(neighbour.answer).filter((figure) => !figures(answer.answer).includes(figure));
        return swapped.some((figure) => known.has(figure));
      });
    expect(held.map(({ id }) => id)).toEqual([]);
  });
  test.each([
    ["quote-not-found", 10],
    ["quote-misattributed", 6],
    ["quote-stitched", 3],
    ["source-unknown", 8],
    ["claim-unsupported", 12],
    ["answer-cut-off", 5],
    ["answer-empty", 1],
    ["unanswered", 2],
    ["claim-contradicted", 2],
  ])("has neighbours with %s, at least %i", (code, least) => {
    expect(pairs.filter(({ neighbour }) => neighbour.code === code).length).toBeGreaterThanOrEqual(least);
  });
  test.each([
    ..."bracket-position bracket-list bracket-run bracket-joint bracket-id doc-id numeric-id numeric-id-url".split(" "),
    ..."marker-after-stop quote-id quote-position quote-uncited cite-id cite-words footnote-id".split(" "),
    ..."footnote-position passage-says according-to-passage passage-parenthesis data-whole data-at".split(" "),
    ..."data-quote data-at-quote uncited uncited-lead-in-statement bullets-lead-in bullets-uncited".split(" "),
    ..."numbered-steps numbered-bold table table-uncited code-explained headings bold-headings".split(" "),
    ..."greeting-offer partial-absence partial-abstention short abbreviations versions-urls".split(" "),
    ..."chunks-document-id chunks-equal-ids chunks-overlap typography-folded whitespace-folded".split(" "),
    ..."language-quote-low-high language-quote-guillemets language-cjk-quote-corner paraphrase".split(" "),
  ])("exercises the form %s", (form) => {
    expect(pairs.map((pair) => pair.form)).toContain(form);
  });
  test("speaks eleven languages", () => {
    expect([...tally(pairs.map((pair) => pair.language)).keys()].sort()).toEqual(
      ["ar", "de", "el", "en", "es", "fr", "hi", "ja", "ru", "uk", "zh"].sort(),
    );
  });
});
