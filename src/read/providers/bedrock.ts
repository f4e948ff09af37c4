import { deepField, fieldOf, isFields, listOf, textOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import type { Answer, CitationInput } from "../../types.ts";
import { invalid } from "../invalid.ts";
import { carriedSources, type Passage } from "../response/carried-sources.ts";
import { listAt } from "../response/checked-fields.ts";
import { converseCitation } from "../response/converse-citation.ts";
import { joinParts } from "../response/join-parts.ts";
import { placingIn } from "../response/placing.ts";
import { answerOf, cite, type ResponseOptions, readerOf, usageOf } from "../response/reader.ts";

/** What RetrieveAndGenerate returns. */
export interface BedrockGeneration {
  readonly output: { readonly text: string | undefined } | undefined;
  readonly citations?: readonly object[] | undefined;
  readonly guardrailAction?: string | undefined;
}
/** What Converse returns. */
export interface BedrockConversation {
  readonly output: { readonly message?: { readonly content: readonly object[] | undefined } | undefined } | undefined;
  readonly stopReason?: string | undefined;
  readonly usage?: object | undefined;
}

/**
 * An answer of Bedrock's. RetrieveAndGenerate: each part of the text cites its retrieved references, which are sources
 * unless some are given, named by where they lie. Converse: each cited stretch cites its documents, with the quotes.
 *
 * Throws `VouchsafeError` `answer-invalid` for what is neither.
 */
export function fromBedrock(response: BedrockGeneration | BedrockConversation, options: ResponseOptions = {}): Answer {
  const text = deepField(response, "output", "text");
  if (typeof text === "string") return fromGeneration(text, response, options);
  const content = deepField(response, "output", "message", "content");
  if (Array.isArray(content)) return fromConversation(content, response, options);
  throw invalid("response.output", "{ text } or { message: { content } }", fieldOf(response, "output"));
}

function fromGeneration(text: string, response: unknown, options: ResponseOptions): Answer {
  const cited = listAt(response, "response", "citations");
  const references = cited.map((citation, index) =>
    listAt(citation, `response.citations[${index}]`, "retrievedReferences").map(passageOf),
  );
  const { sources, ids } = carriedSources(references.flat().flatMap(({ passage }) => passage ?? []));
  const reader = readerOf(options, sources);
  const place = placingIn(text);
  let carried = 0;
  const citations = cited.flatMap((citation, index): readonly CitationInput[] => {
    const part = deepField(citation, "generatedResponsePart", "textResponsePart");
    const span = fieldOf(part, "span");
    // Whether `end` is inclusive is not written down, and examples have both: the text of the part decides.
    const at = place({ start: fieldOf(span, "start") ?? 0, end: fieldOf(span, "end"), said: textOf(part, "text") }, [
      "code-points",
      "utf-16",
    ]);
    return (references[index] ?? []).map(({ names, passage }) => {
      const own = passage === undefined ? undefined : ids[carried++];
      return cite(reader.refer({ names: [own, ...names] }), { at });
    });
  });
  const stopped = finishOf(fieldOf(response, "guardrailAction"));
  return answerOf(text, citations, reader, options, { finish: stopped === "content-filter" ? stopped : undefined });
}

/** A reference: where its document lies, and its text. */
function passageOf(reference: unknown): { readonly names: readonly unknown[]; readonly passage?: Passage } {
  const location = fieldOf(reference, "location");
  const places = isFields(location) ? Object.values(location).filter(isFields) : [];
  const names = places.map((place) => textOf(place, "uri", "url", "id", "query"));
  const metadata = fieldOf(reference, "metadata");
  const name = [...names, textOf(metadata, "x-amz-bedrock-kb-source-uri")].find((one) => one !== undefined);
  const text = deepField(reference, "content", "text");
  if (typeof text !== "string" || text === "" || name === undefined) return { names: [name, "a retrieved reference"] };
  return { names: [name], passage: { name, text, title: textOf(metadata, "title"), url: name } };
}

function fromConversation(content: readonly unknown[], response: unknown, options: ResponseOptions): Answer {
  const reader = readerOf(options);
  const texts = content.map(textOfBlock);
  const { text, starts } = joinParts(texts);
  const citations = content.flatMap((block, index) => {
    const [start, own] = [starts[index], texts[index]];
    if (start === undefined || own === undefined) return [];
    const at = { start, end: start + own.length };
    const field = `response.output.message.content[${index}].citationsContent`;
    return listAt(fieldOf(block, "citationsContent"), field, "citations").map((one, own) =>
      converseCitation(one, `${field}.citations[${own}]`, at, reader),
    );
  });
  return answerOf(text, citations, reader, options, {
    finish: finishOf(fieldOf(response, "stopReason")),
    usage: usageOf(fieldOf(response, "usage"), ["inputTokens"], ["outputTokens"]),
  });
}

/** A block of text, or of cited text, which comes in pieces. */
function textOfBlock(block: unknown): string | undefined {
  const cited = fieldOf(block, "citationsContent");
  if (cited !== undefined)
    return listOf(cited, "content")
      .map((piece) => textOf(piece, "text") ?? "")
      .join("");
  const text = fieldOf(block, "text");
  return typeof text === "string" ? text : undefined;
}
