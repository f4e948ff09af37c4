import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Audit, audit, priceOf } from "vouchsafe/spend";

/** One token a word, so that sums can be told by heart. */
const countTokens = (text: string): number => text.split(/\s+/).filter(Boolean).length;
const rowsOf = ({ sections }: Audit) => sections.map(({ kind, title, depth, tokens }) => [kind, title, depth, tokens]);

describe("sections", () => {
  test("begin at headings, roles, tags and fences", () => {
    const prompt = [
      "Before it.",
      "system:",
      "one two",
      "## Rules",
      "three four",
      "```ts",
      "# no heading",
      "```",
      "five",
      "<examples>",
      "six",
      "</examples>",
      "<|im_start|>user",
      "seven",
      "Assistant: eight",
    ].join("\n");
    expect(rowsOf(audit(prompt, { countTokens }))).toEqual([
      ["start", "", 0, 2],
      ["role", "system", 0, 3],
      ["heading", "Rules", 2, 4],
      ["fence", "ts", 3, 5],
      ["heading", "Rules", 2, 1],
      ["tag", "examples", 2, 3],
      ["role", "user", 0, 2],
      ["role", "assistant", 0, 2],
    ]);
  });

  test.each([
    ["a word of the text that is a role", "The user: a person."],
    ["a hash without a space", "#hashtag"],
    ["a heading of nothing", "## "],
    ["an inline tag", "Write <b>bold</b> text."],
  ])("do not begin at %s", (_, prompt) => {
    expect(audit(prompt).sections.map(({ kind }) => kind)).toEqual(["start"]);
  });

  test("follow each other without gaps, and their tokens are the whole, for any prompt", () => {
    const line = fc.constantFrom("# A", "user:", "```", "~~~js", "<x>", "{{a}} b {c}", "text. more text.", "", "```x`");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const prompt = lines.join("\n");
        const found = audit(prompt, { countTokens });
        expect(found.sections.map(({ start, end }) => prompt.slice(start, end)).join("")).toBe(prompt);
        expect(found.sections.every(({ start, end }) => end > start)).toBe(true);
        expect(found.sections.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(found.tokens);
        expect(found.cache.prefixTokens + found.cache.behindTokens).toBe(found.tokens);
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
        for (const { name, at } of found.variables)
          for (const offset of at) expect(prompt.slice(offset)).toMatch(new RegExp(`^\\{{1,2}${name}\\}`));
      }),
    );
  });
});

describe("variables", () => {
  test.each([
    ["two braces", "Say {{name}} and {{ name }}.", ["name"]],
    ["three, of text as it is", "Say {{{name}}}.", ["name"]],
    ["one brace", "Say {name}.", ["name"]],
    ["a dollar", ["Say $", "{user.name}."].join(""), ["user.name"]],
    ["blocks of a template", "{{#if a}}yes{{/if}}", ["if a", "if"]],
    ["no JSON", 'Reply {"name": 1} or {}.', []],
    ["no code in a fence", "```\nif (a) {return}\n{{b}}\n```", ["b"]],
  ])("%s", (_, prompt, names) => {
    expect(audit(prompt).variables.map(({ name }) => name)).toEqual(names);
  });

  test("are not counted: what they hold is not known here", () => {
    expect(audit("one {{two}} three", { countTokens }).tokens).toBe(2);
  });
});

describe("what is said more than once", () => {
  test("is told once, with all places, the dearest first", () => {
    const rule = "Never guess a price, a date or a period.";
    const prompt = `- ${rule}\n\nOther words stand here. Answer in three sentences at most.\n\nANSWER in three sentences, at most! ${rule} 1. ${rule}`;
    const { repeats, repeatedTokens } = audit(prompt, { countTokens });
    expect(repeats.map(({ text, at, tokens, wastedTokens }) => [text, at.length, tokens, wastedTokens])).toEqual([
      [rule, 3, 9, 18],
      ["Answer in three sentences at most.", 2, 6, 6],
    ]);
    expect(repeatedTokens).toBe(24);
    for (const { text, at } of repeats) expect(prompt.slice(at[0], (at[0] ?? 0) + text.length)).toBe(text);
  });

  test("a paragraph that is said again is one repeat, not one for each of its sentences", () => {
    const paragraph = "The first sentence of it is this. The second sentence of it is that.";
    const { repeats } = audit(`${paragraph}\n\nBetween.\n\n${paragraph}`, { countTokens });
    expect(repeats.map(({ text }) => text)).toEqual([paragraph]);
  });

  test("short words are not worth telling", () => {
    expect(audit("Yes.\n\nYes.\n\nAnswer:\n\nAnswer:").repeats).toEqual([]);
  });
});

describe("the provider's cache", () => {
  const words = (count: number): string => "word ".repeat(count);
  const price = priceOf("openai/gpt-5-mini");

  test("keeps what stands before the first variable, if it is long enough", () => {
    const of = (before: number) => audit(`${words(before)}{{x}} ${words(500)}`, { countTokens }).cache;
    expect(of(1_023)).toMatchObject({ prefixTokens: 1_023, behindTokens: 500, isKept: false, couldBeKept: true });
    expect(of(1_024)).toMatchObject({ prefixTokens: 1_024, isKept: true });
    expect(of(10)).toMatchObject({ isKept: false, couldBeKept: false });
  });

  test("saves the difference of the prices on all calls but the first", () => {
    const options = { countTokens, callsPerDay: 1_001, ...(price === undefined ? {} : { price }) };
    // $0.25 and $0.025 per million: 225 micro-USD on a thousand tokens.
    expect(audit(`${words(2_000)}{{x}} ${words(1_000)}`, options).cache).toMatchObject({
      microUsdPerDay: 3_000 * 1_001 * 0.25,
      savedMicroUsdPerDay: 450_000,
      couldSaveMicroUsdPerDay: 675_000,
    });
  });

  test("keeps nothing for calls that are further apart than it lasts", () => {
    const hits = (callsPerDay: number) => audit("a", { callsPerDay }).cache.hitsPerDay;
    expect([hits(287), hits(288)]).toEqual([0, 287]);
  });

  test("speaks of no money without a price, and of no saving without one for cached input", () => {
    expect(audit("a").cache).not.toHaveProperty("microUsdPerDay");
    const bare = { inputMicroUsdPerMillion: 1, outputMicroUsdPerMillion: 1 };
    const { cache } = audit("a", { price: bare });
    expect(cache).toHaveProperty("microUsdPerDay");
    expect(cache).not.toHaveProperty("savedMicroUsdPerDay");
  });
});

test("is linear in prompts made to be slow", () => {
  for (const piece of [
    "# a\n",
    "{{a",
    "```\n",
    "user:\n",
    "{{a}}\n# b\n",
    "- - - ",
    "\n \n",
    "<a>\n",
    "Same sentence here. ",
  ])
    audit(piece.repeat(Math.ceil(300_000 / piece.length)));
}, 20_000);

test.each([
  ["prompt", [5]],
  ["callsPerDay", ["a", { callsPerDay: 0 }]],
  ["minCacheTokens", ["a", { minCacheTokens: 1.5 }]],
  ["prices", ["a", { price: { inputMicroUsdPerMillion: 0.1, outputMicroUsdPerMillion: 1 } }]],
  ["no fields but", ["a", { calls: 5 }]],
])("refuses %s", (said, args) => {
  expect(() => audit(...(args as [string]))).toThrow(said);
});
