import { describe, expect, test } from "vitest";
import { check, explain, quoted, read, verify } from "vouchsafe";
import { leavesOf } from "../../src/decide/leaves.ts";
import { dataCitations } from "../../src/read/data-citations.ts";

// A generous cap, so that a slow machine passes; what is quadratic takes minutes at this length and fails.
const UNITS = 60_000;
const CAP_MS = 4_000;

const hostile: readonly (readonly [what: string, unit: string])[] = [
  ["opening brackets", "["],
  ["closing brackets", "]"],
  ["markers", "[1]"],
  ["unknown markers", "[zz9]"],
  ["sentences", "a. "],
  ["sentences without spaces", "a."],
  ["sentences of two letters in Chinese", "水。"],
  ["initials", "A. "],
  ["straight quotation marks", '"'],
  ["opening quotation marks", "“"],
  ["quotations", '"a b c d" '],
  ["quotations with markers", '"a b c d" [1] '],
  ["nested quotations", "“a ‘b «c» d’ e” "],
  ["open elements", "<cite "],
  ["elements", "<cite>1</cite>"],
  ["wrapping elements", '<cite id="1">a</cite>'],
  ["elements that never close", '<cite id="1">a '],
  ["bars", "|"],
  ["rows", "| a | b |\n"],
  ["tables", "|a|b|\n|-|-|\n"],
  ["bullets", "- a\n"],
  ["numbered items", "1. a\n"],
  ["block quotes", "> a\n"],
  ["headings", "# a\n"],
  ["fences", "```\n"],
  ["backticks", "`"],
  ["stars", "*"],
  ["spaces", " "],
  ["line breaks", "\n"],
  ["carriage returns", "\r\n"],
  ["full stops", "."],
  ["ellipses", "… "],
  ["colons", "a:\n"],
  ["footnotes", "[^1] "],
  ["definitions", "[^1]: a\n"],
  ["digits", "1"],
  ["figures", "1 "],
  ["grouped figures", "1,"],
  ["one word", "a"],
  ["one word of combining marks", "\u0301"],
  ["stacked accents", "\u0301\u0323"],
  ["a marker a paragraph", "[1]\n\n"],
  ["a marker an item", "- [1]\n"],
  ["circled figures", "⑨"],
  ["figures in groups", "1 400 "],
  ["figures with a scale", "1 million "],
  ["zero-width spaces", "\u200b"],
  ["spoken numbers", "passage 1, "],
  ["a long list of spoken numbers", ", 1"],
  ["addresses", "http://a.b/c?d "],
  ["opening braces", "{"],
  ["keys", '{"a":'],
  ["absences", "the sources do not mention "],
  ["lead-ins", "based on the sources, "],
  ["links", "[a](b) "],
  ["links to a source", "[a](https://a.example/r) "],
  ["numbered links", "[[1]](https://a.example/r)"],
  ["links that never close", "[a](b"],
  ["links within links", "[a [b](c) "],
  ["ends of links", "](a"],
  ["links by label", "[a][b] "],
  ["definitions of links", "[a]: https://a.example/r\n"],
  ["addresses", "https://a.example/r "],
  ["an endless address", "https://a.example/r"],
  ["addresses in angle brackets", "<https://a.example/r>"],
  ["addresses in round brackets", "(source: https://a.example/r) "],
  ["brackets with backslashes", "\\[1\\]"],
  ["opening brackets with backslashes", "\\["],
  ["full-width brackets", "［１］"],
  ["opening full-width brackets", "［"],
  ["lenticular brackets", "【4:0†source】"],
  ["opening lenticular brackets", "【4:0†"],
  ["raised figures", "a.¹ "],
  ["raised figures in a row", "¹"],
  ["raised lists", "¹,²"],
  ["powers", "2² "],
  ["raised elements", "a<sup>1</sup>"],
  ["raised elements that never close", "<sup>1"],
  ["raised anchors that never close", '<sup><a href="#1">1'],
  ["opening raised brackets", "⁽"],
  ["references", '<ref name="a"/>'],
  ["references that never close", "<ref>1 "],
  ["elements of several names", "<cite><ref><source><citation>"],
  ["ends of elements", "</ref></cite>"],
  ["money", "$1 "],
  ["mathematics", "$a$ "],
  ["mathematics that never closes", "$a "],
  ["display mathematics", "$$a"],
  ["escaped mathematics", "\\(a "],
  ["runs of backticks", "` `` ``` "],
  ["names and years", "(Smith, 2020) "],
  ["opening round brackets", "("],
  ["names and years that never close", "(Smith, 2020; "],
  ["lines of sources", "Source: a\n"],
  ["labels of lists", "Sources:\n"],
  ["lists of sources", "Sources:\n1. a\n\n"],
  ["one list of sources", "- a\nSources:\n"],
  ["a long line of sources", "Sources: 1, "],
  ["lines of attribution", "> a\n> — a\n"],
  ["dashes", "— a\n"],
  ["quoting elements", "<q>a b c d</q> "],
  ["quoting elements that never close", "<q>"],
  ["block elements", "<blockquote>\na\n</blockquote>\n"],
  ["block elements that never close", "<blockquote>a "],
  ["ends of block elements", "</blockquote>"],
  ["paragraphs that open a quotation", '"a b c d\n\n'],
  ["titles", "《a》"],
  ["opening marks of all kinds", "“„«‹「『《〈〝❝‚"],
  ["openers of all forms", "[【［<cite>(source: $`\\[⁽<sup>"],
  ["emoji", "👩‍👩‍👧"],
  ["bidi controls", "\u202e"],
];

describe(`${UNITS} characters of one pattern take no more than ${CAP_MS} ms`, { timeout: 60_000 }, () => {
  test.each(hostile)("as the answer: %s", async (_, unit) => {
    const answer = unit.repeat(UNITS / unit.length);
    const sources = [{ id: "1", text: "a b c d", title: "a", url: "https://a.example/r" }];
    const started = performance.now();
    const draft = read({ answer, sources });
    explain(await verify({ answer, sources }));
    expect(performance.now() - started).toBeLessThan(CAP_MS);
    expect(draft.answer).toBe(answer);
  });
  test.each(hostile)("as a source: %s", async (_, unit) => {
    const text = unit.repeat(UNITS / unit.length);
    const started = performance.now();
    await verify({ answer: 'The lid fits a box. It says "the lid a b c fits" [1]. A. 1.', sources: [text] });
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
  test.each(hostile)("as chunks of one document: %s", async (_, unit) => {
    const text = unit.repeat(UNITS / unit.length / 40).toWellFormed();
    const sources = Array.from({ length: 40 }, (_, at) => ({ id: "a", text: `${text}${"b".repeat(at)}` }));
    const started = performance.now();
    await verify({ answer: 'The lid fits a box. It says "the lid a b c fits" [a]. A. 1.', sources });
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
  test.each(hostile)("as what a user said: %s", async (_, unit) => {
    const text = `User: I have a ${unit.repeat(UNITS / unit.length)}`;
    const sources = [{ id: "c", kind: "conversation" as const, text }];
    const started = performance.now();
    await verify({ answer: "You have a lid. You said that the lid a b c fits. You have a 1 a a a.", sources });
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
  test("many claims in the second person over a long conversation", async () => {
    const answer = "You have a small lamp a b. You said that your lamp of brass is small. ".repeat(UNITS / 70 / 10);
    const text = "User: I have a small lamp of brass a, and my lamp is small.\n".repeat(UNITS / 60);
    const started = performance.now();
    await verify({ answer, sources: [{ id: "c", kind: "conversation", text }] });
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
  test("a thousand chunks of one document that overlap, and a thousand copies of one", async () => {
    const text = Array.from({ length: 40_000 }, (_, at) => `word${(at * 7919) % 40_009}`).join(" ");
    const cut = Array.from({ length: 1_000 }, (_, at) => ({ id: "a", text: text.slice(at * 350, at * 350 + 420) }));
    const copies = Array.from({ length: 1_000 }, () => ({ id: "b", text: text.slice(0, 400) }));
    const sources = [...cut.reverse(), ...copies];
    const started = performance.now();
    const answer = `It says "${text.slice(0, 3_000)}" [a].`;
    expect((await check(quoted(), { answer, sources })).status).toBe("pass");
    await verify({ answer, sources });
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
  test.each(hostile)("as a quotation: %s", async (_, unit) => {
    const quote = unit.repeat(UNITS / unit.length).replaceAll('"', "'");
    const started = performance.now();
    await verify({
      answer: `It says "${quote}" [1].`,
      citations: [{ sourceId: "1", quote }],
      sources: ["a b c d 1 水 a b c"],
    });
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
  test.each<readonly [string, unknown]>([
    ["flags", Object.fromEntries(Array.from({ length: 6_000 }, (_, at) => [`lid${at}Fits`, at % 2 === 0]))],
    ["records in a list", Array.from({ length: 3_000 }, (_, at) => ({ name: `lid ${at}`, fits: at % 2 === 0 }))],
    ["weeks", Array.from({ length: 2_000 }, () => ({ Monday: "9:0-17:0", Tuesday: "closed" }))],
    ["names", { fits: false, names: Array.from({ length: 6_000 }, (_, at) => `fits corner ${at}`) }],
    ["escapes", { text: 'a lid \n "fits" '.repeat(UNITS / 16) }],
    ["one endless key", { ["lid fits ".repeat(UNITS / 9)]: true }],
    ["long keys over many values", { ["k".repeat(UNITS / 2)]: Array.from({ length: 5_000 }, () => true) }],
  ])("as a record: %s", async (_, value) => {
    const sources = [{ id: "1", text: JSON.stringify(value), kind: "record" as const }];
    const started = performance.now();
    const answer =
      'The lid fits a box, and is open on Mondays from 9 to 5 PM. It says "the lid a b c fits" [1]. It does not fit.';
    explain(await verify({ answer, sources }), sources);
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
  test("many sentences under many markers share their citations", () => {
    const draft = read({ answer: `${"It is so. ".repeat(2_000)}${"[1]".repeat(2_000)}`, sources: ["It is so."] });
    expect(draft.claims.length).toBe(2_000);
    expect(new Set(draft.claims.flatMap(({ citations }) => citations.slice(0, 1))).size).toBe(1);
  });
  test("one letter with stacked accents, and one endless word that is part of a longer one", async () => {
    const stacked = `a${"\u0301\u0323".repeat(UNITS / 2)}`;
    const started = performance.now();
    await verify({ answer: stacked, sources: [stacked] });
    await verify({ answer: `It says "${"a".repeat(UNITS)}" [1].`, sources: ["a".repeat(2 * UNITS)] });
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
  test("many long quotations that no source has", async () => {
    const list = "kettle lid fits box moss grows on granite parcel leaves shop penguins swim frozen oceans".split(" ");
    const text = (length: number, step: number) =>
      Array.from({ length }, (_, at) => list[(at * step + (at >> 3) * 5) % list.length]).join(" ");
    const answer = Array.from({ length: 50 }, (_, at) => `It says "${text(330, at + 2)}" [1].`).join("\n\n");
    const started = performance.now();
    await verify({ answer, sources: [text(4_000, 1)] });
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
  test("a hundred thousand markers that stand alone are one list", () => {
    const started = performance.now();
    const draft = read({ answer: "[1]\n\n".repeat(100_000), sources: ["a"] });
    expect(performance.now() - started).toBeLessThan(CAP_MS);
    expect(draft.citations.length).toBe(100_000);
  });
  test("citations handed in for every claim are one list", () => {
    const inputs = Array.from({ length: 500 }, () => ({ sourceId: "1" }));
    const places = Array.from({ length: 500 }, (_, at) => ({ start: at * 2, end: at * 2 + 1 }));
    const { of } = dataCitations([...inputs, { sourceId: "1", at: { start: 14, end: 15 } }], () => [0], places);
    expect(new Set(of.map(({ citations }) => citations)).size).toBe(2);
    expect([of[6]?.citations.length, of[7]?.citations.length]).toEqual([500, 501]);
  });
  test("a value whose leaves would take gigabytes to name is refused", () => {
    let value: unknown = Array.from({ length: 100_000 }, () => 1);
    for (let depth = 0; depth < 150; depth += 1) value = { ["k".repeat(1_000)]: value };
    const started = performance.now();
    expect(leavesOf(value)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(CAP_MS);
    expect(leavesOf({ a: [1, { "b/c": null }] })).toEqual(["/a/0", "/a/1/b~1c"]);
  });
  test("many claims over many sources, each cited by each", async () => {
    const sources = Array.from(
      { length: 60 },
      (_, at) => `The lid number ${at} fits the box of size ${at} in every way.`,
    );
    const answer = sources.map((text, at) => `${text.slice(0, -1)} [${at + 1}].`).join(" ");
    const started = performance.now();
    expect((await verify({ answer, sources })).status).toBe("verified");
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
  test("long claims that nearly stand in long sources", async () => {
    const sentence = "the lid of the kettle fits the box of the shop and the base of the lamp ".repeat(25).trim();
    const sources = Array.from({ length: 10 }, () => `${sentence.replaceAll("fits", "suits")}. `.repeat(4));
    const answer = `${sentence}. `.repeat(20);
    const started = performance.now();
    await verify({ answer, sources });
    expect(performance.now() - started).toBeLessThan(CAP_MS);
  });
});
