import { describe, expect, test } from "vitest";
import { graphemeEdges } from "../oracles/edges.ts";
import { locate } from "../oracles/engine.ts";
import { listOf, quoteRows } from "../oracles/quotes.ts";

describe("the fixture of quotations", () => {
  test("has more than five hundred rows, each with a name and a text of its own", () => {
    expect(quoteRows.length).toBeGreaterThanOrEqual(500);
    expect(new Set(quoteRows.map(({ name }) => name)).size).toBe(quoteRows.length);
    const texts = quoteRows.map(({ source, quote, hint }) => JSON.stringify([source, quote, hint]));
    expect(new Set(texts).size).toBe(quoteRows.length);
  });
  test("labels each row, and shows texts that its source has between graphemes", () => {
    const wrong = quoteRows.filter(({ source, match, not, text, start }) => {
      if ((match === undefined) === (not === undefined)) return true;
      if (listOf(match).some((kind) => kind !== null) && text === undefined) return true;
      const edges = graphemeEdges(source);
      return listOf(text).some((one) => {
        const at = start ?? source.indexOf(one);
        return !source.startsWith(one, at) || at < 0 || !edges.has(at) || !edges.has(at + one.length);
      });
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
  test("says which place is meant where a text stands in several", () => {
    const vague = quoteRows.filter(
      ({ source, text, start }) =>
        start === undefined && listOf(text).length === 1 && source.split(listOf(text)[0] ?? "").length > 2,
    );
    expect(vague.map(({ name }) => name)).toEqual([]);
  });
  test.each(
    "Latin Cyrillic Greek Arabic Hebrew Hindi Thai Chinese Japanese Korean emoji naughty halves differs figures hint ellipsis brackets markers markdown marks hyphenation invisible".split(
      " ",
    ),
  )("has rows for %s, at least five", (kind) => {
    const own = quoteRows.filter(({ name }) => name.startsWith(`${kind}:`) || name.startsWith(`${kind},`));
    expect(own.length).toBeGreaterThanOrEqual(5);
  });
});

describe("locate", () => {
  test.each(quoteRows)("$name", ({ source, quote, hint, match, not, text, start, alternatives, diff }) => {
    const found = locate(source, quote, hint === undefined ? {} : { hint });
    if (match !== undefined) expect(listOf(match)).toContain(found?.match ?? null);
    if (not !== undefined) expect(not).not.toContain(found?.match);
    if (found === undefined) return;
    if (text !== undefined) expect(listOf(text)).toContain(source.slice(found.span.start, found.span.end));
    if (start !== undefined) expect(found.span.start).toBe(start);
    if (alternatives !== undefined) expect(found.alternatives?.length ?? 0).toBe(alternatives);
    if (found.match !== "fuzzy") return expect([found.edits, found.similarity, found.diff]).toEqual([0, 1, undefined]);
    expect(found.edits).toBeGreaterThan(0);
    expect(found.diff?.map(({ kind }) => kind) ?? []).toEqual(expect.arrayContaining([...(diff ?? [])]));
    for (const { source: shown, at } of found.diff ?? []) expect(source.slice(at.start, at.end)).toBe(shown);
  });
});
