import { describe, expect, test } from "vitest";
import { defaultGuards, verify } from "vouchsafe";
import { endsWhole, isOpenAt, showsNoCut } from "../oracles/ends-whole.ts";
import { pairs } from "../oracles/fixtures.ts";
import { cutsCharacter } from "../oracles/generators.ts";

const abbreviations = /(?:^|[\s("“])(?:\d+|dr|mr|mrs|ms|prof|e\.g|i\.e|e|i|fig|vs|bzw|z\.b|z|т\.е|\p{Lu})\.$/iu;

describe("no beginning of an ordinary answer that stops in the middle verifies", () => {
  test.each(pairs.filter(({ answer }) => answer.citations === undefined))("$id ($form)", async ({ answer: whole }) => {
    const { finish, ...unended } = whole;
    const guards = defaultGuards();
    const wrong: string[] = [];
    for (let length = 1; length < whole.answer.length; length += 1) {
      if (cutsCharacter(whole.answer, length)) continue;
      const answer = whole.answer.slice(0, length);
      const next = whole.answer.slice(length);
      // Right behind an abbreviation or inside a figure the text shows no sign of the cut; no reader could tell either.
      if (endsWhole(answer, next) && !isOpenAt(whole.answer, length)) continue;
      if (
        (abbreviations.test(answer.replace(/\W*\[\d+\]\s*$/, ".")) || showsNoCut(answer)) &&
        !isOpenAt(whole.answer, length)
      )
        continue;
      const outcome = await verify({ ...unended, answer }, { guards });
      if (outcome.status === "verified") wrong.push(`…${answer.slice(-40)}⟂${next.slice(0, 20)}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe("a text that is whole, cut by one sign, does not verify", () => {
  const source = 'The lid fits. Run {"a": 1} with npm start. It says keep the lid dry.';
  test.each([
    ["a full stop", "The lid fits"],
    ["a marker", "The lid fits [1"],
    ["a marker behind the stop", "The lid fits. [1"],
    ["an element", "The lid fits <cite>1"],
    ["the name of an element", "The lid fits. <ci"],
    ["a quotation", 'It says "keep the lid dry.'],
    ["a typographic quotation", "It says “keep the lid dry."],
    ["a bracket", "The lid fits (keep the lid dry."],
    ["a fence", "The lid fits.\n\n```\nnpm start\n"],
    ["inline code", "The lid fits. Run `npm start."],
    ["JSON", '{"a": "The lid fits."'],
    ["JSON in a list", '[{"a": "The lid fits."},'],
    ["a list item", "The lid fits:\n\n- keep the lid dry.\n- the"],
    ["a bare bullet", "The lid fits.\n\n- "],
    ["a row", "The lid fits.\n\n| a | b |\n|---|---|\n| keep the"],
    ["a header without rows", "The lid fits.\n\n| a | b |\n|---|---|"],
    ["a colon", "The lid fits. It says:"],
    ["a comma", "The lid fits,"],
    ["a heading", "The lid fits.\n\n## Care"],
    ["a word", "The lid fits. Keep the li"],
    ["a conjunction", "The lid fits and"],
    ["bold", "The lid fits. **Keep the lid"],
  ])("%s", async (_, answer) => {
    expect((await verify({ answer, sources: [source] })).status).toBe("escalated");
  });
});
