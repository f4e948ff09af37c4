import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentsOf, type Source, verify } from "vouchsafe";
import { readSources } from "../../src/read/sources.ts";
import { overlapOf } from "../../src/text/overlap.ts";
import { sharedStarts } from "../../src/text/shared-starts.ts";
import { sourceSpan } from "../../src/text/span.ts";

const chunk = (text: string, rest: Partial<Source> = {}): Source => ({ id: "a", text, ...rest });
const lines = (from: number, to: number) => ({ metadata: { loc: { lines: { from, to } } } });
const noted = (...metadata: readonly object[]): readonly Source[] => [
  chunk("Return any lamp under warranty", { metadata: { ...metadata[0] } }),
  chunk("warranty ends after a year.", { metadata: { ...metadata[1] } }),
];
const named = (...ids: readonly string[]): readonly Source[] => [
  chunk("Return any lamp under warranty", { id: ids[0] ?? "", documentId: "d" }),
  chunk("warranty ends after a year.", { id: ids[1] ?? "", documentId: "d" }),
];
/** Far longer than an overlap, and on every page. */
const BOILERPLATE =
  "This page is part of the terms of sale of Elm and Company, see the last page for who wrote them. ".repeat(3);
const boilerplate = (...metadata: readonly object[]): readonly Source[] => [
  chunk(`Lamps never go back. ${BOILERPLATE}`, { metadata: { ...metadata[0] } }),
  chunk(`${BOILERPLATE}Kettles do.`, { metadata: { ...metadata[1] } }),
];
const textsOf = (...sources: readonly Source[]): readonly string[] =>
  documentsOf(sources).sources.map(({ text }) => text);

const OPENING = "The shop opens at nine on weekdays";
const RETURNS = "Lamps may be returned within thirty days of delivery";

describe("chunks of one document are joined", () => {
  test.each<readonly [what: string, sources: readonly Source[], texts: readonly string[]]>([
    [
      "where one ends as the next begins",
      [chunk(`${OPENING}. ${RETURNS}`), chunk(`${RETURNS}, unused.`)],
      [`${OPENING}. ${RETURNS}, unused.`, ""],
    ],
    [
      "in the order of the text, whatever the order given",
      [chunk(`${RETURNS}, unused.`), chunk(`${OPENING}. ${RETURNS}`)],
      ["", `${OPENING}. ${RETURNS}, unused.`],
    ],
    [
      "over other sources in between",
      [chunk(`${OPENING}. ${RETURNS}`), chunk("Another text.", { id: "b" }), chunk(`${RETURNS}, unused.`)],
      [`${OPENING}. ${RETURNS}, unused.`, "Another text.", ""],
    ],
    [
      "three in a row",
      [chunk(`One. ${OPENING}`), chunk(`${OPENING}. ${RETURNS}`), chunk(`${RETURNS}, unused.`)],
      [`One. ${OPENING}. ${RETURNS}, unused.`, "", ""],
    ],
    [
      "by `documentId`",
      [
        chunk(`${OPENING}. ${RETURNS}`, { id: "x", documentId: "d" }),
        chunk(`${RETURNS}.`, { id: "y", documentId: "d" }),
      ],
      [`${OPENING}. ${RETURNS}.`, ""],
    ],
    [
      "by a short overlap, if one was handed in right behind the other",
      [chunk("You may return two lamps"), chunk("two lamps within a month.")],
      ["You may return two lamps within a month.", ""],
    ],
    [
      "without an overlap, if one was handed in right behind the other",
      [chunk("You may not"), chunk("smoke here.")],
      ["You may not smoke here.", ""],
    ],
    [
      "with the white space that is left",
      [chunk("You may not \n"), chunk("smoke here.")],
      ["You may not \nsmoke here.", ""],
    ],
    ["but figures are kept apart", [chunk("on page 30"), chunk("100 lamps.")], ["on page 30\n100 lamps.", ""]],
    ["twice the same text is one", [chunk(RETURNS), chunk(RETURNS)], [RETURNS, ""]],
    [
      "a chunk within another is part of it",
      [chunk(RETURNS), chunk(`${OPENING}. ${RETURNS}.`)],
      ["", `${OPENING}. ${RETURNS}.`],
    ],
    [
      "with the one that repeats most, where two end as a third begins",
      [
        chunk(`One. ${RETURNS.slice(0, 25)}`),
        chunk("Another.", { id: "b" }),
        chunk(`Two. ${RETURNS.slice(0, 35)}`),
        chunk(`${RETURNS}.`),
      ],
      [`One. ${RETURNS.slice(0, 25)}`, "Another.", `Two. ${RETURNS}.`, ""],
    ],
    [
      "with the one handed in behind it, where two begin as a third ends",
      [
        chunk(`One. ${RETURNS}`),
        chunk(`${RETURNS}. Two.`),
        chunk("Another.", { id: "b" }),
        chunk(`${RETURNS}. Three.`),
      ],
      [`One. ${RETURNS}. Two.`, "", "Another.", `${RETURNS}. Three.`],
    ],
    [
      "but not with one that another one runs into",
      [chunk("I have two lamps"), chunk("two lamps within thirty days."), chunk("Return two lamps within thirty")],
      ["I have two lamps", "", "Return two lamps within thirty days."],
    ],
    [
      "one within another within a third",
      [chunk(`${OPENING}. ${RETURNS}.`), chunk(`${RETURNS}.`), chunk(RETURNS)],
      [`${OPENING}. ${RETURNS}.`, "", ""],
    ],
    [
      "lines that meet",
      [chunk("You may not", lines(1, 1)), chunk("smoke here.", lines(3, 3))],
      ["You may not smoke here.", ""],
    ],
    [
      "numbers that follow",
      [chunk("You may not", { id: "f-9", documentId: "f" }), chunk("smoke here.", { id: "f-10", documentId: "f" })],
      ["You may not smoke here.", ""],
    ],
    ...[
      ["on one page", noted({ page: 2 }, { page: 2 })],
      ["on the next page", noted({ loc: { pageNumber: 2 } }, { loc: { pageNumber: 3 } })],
      ["with the next index", noted({ chunk: 3 }, { chunk: 4 })],
      ["with the next index, written out", noted({ chunk_index: "9" }, { chunk_index: "10" })],
      ["that begin where they overlap", noted({ start_index: 100 }, { start_index: 122 })],
      ["with the next number", named("faq-3", "faq-4")],
      ["with the next number of two", named("faq:p7:c3", "faq:p7:c4")],
      ["at the beginning of the next part", named("faq:p7:c3", "faq:p8:c0")],
      ["named by their places", named("1", "2")],
      ["with names of their own", named("faq-3", "terms-9")],
      ["only one of which has an index", noted({ chunk: 3 }, { page: 4 })],
    ].map(([what, sources]): [string, readonly Source[], readonly string[]] => [
      `with a short overlap, ${String(what)}`,
      sources as readonly Source[],
      ["Return any lamp under warranty ends after a year.", ""],
    ]),
  ])("%s", (_, sources, texts) => {
    expect(textsOf(...sources)).toEqual(texts);
  });
});

describe("chunks are not joined", () => {
  test.each<readonly [why: string, sources: readonly Source[]]>([
    ["of two documents", [chunk("You may not"), chunk("smoke here.", { id: "b" })]],
    ["with another source in between", [chunk("You may not"), chunk("Another.", { id: "b" }), chunk("smoke here.")]],
    ["whose lines lie apart", [chunk("You may not", lines(1, 1)), chunk("smoke here.", lines(9, 9))]],
    ["whose lines lie in the other order", [chunk("You may not", lines(9, 9)), chunk("smoke here.", lines(1, 1))]],
    [
      "that overlap, with lines that lie apart",
      [chunk(`One. ${RETURNS}`, lines(1, 2)), chunk(`${RETURNS}. Two.`, lines(9, 9))],
    ],
    [
      "whose numbers leave one out",
      [chunk("You may not", { id: "f-3", documentId: "f" }), chunk("smoke here.", { id: "f-9", documentId: "f" })],
    ],
    [
      "whose indexes leave one out",
      [chunk("You may not", { metadata: { chunkIndex: 3 } }), chunk("smoke here.", { metadata: { chunkIndex: 5 } })],
    ],
    [
      "that might each follow the same one",
      [
        chunk(`One. ${RETURNS}`),
        chunk("Another.", { id: "b" }),
        chunk(`${RETURNS}. Two.`),
        chunk("More.", { id: "b2" }),
        chunk(`${RETURNS}. Three.`),
      ],
    ],
    ["one of which stands in the middle of the other", [chunk("Return it in a month, unused."), chunk("in a month,")]],
    ["that are records", [chunk("You may not", { kind: "record" }), chunk("smoke here.", { kind: "record" })]],
    ["on pages 7 and 2", noted({ page: 7 }, { page: 2 })],
    ["on pages 2 and 7", noted({ page: 2 }, { page: 7 })],
    ["on pages 7 and 2 of a PDF", noted({ loc: { pageNumber: 7 } }, { loc: { pageNumber: 2 } })],
    [
      "on two pages, with lines of each",
      noted({ page: 2, loc: lines(5, 9).metadata.loc }, { page: 3, loc: lines(8, 9).metadata.loc }),
    ],
    ["on two pages, with offsets of each", noted({ page: 2, start_index: 100 }, { page: 3, start_index: 122 })],
    ["whose `start_index` lies ahead", noted({ start_index: 100 }, { start_index: 900 })],
    ["whose `start_index` lies ahead of the overlap", noted({ start_index: 100 }, { start_index: 131 })],
    ["whose `startIndex` lies before", noted({ startIndex: 900 }, { startIndex: 100 })],
    ["whose `chunk` leaves some out", noted({ chunk: 3 }, { chunk: 9 })],
    ["whose `chunk` is the one before", noted({ chunk: 3 }, { chunk: 2 })],
    ["whose `chunk_index` leaves some out", noted({ chunk_index: 3 }, { chunk_index: 9 })],
    ["whose `chunkIndex` leaves some out", noted({ chunkIndex: 3 }, { chunkIndex: 9 })],
    ["whose `chunkIndex`, written out, leaves some out", noted({ chunkIndex: "3" }, { chunkIndex: "9" })],
    ["whose numbers leave some out, with a short overlap", named("faq-3", "faq-9")],
    ["whose numbers are the other way round", named("faq-4", "faq-3")],
    ["whose numbers in a file name leave some out", named("faq-3.md", "faq-9.md")],
    ["whose first number goes back", named("faq:p7:c3", "faq:p2:c4")],
    ["in the middle of the next part", named("faq:p7:c3", "faq:p8:c5")],
    ["that repeat what is on every page", boilerplate({ page: 7 }, { page: 2 })],
    ["that repeat what is in every chunk", boilerplate({ chunkIndex: 3 }, { chunkIndex: 9 })],
    ["one of which is blank", [chunk("You may not"), chunk(" "), chunk("smoke here.")]],
  ])("%s", (_, sources) => {
    expect(textsOf(...sources)).toEqual(sources.map(({ text }) => text));
  });
  test("so that no quotation over what they share is found", async () => {
    for (const sources of [
      noted({ page: 7 }, { page: 2 }),
      noted({ chunk: 3 }, { chunk: 9 }),
      named("faq-3", "faq-9"),
    ]) {
      const quoting = { answer: 'It says "any lamp under warranty ends after a year" [1].', sources };
      expect((await verify(quoting)).status).toBe("escalated");
    }
    const quoting = { answer: 'It says "any lamp under warranty ends after a year" [1].', sources: noted({}, {}) };
    expect((await verify(quoting)).status).toBe("verified");
  });
  test("documents without ids in another order, whatever their positions", () => {
    const pages = [`${RETURNS}, unused.`, "Another.", `${OPENING}. ${RETURNS}`].map((pageContent, at) => ({
      pageContent,
      metadata: { source: at === 1 ? "b.md" : "a.md" },
    }));
    expect(documentsOf(readSources(pages)).sources.map(({ text }) => text)).toEqual([
      "",
      "Another.",
      `${OPENING}. ${RETURNS}, unused.`,
    ]);
  });
  test("across a gap, where other chunks of the document overlap", () => {
    expect(textsOf(chunk(`One. ${OPENING}`), chunk(`${OPENING}. You may not`), chunk("smoke here."))).toEqual([
      `One. ${OPENING}. You may not`,
      "",
      "smoke here.",
    ]);
  });
});

test("a conversation is no document", () => {
  const talk: Source = { id: "c", kind: "conversation", url: "https://a.example", text: "User: Refunds take 90 days." };
  expect(documentsOf([talk, chunk("One.")]).sources).toEqual([
    { id: "c", kind: "conversation", text: "" },
    { id: "a", text: "One." },
  ]);
});

/** Strings of few letters, so that they overlap, stand in each other and repeat in every way. */
const letters = (maxLength: number) =>
  fc.array(fc.constantFrom("a", "b", " ", "𝒳"), { maxLength }).map((list) => list.join(""));

describe("for any texts", () => {
  test("the overlap is the one found by trying each place", () => {
    const naive = (text: string, other: string) => {
      for (let at = 0; at < text.length; at += 1) {
        const rest = text.slice(at);
        if (other !== "" && rest.startsWith(other)) return { at, length: other.length };
        if (other.startsWith(rest)) return { at, length: rest.length };
      }
      return undefined;
    };
    fc.assert(
      fc.property(letters(12), letters(12), (text, other) => {
        expect(overlapOf(text, other)).toEqual(naive(text, other));
      }),
      { seed: 20_263, numRuns: 2_000 },
    );
  });
  test("the texts whose beginning stands in another are found", () => {
    fc.assert(
      fc.property(fc.uniqueArray(letters(12), { maxLength: 5 }), (texts) => {
        const naive = texts.map((text, own) =>
          texts.flatMap((other, at) =>
            at !== own && other.length >= 3 && text.includes(other.slice(0, 3)) ? [at] : [],
          ),
        );
        expect(sharedStarts(texts, 3).map((found) => found.toSorted())).toEqual(naive);
      }),
      { seed: 20_263, numRuns: 1_000 },
    );
  });
  test("every place is put together again from the chunks, and no word is shown twice", () => {
    const long = fc.array(fc.constantFrom("one two three four five ", "six seven eight nine ten ", "a", " ", "𝒳"), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.array(
          long.map((list) => list.join("")),
          { maxLength: 5 },
        ),
        (texts) => {
          const sources = texts.map((text) => chunk(text));
          const { tight, ...spaced } = documentsOf(sources);
          for (const joined of [spaced, ...(tight === undefined ? [] : [tight])]) {
            const all = joined.sources.map(({ text }) => text).join("");
            for (const text of texts) if (text.trim() !== "") expect(all).toContain(text.trim());
            for (const [source, { text }] of joined.sources.entries()) {
              const places = joined.apart({ source, span: sourceSpan(0, text.length) });
              const shown = places.map((one) => texts[one.source]?.slice(one.span.start, one.span.end) ?? "").join("");
              expect(shown.replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
              expect(new Set(places.map((one) => one.source)).size).toBe(places.length);
            }
          }
        },
      ),
      { seed: 20_263, numRuns: 500 },
    );
  });
});
