import { describe, expect, test } from "vitest";
import { check, formatSources, quoted, read, type SourceInput, supported, verify } from "vouchsafe";
import { readSources } from "../../src/read/sources.ts";

interface Fields {
  readonly pageContent?: unknown;
  readonly metadata?: unknown;
  readonly id?: unknown;
}
/** As LangChain's class is: own fields, `id` there and undefined when none was given. */
class Document {
  readonly pageContent: string;
  readonly metadata: { readonly [key: string]: unknown };
  readonly id?: string;
  constructor({ pageContent, metadata, id }: Fields) {
    this.pageContent = pageContent as string;
    this.metadata = (metadata ?? {}) as Document["metadata"];
    Object.assign(this, { id });
  }
}
const withGetters = Object.create(
  Object.defineProperty({}, "pageContent", { get: () => "Refunds take 30 days." }),
) as SourceInput;

describe("LangChain documents are sources", () => {
  test.each<readonly [what: string, fields: Fields, source: object]>([
    ["nothing but text", {}, { id: "1" }],
    ["an id", { id: "9f" }, { id: "9f" }],
    ["a file", { metadata: { source: "docs/a.md" } }, { id: "1", documentId: "docs/a.md" }],
    ["a title", { metadata: { title: "FAQ" } }, { id: "1", title: "FAQ" }],
    [
      "a page",
      { metadata: { source: "https://a.example/b" } },
      { id: "1", documentId: "https://a.example/b", url: "https://a.example/b" },
    ],
    [
      "an address of its own",
      { metadata: { source: "b.pdf", url: "http://a.example" } },
      { id: "1", documentId: "b.pdf", url: "http://a.example" },
    ],
    ["an address of another kind", { metadata: { url: "javascript:alert(1)" } }, { id: "1" }],
    ["a number as source, which would answer to [7]", { metadata: { source: "7" } }, { id: "1" }],
    ["the name that loaders give to all that has none", { metadata: { source: "blob" } }, { id: "1" }],
    ["metadata of other types", { metadata: { source: 7, title: null, url: ["a"] } }, { id: "1" }],
    ["metadata that is no Unicode", { metadata: { source: "\ud800" } }, { id: "1" }],
  ])("%s", (_, fields, source) => {
    const text = "Refunds take 30 days.";
    const [made] = readSources([new Document({ pageContent: text, ...fields })]);
    const { metadata = {} } = fields;
    expect(made).toStrictEqual({ text, metadata, ...source });
  });
  test("their text is read once, from whatever class", async () => {
    expect(readSources([withGetters])).toEqual([{ id: "1", text: "Refunds take 30 days." }]);
    const outcome = await verify({ answer: "Refunds take 30 days [1].", sources: [withGetters] });
    expect(outcome.status).toBe("verified");
  });
  test("the number of a chunk, or the name of its file, is any chunk of the file", () => {
    const chunk = (text: string, source: string) => new Document({ pageContent: text, metadata: { source } });
    const sources = [chunk("R.", "a.md"), chunk("S.", "a.md"), chunk("T.", "b.md")];
    const led = (answer: string) =>
      read({ answer, sources }).claims.flatMap(({ citations }) => citations.map((one) => one.sources.toSorted()));
    expect(led("It is so [1].")).toEqual([[0, 1]]);
    expect(led("It is so [2].")).toEqual([[0, 1]]);
    expect(led("It is so [a.md].")).toEqual([[0, 1]]);
    expect(led("It is so [3].")).toEqual([[2]]);
    expect(formatSources(sources)).toBe("[1]\nR.\n\n[2]\nS.\n\n[3]\nT.");
  });
  test.each<readonly [fields: Fields, message: string]>([
    [{ pageContent: 7, id: "a" }, "sources[0].pageContent: expected the text of a document named “a”, got number"],
    [{ pageContent: "a", id: "" }, 'sources[0].id: expected a string that is not empty, or none, got ""'],
    [{ pageContent: "a", id: 7 }, "sources[0].id: expected a string that is not empty, or none, got number"],
    [{ pageContent: "a", metadata: "b" }, "sources[0].metadata: expected an object, or none, got string"],
    [
      { pageContent: "a\ud800" },
      "sources[0].pageContent: holds a lone surrogate, so it is no Unicode text; decode it again from its bytes",
    ],
  ])("%j is refused", (fields, message) => {
    expect(() => readSources([new Document(fields)])).toThrow(message);
  });
});

describe("what has no text is refused by its name", () => {
  const part = (rest: object) => ({ type: "source", sourceType: "url", ...rest });
  const remedy = "carries no text; hand in the text that the model read";
  test.each<readonly [input: object, message: string]>([
    [
      part({ id: "s", url: "https://a.example", title: "FAQ" }),
      `sources[1]: an AI SDK source part named “FAQ” ${remedy}`,
    ],
    [
      part({ id: "s", url: "https://a.example" }),
      `sources[1]: an AI SDK source part named “https://a.example” ${remedy}`,
    ],
    [
      part({ sourceType: "document", id: "s", mediaType: "application/pdf", filename: "a.pdf" }),
      `sources[1]: an AI SDK source part named “a.pdf” ${remedy}`,
    ],
    [{ type: "source-url", sourceId: "s" }, `sources[1]: an AI SDK source part named “s” ${remedy}`],
    [part({}), `sources[1]: an AI SDK source part without a name ${remedy}`],
    [part({ title: "a\u202eb\n" }), `sources[1]: an AI SDK source part named “a\\u{202e}b” ${remedy}`],
    [part({ title: "a".repeat(200) }), `sources[1]: an AI SDK source part named “${"a".repeat(80)}…” ${remedy}`],
    [{ id: "b", title: "Handbook" }, `sources[1].text: a source named “Handbook” ${remedy}`],
    [{ id: "b", metadata: { source: "b.md" } }, `sources[1].text: a source named “b” ${remedy}`],
    [{ id: "b", text: null }, "sources[1].text: expected the text of a source named “b”, got null"],
  ])("%j", async (input, message) => {
    const answer = { answer: "It is so.", sources: ["It is so.", input as SourceInput] };
    const outcome = await verify(answer);
    expect(outcome).toMatchObject({ status: "escalated", escalation: { reason: "invalid" } });
    if (outcome.status === "escalated")
      expect(outcome.escalation.failures).toEqual([{ code: "answer-invalid", message }]);
  });
});

describe("over the seam of two chunks", () => {
  const chunks = (first: string, second: string): readonly SourceInput[] => [
    { id: "a-1", documentId: "a", text: first },
    { id: "a-2", documentId: "a", text: second },
  ];
  const shownBy = async (guard: typeof quoted | typeof supported, answer: string, sources: readonly SourceInput[]) => {
    const { status, findings } = await check(guard(), { answer, sources });
    const texts = readSources(sources).map(({ text }) => text);
    const evidence = findings[0]?.evidence ?? [];
    return [status, ...evidence.map(({ source, span }) => texts[source]?.slice(span.start, span.end))];
  };
  test("a quotation has one evidence a chunk", async () => {
    const sources = chunks("Lamps may be returned within", "thirty days of delivery.");
    expect(await shownBy(quoted, 'It says "returned within thirty days" [a].', sources)).toEqual([
      "pass",
      "returned within",
      "thirty days",
    ]);
  });
  test("a quotation with a small change is an altered one still", async () => {
    const sources = chunks("The courier brings parcels to the back door", "of the shop every evening.");
    const { findings } = await check(quoted(), {
      answer: 'It says "The courier brings the parcels to the back door of the shop" [a].',
      sources,
    });
    expect(findings).toMatchObject([{ code: "quote-altered", evidence: [{ source: 0 }, { source: 1 }] }]);
  });
  test("a claim is covered by both, and a figure that they share counts once", async () => {
    const sources = chunks(
      "Lamps may be returned by the customer within 30 days of",
      "customer within 30 days of delivery, if they are unused.",
    );
    const claim = "The customer may return unused lamps within 30 days of delivery [a].";
    expect(await shownBy(supported, claim, sources)).toEqual([
      "pass",
      "Lamps may be returned by the customer within 30 days of",
      "delivery, if they are unused",
    ]);
    expect(await shownBy(supported, claim, sources.slice(0, 1))).not.toEqual(expect.arrayContaining(["pass"]));
  });
  test("a part of a word that was cut is not the word", async () => {
    const sources = chunks("On Mondays it is illeg", "it is illegal to park here overnight.");
    expect((await shownBy(quoted, 'It says "legal to park here" [a].', sources))[0]).toBe("fail");
  });
  test.each<readonly [why: string, sources: readonly SourceInput[]]>([
    [
      "another document between them",
      [
        { id: "a", text: "You may not" },
        { id: "b", text: "leave." },
        { id: "a", text: "smoke here tonight." },
      ],
    ],
    [
      "numbers that leave one out",
      [
        { id: "a-1", documentId: "a", text: "You may not" },
        { id: "a-3", documentId: "a", text: "smoke here tonight." },
      ],
    ],
    ["the other order", chunks("smoke here tonight.", "You may not")],
  ])("nothing is glued with %s", async (_, sources) => {
    expect((await shownBy(quoted, 'It says "You may not smoke here tonight" [a].', sources))[0]).toBe("fail");
  });
});
