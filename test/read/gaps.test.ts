import { expect, test } from "vitest";
import { gapsBetween } from "../../src/read/gaps.ts";

const piecesOf = (answer: string, ...texts: readonly string[]) =>
  texts.map((text) => ({ start: answer.indexOf(text), end: answer.indexOf(text) + text.length }));
const shown = (answer: string, spans: readonly { readonly start: number; readonly end: number }[]) =>
  spans.map(({ start, end }) => answer.slice(start, end));

test.each([
  ["1. First.\n2. Second.", ["First.", "Second."], ["1.", "2."]],
  ["a) First.\n(b) Second.", ["First.", "Second."], ["a)", "(b)"]],
  ["It holds.[^1]\n\n[^1]: refunds", ["It holds.[^1]", "refunds"], ["[^1]:"]],
])("labels of %j claim nothing", (answer, pieces, labels) => {
  const gaps = gapsBetween(answer, piecesOf(answer, ...pieces));
  expect(
    shown(
      answer,
      gaps.labels.map(({ at }) => at),
    ),
  ).toEqual(labels);
  expect(gaps.rest).toEqual([]);
});

test.each([
  ["First. Dropped by mistake. Last.", ["First.", "Last."], ["Dropped by mistake."]],
  ["First. 90 days", ["First."], ["90 days"]],
  ["90.5 First.", ["First."], ["90.5"]],
])("what is no label in %j must not be passed over", (answer, pieces, rest) => {
  expect(shown(answer, gapsBetween(answer, piecesOf(answer, ...pieces)).rest)).toEqual(rest);
});
