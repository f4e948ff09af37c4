import { describe, expect, test } from "vitest";
import { check, quoted, verify } from "vouchsafe";
import { fromJson, type JsonClaims } from "vouchsafe/read";
import { citedText } from "./cited-text.ts";

const quote = "The museum is closed on Mondays.";
const said = "It is closed on Mondays.";
const other = "Tickets cost 12 euros.";
const sources = [
  { id: "hours", title: "Opening hours", url: "https://museum.example/hours", text: `${quote} It opens at nine.` },
  { id: "fares", text: other },
];

const asked: JsonClaims = { claims: [{ text: said, citations: [{ sourceId: "hours", quote }] }] };

describe("statements, each with what it cites", () => {
  const one = [["hours", "It is closed on Mondays", quote]];
  const bare = [["hours", "It is closed on Mondays", undefined]];
  const rows: readonly (readonly [what: string, value: unknown, cited: unknown])[] = [
    ["as we would ask for them", asked, one],
    ["in snake case", { claims: [{ text: said, citations: [{ source_id: "hours", quote }] }] }, one],
    ["sentences, by ids", { sentences: [{ sentence: said, source_ids: ["hours"] }] }, bare],
    ["sentences, by sources", { sentences: [{ text: said, sources: ["hours"] }] }, bare],
    ["sentences, by citations", { sentences: [{ text: said, citations: ["hours"] }] }, bare],
    ["statements in the answer", { answer: [{ text: said, citations: [{ id: "hours", snippet: quote }] }] }, one],
    ["claims in the answer", { answer: { claims: [{ claim: said, citations: [{ doc_id: "hours", cited_text: quote }] }] } }, one],
    ["a list, with evidence", [{ statement: said, source: "hours", evidence: quote }], one],
    ["a list, with a quote", [{ statement: said, sourceId: "hours", quote }], one],
    ["a list, with evidence that has its source", [{ statement: said, evidence: [{ source: "hours", quote }] }], one],
    ["a list, with one piece of evidence", [{ statement: said, evidence: { document_id: "hours", excerpt: quote } }], one],
    ["a source that is an object", [{ statement: said, quote, source: { id: "hours", title: "x" } }], one],
    ["a source by its title", [{ statement: said, quote, source: "Opening hours" }], one],
    ["a source by its address", [{ statement: said, quote, citations: [{ url: "https://museum.example/hours", text: quote }] }], one],
    ["a source in brackets", [{ text: said, quote, source: "[hours]" }], one],
    ["sources and a quote", { sentences: [{ text: said, sources: ["hours"], quote }] }, one],
    ["no citations and a source", [{ text: said, citations: [], source: "hours", quote }], one],
    ["two quotes of one source", [{ text: said, source: "hours", quotes: [quote, "It opens"] }], [...one, ["hours", "It is closed on Mondays", "It opens"]]],
    ["a quote for each source", [{ text: said, sources: ["hours", "fares"], quotes: [quote, other] }], [...one, ["fares", "It is closed on Mondays", other]]],
    ["a number of its own", [{ id: 1, text: said, citations: [{ documentId: "hours", text: quote }] }], one],
    ["a confidence beside it", { claims: [{ text: said, confidence: 0.9, source: "hours" }], confidence: 0.9 }, bare],
    ["no quote, though there is a place for it", [{ text: said, source: "hours", quote: "" }], bare],
  ]; // biome-ignore format: a table
  test.each(rows)("%s", (_, value, cited) => {
    const answer = fromJson(value, { sources, question: "When?" });
    expect(answer).toMatchObject({ answer: said, finish: "stop", sources, question: "When?" });
    expect(citedText(answer)).toEqual(cited);
    expect(fromJson(JSON.stringify(value), { sources, question: "When?" })).toEqual(answer);
  });
  test("are a paragraph each", () => {
    const answer = fromJson({
      claims: [...asked.claims, { text: other, citations: [] }, { text: "😀 Bye.", citations: null }, "So be it."],
    });
    expect(answer.answer).toBe(`${said}\n\n${other}\n\n😀 Bye.\n\nSo be it.`);
    expect(answer.citations).toEqual([{ sourceId: "hours", at: { start: 0, end: said.length }, quote }]);
  });
  test("by numbers keep them: the model was told those", () => {
    const answer = fromJson([
      { text: said, sources: [1, "2"] },
      { text: other, citations: [{ index: 2 }] },
    ]);
    expect(answer.citations?.map(({ sourceId }) => sourceId)).toEqual(["1", "2", "2"]);
    expect(fromJson([{ text: said, source: 7 }], { sources }).citations?.[0]?.sourceId).toBe("7");
  });
});

describe("an answer with its citations", () => {
  const answer = `Hello! ${said}`;
  test.each([
    ["objects", { answer, citations: [{ sourceId: "hours", quote }] }, [{ sourceId: "hours", quote }]],
    ["names", { answer, sources: ["hours", "fares"] }, [{ sourceId: "hours" }, { sourceId: "fares" }]],
    ["numbers", { answer, sources: [1, 2] }, [{ sourceId: "1" }, { sourceId: "2" }]],
    ["one name", { response: answer, source: "hours" }, [{ sourceId: "hours" }]],
    ["none", { answer, citations: [] }, []],
    ["null", { answer, citations: null }, []],
    ["no field for them", { answer }, []],
    [
      "the statement that is cited",
      { answer, citations: [{ claim: said, sourceId: "hours", quote }] },
      [{ sourceId: "hours", at: { start: 7, end: 31 }, quote }],
    ],
    [
      "a statement that the answer has not",
      { answer, citations: [{ claim: "Else.", sourceId: "hours" }] },
      [{ sourceId: "hours" }],
    ],
  ])("%s", (_, value, citations) => {
    expect(fromJson(value)).toEqual({ answer, sources: [], citations, finish: "stop" });
  });
});

describe("all that is cited counts, under whichever names", () => {
  const [a, nope] = [{ sourceId: "a" }, { sourceId: "nope" }];
  const [first, second] = ["The museum is closed.", "It opens at nine."];
  const both = [first, second].map((own) => ({ sourceId: "a", quote: own }));
  const rows: readonly (readonly [what: string, more: object, citations: readonly object[]])[] = [
    ["sources beside an empty list", { citations: [], sources: ["nope"] }, [nope]],
    ["sources beside citations", { citations: ["a"], sources: ["nope"] }, [a, nope]],
    ["two names of a source", { source: "a", documentId: "nope" }, [a, nope]],
    ["two spellings of one name", { sourceId: "a", source_id: "nope" }, [a, nope]],
    ["two names of a source, in a citation", { citations: [{ source: "a", documentId: "nope", quote: first }] }, [{ ...a, quote: first }, { ...nope, quote: first }]],
    ["two names in a source", { citations: [{ source: { id: "x", source: "a", ref: "nope" } }] }, [a, nope]],
    ["an address beside a list", { citations: ["a"], url: "https://nope.example" }, [a, { sourceId: "https://nope.example" }]],
    ["one source named twice", { source: "a", documentId: "a" }, [a]],
    ["one source named in two lists", { citations: [{ sourceId: "a", quote: first }], sources: ["a"] }, [{ ...a, quote: first }]],
    ["exact_quote", { citations: [{ sourceId: "a", exact_quote: first }] }, [{ ...a, quote: first }]],
    ["quoted_text", { citations: [{ sourceId: "a", quoted_text: first }] }, [{ ...a, quote: first }]],
    ["supporting_text", { citations: [{ sourceId: "a", supporting_text: first }] }, [{ ...a, quote: first }]],
    ["verbatim", { citations: [{ sourceId: "a", verbatim: first }] }, [{ ...a, quote: first }]],
    ["an exact quote beside the text", { source: "a", exactQuote: first }, [{ ...a, quote: first }]],
    ["two quotes of a citation", { citations: [{ sourceId: "a", quote: first, excerpt: second }] }, both],
    ["two quotes beside the text", { source: "a", quote: first, excerpt: second }, both],
    ["a quote beside a citation that has one", { citations: [{ sourceId: "a", quote: first }], quote: second }, both],
    ["the same quote twice", { citations: [{ sourceId: "a", quote: first, text: first }], quote: first }, [{ ...a, quote: first }]],
    ["what describes a source", { citations: [{ sourceId: "a", quote: first, title: "T", url: "https://a.example", page: 3, section: "2", score: 0.5, start_char: 7, exact: true, note: "" }] }, [{ ...a, quote: first }]],
    ["what describes the source of a statement", { source: "a", quote: first, url: "https://a.example", section: "2" }, [{ ...a, quote: first }]],
  ]; // biome-ignore format: a table
  test.each(rows)("%s", (_, more, citations) => {
    expect(fromJson({ answer: said, ...more }).citations).toEqual(citations);
    const at = { start: 0, end: said.length };
    expect(fromJson([{ text: said, ...more }]).citations).toEqual(citations.map((one) => ({ ...one, at })));
  });
});

describe("text is JSON", () => {
  const json = JSON.stringify(asked, null, 2);
  test.each([
    ["bare", json],
    ["in a fence", `\`\`\`json\n${json}\n\`\`\``],
    ["in a fence without a language", `~~~\n${json}\n~~~\n`],
    ["in a fence with words around it", `Here you are:\n\n\`\`\`json\n${json}\n\`\`\`\n\nAnything else?`],
    ["with a mark of its byte order", `\uFEFF${json}`],
  ])("%s", (_, text) => {
    expect(fromJson(text)).toEqual(fromJson(asked));
  });
  test.each([
    ["prose", "It is closed on Mondays [1]."],
    ["cut off", json.slice(0, -20)],
    ["two blocks", `\`\`\`json\n${json}\n\`\`\`\n\`\`\`json\n${json}\n\`\`\``],
    ["nothing", ""],
  ])("or refused: %s", (_, text) => {
    expect(() => fromJson(text)).toThrow(/^value: expected JSON/);
  });
});

describe("a shape that is not known is refused, and told what is expected", () => {
  test.each([
    ["null", null, /^value: expected \{ claims: \[/],
    ["a number", 7, /^value: expected \{ claims: \[/],
    ["an object of other things", { reply: said, who: 1 }, /^value: .*got an object with reply, who$/],
    [
      "citations under a name nobody knows",
      { answer: said, footnotes: ["hours"] },
      /^value: has "footnotes" beside its text/,
    ],
    ["a statement's, too", [{ text: said, proof: "hours" }], /^value\[0\]: has "proof" beside its text/],
    ["beside a list", { claims: [{ text: said }], bibliography: [] }, /^value: has "bibliography" beside the list/],
    ["a statement without text", { claims: [{ citations: [] }] }, /^value\.claims\[0\]: expected a statement/],
    ["a statement that is a number", [7], /^value\[0\]: expected a statement/],
    ["a citation that is a list", { answer: said, citations: [["hours"]] }, /^value\.citations\[0\]: expected the id/],
    [
      "a citation without a source",
      [{ text: said, citations: [{ quote }] }],
      /^value\[0\]\.citations\[0\]: expected a source/,
    ],
    ["a quote without a source", [{ text: said, quote }], /^value\[0\]: expected a source/],
    [
      "a quote of one of several sources",
      [{ text: said, quote, sources: ["a", "b"] }],
      /^value\[0\]: has 1 quotes of 2 sources/,
    ],
    ["an empty source", [{ text: said, source: "" }], /^value\[0\]\.source: expected the id/],
    [
      "a quote that is no text",
      [{ text: said, citations: [{ source: "a", quote: 7 }] }],
      /\.citations\[0\]\.quote: expected a quote/,
    ],
    ["an unknown text in a citation", { answer: said, citations: [{ sourceId: "a", wording: quote }] }, /^value\.citations\[0\]: has "wording" beside its source, which is not understood/],
    ["an unknown object in a citation", { answer: said, citations: [{ sourceId: "a", proof: { quote } }] }, /^value\.citations\[0\]: has "proof" beside its source/],
    ["citations in a citation", { answer: said, citations: [{ sourceId: "a", citation: 2 }] }, /^value\.citations\[0\]: has "citation" beside its source/],
    ["a quote in a source", { answer: said, citations: [{ source: { id: "a", quote } }] }, /^value\.citations\[0\]\.source: has "quote" beside its source/],
    ["two statements of a citation", { answer: said, citations: [{ sourceId: "a", claim: said, sentence: other }] }, /^value\.citations\[0\]: has two statements, `claim` and `sentence`/],
    ["something unknown beside citations", { answer: said, citations: ["a"], footnotes: ["b"] }, /^value: has "footnotes" beside its text/],
    ["a summary beside the answer", { answer: said, summary: other, citations: ["a"] }, /^value: has "summary" beside its text/],
    ["a text beside the answer", { answer: said, text: other, source: "a" }, /^value: has "text" beside its text/],
    ["a claim beside the text", [{ text: said, claim: other, source: "a" }], /^value\[0\]: has "claim" beside its text/],
    ["claims in a claim", { claims: [{ text: said, source: "a", claims: [{ text: other }] }] }, /^value\.claims\[0\]: has "claims" beside its text/],
    ["claims in a citation", [{ text: said, citations: [{ sourceId: "a", claims: [other] }] }], /^value\[0\]\.citations\[0\]: has "claims" beside its source/],
    ["claims beside statements", { claims: [{ text: said }], statements: [{ text: other }] }, /^value: has "statements" beside the list/],
    ["an address beside a list of statements", { claims: [{ text: said }], url: "https://a.example" }, /^value: has "url" beside the list/],
    ["a quote beside citations of two sources that have theirs", { answer: said, citations: [{ sourceId: "a", quote }, { sourceId: "b", quote }], quote: other }, /^value: has 1 quotes of 2 sources/],
    ["citations as text with a flag", { answer: said, citations: true }, /^value\.citations: expected the id/],
  ])("%s", (_, value, message) => {
    expect(() => fromJson(value)).toThrow(expect.objectContaining({ name: "VouchsafeError", code: "answer-invalid" }));
    expect(() => fromJson(value)).toThrow(message);
  }); // biome-ignore format: a table
});

test("end to end: what the sources have is verified; an altered quote, claim or source is not", async () => {
  const statusOf = async (value: unknown) => (await verify(fromJson(value, { sources }))).status;
  const claim = { text: quote, citations: [{ sourceId: "hours", quote }] };
  expect(await statusOf({ claims: [claim] })).toBe("verified");
  expect(await statusOf({ claims: [{ ...claim, text: "The museum is closed on Fridays." }] })).toBe("escalated");
  expect(await statusOf({ claims: [{ ...claim, citations: [{ sourceId: "fares", quote }] }] })).toBe("escalated");
  expect(await statusOf({ claims: [{ ...claim, citations: [{ sourceId: "gone", quote }] }] })).toBe("escalated");
  const altered = { ...claim, citations: [{ sourceId: "hours", quote: "The museum is closed on Fridays." }] };
  expect((await check(quoted(), fromJson({ claims: [altered] }, { sources }))).status).toBe("fail");
});
