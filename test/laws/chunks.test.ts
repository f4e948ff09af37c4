import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answer, check, documentsOf, quoted, type Source, supported, verify } from "vouchsafe";
import { readSources } from "../../src/read/sources.ts";
import { pairs } from "../oracles/fixtures.ts";

// A document cut into chunks is the document: what is found in it is found in them, and nothing else is.

/** The chunks of a text that is cut at the offsets, each beginning `overlap` units before its cut. */
function chunksOf(text: string, cuts: readonly number[], overlap: number): readonly Source[] {
  const ends = [...new Set(cuts.map((cut) => whole(text, cut % text.length)))]
    .filter((cut) => cut > 0)
    .sort((a, b) => a - b);
  const starts = [0, ...ends.map((cut) => whole(text, Math.max(0, cut - overlap)))];
  return starts.map((start, at) => ({ id: "doc", text: text.slice(start, ends[at] ?? text.length) }));
}

/** The offset, or the one before it, if it cuts a character in two. */
const whole = (text: string, at: number): number => (at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff ? at - 1 : at);

const WORDS =
  "anchor barrel candle drawer engine feather garden hammer island jacket kettle ladder mirror needle orchard parcel quarry ribbon saddle timber umbrella vessel window yellow zipper acorn bridge copper dolphin ember falcon granite harbour ivory jungle kernel lantern magnet nectar oyster pebble quilt raven shelter tunnel valley walnut Übung 𝒳-ray".split(
    " ",
  );

/** Sentences of seven words, each with a figure of its own, in which no word comes twice: so only neighbours overlap. */
const document = fc.tuple(fc.shuffledSubarray(WORDS, { minLength: 28 }), fc.nat(900)).map(([list, figure]) =>
  list
    .slice(0, list.length - (list.length % 7))
    .map((word, at) => {
      if (at % 7 === 0) return `${word[0]?.toUpperCase() ?? ""}${word.slice(1)} holds`;
      if (at % 7 === 6) return `${figure + at} ${word}.`;
      return word;
    })
    .join(" "),
);

const cuts = fc.array(fc.nat(5_000), { minLength: 1, maxLength: 5 });
/** None, or enough to be told from chance: eight units in the order given, twenty in any. */
const overlap = fc.oneof(fc.constant(0), fc.integer({ min: 8, max: 60 }));

const shuffled = (chunks: readonly Source[], seed: number): readonly Source[] =>
  chunks
    .map((one, at) => ({ one, rank: Math.imul(at + 1, seed * 2 + 1) >>> 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);

/** Between two figures nothing tells whether they were one, so such a cut is left out where nothing overlaps. */
const partsFigure = (chunks: readonly Source[]): boolean =>
  chunks.some(({ text }, at) => at > 0 && /^\d/.test(text) && /\d$/.test(chunks[at - 1]?.text ?? ""));

describe("for any document, cut anywhere", { timeout: 60_000 }, () => {
  test("the chunks are joined to the text that was cut, whatever their order, if they overlap", () => {
    fc.assert(
      fc.property(document, cuts, fc.integer({ min: 20, max: 80 }), fc.nat(1_000), (text, at, by, seed) => {
        const chunks = chunksOf(text, at, by);
        // What is shorter than any overlap says nothing of where it stood.
        fc.pre(chunks.every((one) => one.text.length > 20));
        const joined = documentsOf(shuffled(chunks, seed)).sources.map((source) => source.text);
        expect(joined.filter((one) => one !== "")).toEqual([text]);
      }),
      { seed: 20_263, numRuns: 400 },
    );
  });

  test("a quotation that the document has is found, and its evidence is its words, chunk by chunk", async () => {
    await fc.assert(
      fc.asyncProperty(
        document,
        cuts,
        overlap,
        fc.nat(),
        fc.integer({ min: 4, max: 20 }),
        async (text, at, by, from, length) => {
          const chunks = chunksOf(text, at, by);
          fc.pre(chunks.every((one) => one.text.trim() !== "") && (by > 0 || !partsFigure(chunks)));
          const list = text.split(" ");
          const first = from % (list.length - 5);
          const quote = list
            .slice(first, first + length)
            .join(" ")
            .replace(/\.$/, "");
          const { status, findings } = await check(quoted(), { answer: `It says "${quote}" [doc].`, sources: chunks });
          expect([status, findings[0]?.code]).toEqual(["pass", "quote-found"]);
          const evidence = findings[0]?.evidence ?? [];
          const shown = evidence.map(({ source, span }) => chunks[source]?.text.slice(span.start, span.end) ?? "");
          expect(shown.join("").replaceAll(" ", "")).toBe(quote.replaceAll(" ", ""));
          expect(new Set(evidence.map(({ source }) => source)).size).toBe(evidence.length);
        },
      ),
      { seed: 20_263, numRuns: 400 },
    );
  });

  test("a sentence that the document has is carried, and its evidence is its words, chunk by chunk", async () => {
    await fc.assert(
      fc.asyncProperty(document, cuts, fc.integer({ min: 20, max: 80 }), fc.nat(), async (text, at, by, which) => {
        const chunks = chunksOf(text, at, by);
        const list = text.split(/(?<=\.) /);
        const claim = list[which % list.length] ?? "";
        const { status, findings } = await check(supported(), {
          answer: claim.replace(/\.$/, " [doc]."),
          sources: chunks,
        });
        expect(status).toBe("pass");
        const shown = (findings[0]?.evidence ?? []).map(
          ({ source, span }) => chunks[source]?.text.slice(span.start, span.end) ?? "",
        );
        expect(`${shown.join("")}.`.replaceAll(" ", "")).toBe(claim.replaceAll(" ", ""));
      }),
      { seed: 20_263, numRuns: 300 },
    );
  });

  /** Cut between words, or with enough overlap to see where a word was cut. */
  const betweenWords = (text: string, at: readonly number[]): readonly number[] =>
    at.map((cut) => text.indexOf(" ", cut % text.length)).filter((cut) => cut > 0);

  test("cutting verifies nothing that is escalated on the whole", async () => {
    const anyClaim = (text: string, seed: number, edit: number): string => {
      const list = text.split(" ");
      const first = seed % (list.length - 6);
      const taken = list.slice(first, first + 9).map((word) => word.replace(/\.$/, ""));
      const changed = taken.filter((_, at) => at !== edit % 12);
      if (edit % 5 === 0) changed.splice(2, 0, "never");
      if (edit % 7 === 0) changed.reverse();
      return changed.join(" ");
    };
    await fc.assert(
      fc.asyncProperty(
        document,
        cuts,
        overlap,
        fc.nat(),
        fc.nat(99),
        fc.boolean(),
        async (text, at, by, seed, edit, isQuoted) => {
          const chunks = chunksOf(text, betweenWords(text, at), by);
          const said = anyClaim(text, seed, edit);
          const answer = isQuoted ? `It says "${said}" [doc].` : `${said} [doc].`;
          const onWhole = await verify({ answer, sources: [{ id: "doc", text }] });
          fc.pre(onWhole.status === "escalated");
          expect([(await verify({ answer, sources: chunks })).status, answer]).toEqual(["escalated", answer]);
        },
      ),
      { seed: 20_263, numRuns: 300 },
    );
  });
});

describe("fixtures, their sources cut into overlapping chunks", () => {
  /** First chunks keep their positions, so that numbers lead where they led; the others follow in any order. */
  const cut = (answer: Answer, sources: Answer["sources"] = answer.sources): Answer => {
    const cuts = readSources(sources).map((source): readonly Source[] => {
      const third = Math.ceil(source.text.length / 3);
      if (source.text.length < 200) return [source];
      return chunksOf(source.text, [third, 2 * third], 60).map(({ text }) => ({ ...source, text }));
    });
    const rest = shuffled(
      cuts.flatMap((chunks) => chunks.slice(1)),
      answer.answer.length,
    );
    return { ...answer, sources: [...cuts.flatMap((chunks) => chunks.slice(0, 1)), ...rest] };
  };
  const single = pairs.filter(({ form }) => !form.startsWith("chunks"));
  test.each(single)("$id verifies, and its neighbour does not", async ({ answer, neighbour }) => {
    expect((await verify(cut(answer))).status).toBe("verified");
    const { answer: text, sources = answer.sources, code } = neighbour;
    // A number that led nowhere leads to one of the chunks now.
    if (code === "source-unknown") return;
    expect((await verify({ ...cut(answer, sources), answer: text })).status).toBe("escalated");
  });
});
