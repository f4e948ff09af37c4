import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answer, read, VouchsafeError } from "vouchsafe";
import {
  fromAiSdk,
  fromAnthropic,
  fromBedrock,
  fromCohere,
  fromGemini,
  fromJson,
  fromLangChain,
  fromOpenAI,
} from "vouchsafe/read";
import { cutsCharacter } from "../../oracles/generators.ts";

const adapters: readonly (readonly [name: string, from: (given: unknown, options?: object) => Answer])[] = [
  ["fromOpenAI", fromOpenAI as never],
  ["fromAnthropic", fromAnthropic as never],
  ["fromAiSdk", fromAiSdk as never],
  ["fromLangChain", fromLangChain as never],
  ["fromGemini", fromGemini as never],
  ["fromCohere", fromCohere as never],
  ["fromBedrock", fromBedrock as never],
  ["fromJson", fromJson],
];

const text = fc.oneof(
  fc.constantFrom(
    "The museum is closed. ([a](https://a.example))",
    "😀 Über 博物館。",
    "[1]",
    "1",
    "",
    "a",
    "https://a.example/?utm_source=x",
    "constructor",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  // Half of a character: no Unicode text.
  fc.constantFrom("\ud83d", "a\udc00b"),
);
const number = fc.oneof(fc.integer({ min: -3, max: 60 }), fc.constantFrom(Number.NaN, 1e300, 0.5, -0, 2 ** 53));
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.constant(undefined));

/** Names that adapters read, so that what is made up looks like a response now and then. */
const NAMES =
  "choices message content annotations url_citation start_index end_index url title type finish_reason refusal usage prompt_tokens output status text file_id index citations cited_text document_index start_char_index stop_reason candidates parts thought groundingMetadata groundingSupports groundingChunks segment startIndex endIndex partIndex groundingChunkIndices web retrievedContext uri citationMetadata sources start end contentIndex document id snippet generatedResponsePart textResponsePart span retrievedReferences location s3Location citationsContent sourceContent documentChar documentIndex providerMetadata anthropic citedText openai answer context response_metadata claims sentences statement source sourceId quote evidence".split(
    " ",
  );
const TYPES =
  "text output_text message url_citation file_citation char_location source source-url source-document citation document function_call refusal thinking".split(
    " ",
  );

const { node } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6, depthSize: "large" },
    scalar,
    fc.constantFrom(...TYPES),
    fc.array(tie("node"), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: text }),
      tie("node"),
      { maxKeys: 6 },
    ),
  ),
}));

/** Responses of the right shape whose leaves are anything. */
const list = fc.array(fc.oneof(node, number), { maxLength: 3 });
const any = fc.oneof(number, scalar);
const span = { start: any, end: any, start_index: any, end_index: any, startIndex: any, endIndex: any, index: any };
const annotation = fc.record(
  { type: fc.constantFrom(...TYPES), url: text, title: scalar, citedText: scalar, file_id: scalar, ...span },
  { requiredKeys: [] },
);
const citation = fc.record(
  {
    type: fc.constantFrom(...TYPES),
    cited_text: scalar,
    document_index: any,
    start_char_index: any,
    document_title: scalar,
    url: scalar,
  },
  { requiredKeys: [] },
);
const block = fc.record(
  {
    type: fc.constantFrom("text", "output_text", "thinking"),
    text,
    annotations: fc.array(annotation, { maxLength: 4 }),
    citations: fc.array(citation, { maxLength: 3 }),
  },
  { requiredKeys: ["type"] },
);
const blocks = fc.array(fc.oneof(block, node), { maxLength: 4 });
const support = fc.record(
  { segment: fc.record({ ...span, text, partIndex: any }, { requiredKeys: [] }), groundingChunkIndices: list },
  { requiredKeys: [] },
);
const chunk = fc.record(
  { web: fc.record({ uri: scalar, title: scalar }), retrievedContext: fc.record({ uri: text, text }) },
  { requiredKeys: [] },
);
const grounding = fc.record({
  groundingSupports: fc.array(support, { maxLength: 3 }),
  groundingChunks: fc.array(chunk, { maxLength: 3 }),
});
const shaped = fc.oneof(
  fc.record({ choices: fc.array(fc.record({ message: fc.record({ content: fc.oneof(text, blocks), annotations: fc.array(annotation) }), finish_reason: scalar }), { minLength: 1, maxLength: 2 }), usage: node }),
  fc.record({ output: fc.array(fc.record({ type: fc.constant("message"), content: blocks }), { maxLength: 2 }), status: scalar }),
  fc.record({ content: blocks, stop_reason: scalar, response_metadata: fc.record({ groundingMetadata: grounding }) }),
  fc.record({ parts: blocks }),
  fc.record({ text, content: blocks, sources: list, providerMetadata: fc.record({ google: fc.record({ groundingMetadata: grounding }) }) }),
  fc.record({ candidates: fc.tuple(fc.record({ content: fc.record({ parts: blocks }), groundingMetadata: grounding, finishReason: scalar })) }),
  fc.record({ message: fc.record({ content: blocks, citations: fc.array(fc.record({ ...span, text, sources: list, contentIndex: any }, { requiredKeys: [] })) }) }),
  fc.record({ output: fc.record({ text }), citations: fc.array(fc.record({ generatedResponsePart: fc.record({ textResponsePart: fc.record({ text, span: fc.record(span) }) }), retrievedReferences: list })) }),
  fc.record({ output: fc.record({ message: fc.record({ content: fc.array(fc.record({ citationsContent: fc.record({ content: blocks, citations: list }) })) }) }) }),
  fc.record({ answer: fc.oneof(text, fc.record({ content: blocks })), context: fc.array(fc.record({ pageContent: text })) }),
  fc.record({ claims: fc.array(fc.record({ text, citations: fc.array(fc.record({ sourceId: any, quote: scalar }, { requiredKeys: [] })) })) }),
); // biome-ignore format: a table

const options = fc.constantFrom(
  {},
  { sources: ["One.", "Two."] },
  {
    sources: [
      { id: "a", text: "😀 Über 博物館。" },
      { id: "7", text: "x", url: "https://a.example" },
    ],
  },
);

/** What a law says of an adapter on anything whatever: an answer whose every place can be, or a refusal that says where. */
function keepsTheLaw(from: (given: unknown, options?: object) => Answer, given: unknown, own: object): void {
  let answer: Answer;
  try {
    answer = from(given, own);
  } catch (error) {
    expect(error).toBeInstanceOf(VouchsafeError);
    expect(error).toMatchObject({ code: "answer-invalid", message: expect.stringMatching(/^[\w.[\]]+: /) });
    return;
  }
  const whole = answer.answer;
  expect(typeof whole).toBe("string");
  for (const { sourceId, at, quote, near } of answer.citations ?? []) {
    expect(typeof sourceId).toBe("string");
    expect(sourceId.isWellFormed() && (quote ?? "").isWellFormed()).toBe(true);
    if (near !== undefined) expect(Number.isSafeInteger(near) && near >= 0).toBe(true);
    if (at === undefined) continue;
    expect(0 <= at.start && at.start <= at.end && at.end <= whole.length).toBe(true);
    if (whole.isWellFormed()) expect(cutsCharacter(whole, at.start) || cutsCharacter(whole, at.end)).toBe(false);
  }
  // JSON has no other numbers and no `undefined`.
  if (whole.isWellFormed()) expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  try {
    read(answer);
  } catch (error) {
    // Only for what no adapter can mend: half of a character, and sources that are none.
    expect(String(error)).toMatch(/lone surrogate|sources/);
  }
}

describe.each(adapters)("%s", (_, from) => {
  test("makes an answer of a response, or refuses what is none", () => {
    fc.assert(
      fc.property(shaped, options, (given, own) => keepsTheLaw(from, given, own)),
      { numRuns: 300 },
    );
  });
  test("and of anything at all", () => {
    fc.assert(
      fc.property(node, options, (given, own) => keepsTheLaw(from, given, own)),
      { numRuns: 300 },
    );
  });
});

test("the laws are about answers: most of the responses made up are some adapter's", () => {
  const made = fc.sample(shaped, { numRuns: 300, seed: 1 }).filter((given) =>
    adapters.some(([, from]) => {
      try {
        return (from(given).citations?.length ?? 0) > 0;
      } catch {
        return false;
      }
    }),
  );
  expect(made.length).toBeGreaterThan(100);
});
