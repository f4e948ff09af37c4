import { describe, expect, test } from "vitest";
import { read } from "vouchsafe";
import { cited, claimed, quotes, sources } from "./sources.ts";

const Q = "refunds are paid within 30 days of delivery";

describe("a quotation in every typographic style", () => {
  test.each([
    ["straight", `It says "${Q}".`],
    ["full-width", `It says ＂${Q}＂.`],
    ["curly", `It says “${Q}”.`],
    ["single curly", `It says ‘${Q}’.`],
    ["single straight", `It says '${Q}'.`],
    ["low and high", `Es heißt „${Q}“.`],
    ["low and closing", `It says „${Q}”.`],
    ["low and reversed", `It says „${Q}‟.`],
    ["single low", `Es heißt ‚${Q}‘.`],
    ["single low and closing", `It says ‚${Q}’.`],
    ["guillemets", `Il dit « ${Q} ».`],
    ["guillemets inwards", `Es heißt »${Q}«.`],
    ["guillemets one way", `Det står »${Q}».`],
    ["single guillemets", `Es heißt ‹${Q}›.`],
    ["single guillemets inwards", `Es heißt ›${Q}‹.`],
    ["closing marks on both sides", `Se sanoo ”${Q}”.`],
    ["corner brackets", `規約には「${Q}」とあります。`],
    ["white corner brackets", `規約には『${Q}』とあります。`],
    ["half-width corner brackets", `規約には｢${Q}｣とあります。`],
    ["double primes", `It says 〝${Q}〞.`],
    ["low double primes", `It says 〝${Q}〟.`],
    ["ornaments", `It says ❝${Q}❞.`],
    ["single ornaments", `It says ❛${Q}❜.`],
    ["primes", `It says ″${Q}″.`],
    ["reversed and closing", `It says ‟${Q}”.`],
    ["two single marks", `It says ''${Q}''.`],
    ["two commas and two single marks", `Es heißt ,,${Q}''.`],
    ["two commas", `Es heißt ,,${Q}“.`],
    ["entities", `It says &quot;${Q}&quot;.`],
    ["curly entities", `It says &ldquo;${Q}&rdquo; [1].`],
    ["angle ornaments", `It says ❮${Q}❯.`],
    ["an element", `It says <q>${Q}</q>.`],
    ["an element with an address", `It says <q cite="https://shop.example">${Q}</q>.`],
    ["a block element", `It says:\n\n<blockquote>${Q}</blockquote>`],
    ["a block element over lines", `It says:\n\n<blockquote>\n${Q}\n</blockquote>\n`],
    ["a block quote", `It says:\n\n> ${Q}`],
    ["a block quote with a marker", `It says:\n\n> ${Q} [1]`],
  ])("%s", (_, answer) => {
    expect(quotes(answer)).toEqual([Q]);
  });
  test("one that holds another is one", () => {
    expect(quotes(`It says “${Q} ‘or so’ it says”.`)).toEqual([`${Q} ‘or so’ it says`]);
  });
  test.each([
    ["curly", "“One is so, for all we know.\n\n“Two is so, for all we know.”"],
    ["straight", '"One is so, for all we know.\n\n"Two is so, for all we know."'],
    ["guillemets", "«One is so, for all we know.\n\n«Two is so, for all we know.»"],
  ])("one of several paragraphs, each of which opens again: %s", (_, answer) => {
    expect(quotes(answer)).toEqual(["One is so, for all we know.", "Two is so, for all we know."]);
  });
  test("angle brackets that hold a sentence quote", () => {
    expect(quotes("规则说《退款需要三十天，邮费不退。》[1]")).toEqual(["退款需要三十天，邮费不退。"]);
  });
});

describe("no quotation", () => {
  test.each([
    ["a title", "《退款政策》规定三十天[1]。"],
    ["a title in single brackets", "〈退款政策〉规定三十天[1]。"],
    ["inches", `The screen measures 15" and the box 17" in width.`],
    ["inches with primes", "The screen measures 15″ and the box 17″ in width."],
    ["feet and inches with primes", "He is 6′ 2″ tall and she is 5′ 9″ tall."],
    ["empty strings", "Pass '' or '' to it, and all that we know is so."],
    ["two commas by mistake", "One is so,, two is so,, and three is all we know."],
    ["feet and inches", `He is 6' 2" tall and she is 5' 9" tall.`],
    ["apostrophes", "The dogs' bowls aren't theirs, and the cats' aren't either."],
    ["comparisons", "A is < b and c > d in all that we know."],
    ["commas", "One‚ two‚ three and four are what we know."],
    ["an element that never closes", "It says <q>one is so for all we know."],
  ])("%s", (_, answer) => {
    expect(quotes(answer)).toEqual([]);
  });
});

describe("a block quote's line of attribution", () => {
  test.each([
    ["a marker", `> ${Q}\n> — [1]`, "refunds"],
    ["a title", `> ${Q}\n> — Refund policy`, "refunds"],
    ["an id", `> ${Q}\n> — refunds`, "refunds"],
    ["an id behind two hyphens", `> ${Q}\n> -- refunds`, "refunds"],
    ["a title in emphasis", `> ${Q}\n>\n> — *Refund policy*`, "refunds"],
    ["a link", `> ${Q}\n> — [Refund policy](https://shop.example/refunds)`, "refunds"],
    ["a marker below", `> ${Q}\n\n— [1]`, "refunds"],
    ["a title below", `> ${Q}\n\n— Refund policy`, "refunds"],
  ])("%s cites and is not quoted", (_, answer, cites) => {
    expect(quotes(answer)).toEqual([Q]);
    expect(cited(answer)).toBe(cites);
    expect(claimed(answer)).toEqual([Q]);
  });
  test("that names no source stays in the claim", () => {
    expect(quotes(`> ${Q}\n> — Albert Einstein`)).toEqual([Q]);
    expect(claimed(`> ${Q}\n> — Albert Einstein`).join(" ")).toContain("Albert Einstein");
  });
});

test("tags are cut out of the claim", () => {
  expect(claimed(`It says <q>${Q}</q> [1].`)).toEqual([`It says ${Q}.`]);
  expect(claimed(`<blockquote>${Q}</blockquote> [1]`)).toEqual([Q]);
});

describe("a quotation of the question's words", () => {
  const quotedIn = (answer: string): readonly string[] =>
    read({ question: "Are refunds paid within 90 days of delivery?", answer, sources }).claims.flatMap(
      ({ quotations }) => quotations.map(({ text }) => text),
    );
  const asked = "refunds paid within 90 days of delivery";
  test.each([
    `It says "${asked}" [1].`,
    `It says "${asked}"【1】.`,
    `It says "${asked}"¹.`,
    `It says "${asked}" (source: 1).`,
    `It says ''${asked}'' (see passage 1).`,
    `It says &quot;${asked}&quot; 【1】.`,
    `It says “${asked}” <cite>1</cite>.`,
    `It says <q>${asked}</q> [1].`,
    `According to document 1, it is "${asked}" for all.`,
    `It is "${asked}" for all, according to document 1.`,
    `<cite id="1">It is "${asked}" for all.</cite>`,
    `> ${asked} [1]`,
    `> ${asked}\n\n— Refund policy`,
  ])("is checked where a marker cites it: %s", (answer) => {
    expect(quotedIn(answer)).toEqual([asked]);
  });
  test.each([
    `You asked whether "${asked}" is so; it takes 30 days [1].`,
    `It takes 30 days, according to document 1. You asked about "${asked}" here.`,
  ])("is the user's elsewhere: %s", (answer) => {
    expect(quotedIn(answer)).toEqual([]);
  });
});
