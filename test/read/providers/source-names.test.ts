import { describe, expect, test } from "vitest";
import type { read } from "vouchsafe";
import { fromOpenAI } from "vouchsafe/read";

const idsOf = (sources: Parameters<typeof read>[0]["sources"], ...urls: readonly string[]) =>
  fromOpenAI(
    { choices: [{ message: { content: "Closed.", annotations: urls.map((url) => ({ type: "url_citation", url })) } }] },
    { sources },
  ).citations?.map(({ sourceId }) => sourceId);

const page = "https://a.example/hours";

describe("a page is the source that has its address", () => {
  test.each([
    ["as it is", page],
    ["with tracking", `${page}?utm_source=openai`],
    ["with a slash", `${page}/`],
    ["with a highlighted passage", `${page}#:~:text=closed`],
    ["with its host written large", "https://A.Example/hours"],
  ])("%s", (_, url) => {
    expect(
      idsOf(
        [
          { id: "a", text: "x" },
          { id: "b", url: page, text: "y" },
        ],
        url,
      ),
    ).toEqual(["b"]);
  });
  test.each([
    ["another path", "https://a.example/fares"],
    ["another query", `${page}?day=1`],
    ["another place in an application", `${page}#/fares`],
    ["no address", "https://"],
  ])("but for %s", (_, url) => {
    expect(idsOf([{ id: "b", url: page, text: "y" }], url)).toEqual([url]);
  });
});

test("of several sources with one address none is picked: the citation keeps it, or means the document that they are of", () => {
  const chunks = [
    { id: "a", url: page, text: "x" },
    { id: "b", url: page, text: "y" },
  ];
  expect(idsOf(chunks, page)).toEqual([page]);
  expect(
    idsOf(
      chunks.map((chunk) => ({ ...chunk, documentId: "hours" })),
      page,
    ),
  ).toEqual(["hours"]);
  expect(
    idsOf(
      chunks.map((chunk) => ({ ...chunk, documentId: chunk.id })),
      page,
    ),
  ).toEqual([page]);
});

test("chunks with one id are one source, and documents are found by what their metadata says", () => {
  expect(
    idsOf(
      [
        { id: "a", url: page, text: "x" },
        { id: "a", url: page, text: "y" },
      ],
      page,
    ),
  ).toEqual(["a"]);
  expect(idsOf([{ pageContent: "x", id: "c", metadata: { source: page } }, "y"], page)).toEqual(["c"]);
  expect(idsOf([{ pageContent: "x", metadata: { source: page } }, "y"], page)).toEqual(["1"]);
});

test("names are no keys of an object", () => {
  expect(idsOf(["x"], "constructor", "__proto__", "toString")).toEqual(["constructor", "__proto__", "toString"]);
});
