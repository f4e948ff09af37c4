import { describe, expect, test } from "vitest";
import { type Answer, type Citation, read } from "vouchsafe";

const unnumbered = [
  { id: "returns", text: "R." },
  { id: "shipping", text: "S." },
  { id: "a/b#2", text: "T." },
];
const numbered = [
  { id: "7", text: "R." },
  { id: "12", text: "S." },
  { id: "faq", text: "T." },
];
const citing = (answer: string, sources: Answer["sources"] = unnumbered): readonly Citation[] =>
  read({ answer, sources }).claims.flatMap(({ citations }) => citations);
const led = (answer: string, sources?: Answer["sources"]): readonly (readonly number[])[] =>
  citing(answer, sources).map((citation) => citation.sources);

describe("a marker leads to its sources", () => {
  test.each<readonly [form: string, answer: string, sources: readonly (readonly number[])[]]>([
    ["a position", "It is so [1].", [[0]]],
    ["a list of positions", "It is so [1, 3].", [[0], [2]]],
    ["a range", "It is so [1-3].", [[0], [1], [2]]],
    ["two brackets", "It is so [1][2].", [[0], [1]]],
    ["behind the stop", "It is so. [2]", [[1]]],
    ["an id", "It is so [shipping].", [[1]]],
    ["ids", "It is so [returns; shipping].", [[0], [1]]],
    ["an id of other signs", "It is so [a/b#2].", [[2]]],
    ["an id with a prefix", "It is so [doc:shipping].", [[1]]],
    ["a position with a prefix", "It is so [Source 2].", [[1]]],
    ["an element behind", "It is so <cite>shipping</cite>.", [[1]]],
    ["an element around", '<cite id="2">It is so.</cite>', [[1]]],
    ["a footnote", "It is so.[^1]\n\n[^1]: shipping", [[1]]],
    ["a footnote without a definition", "It is so.[^2]", [[1]]],
    ["spoken", "Passage 2 says so.", [[1]]],
    ["spoken, two", "According to documents 1 and 3, it is so.", [[0], [2]]],
    ["spoken, aside", "It is so (source 3).", [[2]]],
    ["a quotation's", 'It says "it is so, for all that we know" [2].', [[1]]],
    ["nothing: a position behind the last", "It is so [4].", [[]]],
    ["nothing: nought", "It is so [0].", [[]]],
    ["nothing: an id like those given", "It is so [returns-2].", [[]]],
    ["nothing, with a prefix", "It is so [doc:terms].", [[]]],
  ])("%s: %s", (_, answer, sources) => {
    expect(led(answer)).toEqual(sources);
  });
  test.each<readonly [why: string, answer: string]>([
    ["a link", "It is so [here](https://a.example)."],
    ["a numbered link", "It is so [1](https://a.example)."],
    ["an editor's bracket", "It [the shop] is so."],
    ["a long bracket", `It is so [${"as far as we know ".repeat(15)}].`],
    ["an array in code", "Use `list[1]` for it."],
    ["a task", "- [ ] It is so."],
    ["an element that never closes", "It is so <cite>1."],
    ["an empty bracket", "It is so []."],
  ])("%s is none: %s", (_, answer) => {
    expect(led(answer)).toEqual([]);
  });
});

describe("numbers are ids when any id is a whole number, else positions", () => {
  test.each<readonly [answer: string, sources: readonly (readonly number[])[]]>([
    ["It is so [7].", [[0]]],
    ["It is so [12, 7].", [[1], [0]]],
    ["It is so [1].", [[]]],
    ["It is so [3].", [[]]],
    ["It is so [faq].", [[2]]],
    ["Passage 12 says so.", [[1]]],
  ])("%s", (answer, sources) => {
    expect(led(answer, numbered)).toEqual(sources);
  });
  test("bare strings are numbered from 1", () => {
    expect(led("It is so [2].", ["R.", "S."])).toEqual([[1]]);
  });
  test("chunks of one document, or with one id, answer together", () => {
    const chunks = [
      { id: "a1", documentId: "a", text: "R." },
      { id: "a2", documentId: "a", text: "S." },
      { id: "b", text: "T." },
      { id: "b", text: "U." },
    ];
    expect(
      [led("It is so [a].", chunks), led("It is so [a2].", chunks), led("It is so [b].", chunks)].map((found) =>
        found.map((sources) => sources.toSorted()),
      ),
    ).toEqual([[[0, 1]], [[0, 1]], [[2, 3]]]);
  });
  test("the number of a chunk leads to its document, as its id does", () => {
    const chunks = [
      { id: "a1", documentId: "a", text: "R." },
      { id: "b", text: "T." },
      { id: "a2", documentId: "a", text: "S." },
    ];
    expect(led("It is so [3]. That too [2].", chunks).map((sources) => sources.toSorted())).toEqual([[0, 2], [1]]);
  });
  test.each(["__proto__", "constructor", "hasOwnProperty"])(
    "%s is an id like another, and no id where it was not given",
    (id) => {
      expect(led(`It is so [${id}].`, [{ id, text: "R." }])).toEqual([[0]]);
      expect(led("It is so [x].", [{ id, text: "R." }]).flat()).toEqual([]);
      expect(led(`It is so [doc:${id}].`, unnumbered).flat()).toEqual([]);
    },
  );
});

describe("a citation covers the sentences before it in its paragraph or list item", () => {
  const cover = (answer: string, scope?: "paragraph" | "sentence") =>
    read({ answer, sources: ["R.", "S."] }, scope === undefined ? {} : { scope }).claims.map(({ text, citations }) => [
      text,
      ...citations.map(({ sourceId }) => sourceId),
    ]);

  test.each<readonly [what: string, answer: string, covered: readonly (readonly string[])[]]>([
    [
      "all of them",
      "One holds. Two holds [1].",
      [
        ["One holds.", "1"],
        ["Two holds.", "1"],
      ],
    ],
    [
      "back to the marker before",
      "One holds [1]. Two holds. Three holds [2].",
      [
        ["One holds.", "1"],
        ["Two holds.", "2"],
        ["Three holds.", "2"],
      ],
    ],
    ["none behind it", "One holds [1]. Two holds.", [["One holds.", "1"], ["Two holds."]]],
    ["not the paragraph before", "One holds.\n\nTwo holds [1].", [["One holds."], ["Two holds.", "1"]]],
    ["not the item before", "- One holds.\n- Two holds [1].", [["One holds."], ["Two holds.", "1"]]],
    [
      "the paragraph before, alone on its line",
      "One holds. Two holds.\n\n[1]",
      [
        ["One holds.", "1"],
        ["Two holds.", "1"],
      ],
    ],
    ["only its own sentence, spoken", "One holds. Passage 2 holds two.", [["One holds."], ["holds two.", "2"]]],
  ])("%s", (_, answer, covered) => {
    const found = cover(answer);
    expect(found.map(([, ...ids]) => ids)).toEqual(covered.map(([, ...ids]) => ids));
  });
  test("or its own sentence, if told so", () => {
    expect(cover("One holds. Two holds [1].", "sentence")).toEqual([["One holds."], ["Two holds.", "1"]]);
  });
});

describe("citations handed in as data", () => {
  const answer = "One holds. Two holds.";
  test("stand for the part that they name, or for the whole", () => {
    const sources = ["R.", "S."];
    const citations = [{ sourceId: "1", at: { start: 0, end: 10 } }, { sourceId: "2" }];
    const { claims } = read({ answer, sources, citations });
    expect(claims.map((claim) => claim.citations.map(({ sourceId, form }) => [sourceId, form]))).toEqual([
      [
        ["1", "data"],
        ["2", "data"],
      ],
      [["2", "data"]],
    ]);
  });
  test.each([
    ["beyond the answer", { start: 0, end: 99 }],
    ["before it", { start: -1, end: 3 }],
    ["backwards", { start: 3, end: 1 }],
    ["in halves", { start: 0.5, end: 3 }],
    ["that is no number", { start: Number.NaN, end: 3 }],
    ["of strings", { start: "0", end: "3" } as never],
  ])("with a place %s are refused by name", (_, at) => {
    expect(() => read({ answer, sources: ["R."], citations: [{ sourceId: "1", at }] })).toThrow(
      /^citations\[0\]\.at: expected/,
    );
  });
});
