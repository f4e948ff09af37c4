import { countOf, deepField, fieldOf, isFields, textOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import type { Answer, CitationInput, DocumentInput, PlainSpan, SourceInput } from "../../types.ts";
import { invalid } from "../invalid.ts";
import { annotationCitations } from "../response/annotations.ts";
import { anthropicCitation } from "../response/anthropic-citation.ts";
import { listAt, quoteAt } from "../response/checked-fields.ts";
import { groundedSources, groundingCitations, groundingOf } from "../response/grounding.ts";
import { joinParts } from "../response/join-parts.ts";
import { answerOf, cite, type Reader, type ResponseOptions, readerOf, usageOf } from "../response/reader.ts";

/** A message of LangChain's. */
export interface LangChainMessage {
  readonly content: string | readonly (string | object)[];
  readonly response_metadata?: object;
  readonly usage_metadata?: object | undefined;
}
/** What a retrieval chain or graph gives: the answer, as text or as a message, and the documents that it was made from. */
export interface LangChainOutput {
  readonly answer: string | LangChainMessage;
  readonly context?: readonly DocumentInput[];
  readonly sourceDocuments?: readonly DocumentInput[];
  readonly source_documents?: readonly DocumentInput[];
}

/**
 * A message of LangChain's, or the output of a chain `{ answer, context }`, `{ answer, sourceDocuments }`, as an answer.
 * Read are the annotations of standard content blocks, OpenAI's and Anthropic's own as they stand on text blocks, and
 * Google's grounding in `response_metadata`. A chain's documents are the sources unless some are given.
 *
 * Throws `VouchsafeError` `answer-invalid` for what is neither.
 */
export function fromLangChain(message: LangChainMessage | LangChainOutput, options: ResponseOptions = {}): Answer {
  const output = fieldOf(message, "answer", "text", "result");
  const documents = fieldOf(message, "context", "sourceDocuments", "source_documents");
  if (fieldOf(message, "content") !== undefined || output === undefined)
    return fromMessage(message, "message", options);
  if (!Array.isArray(documents))
    throw invalid("message.context", "a chain's documents, as `context` or `sourceDocuments`", documents);
  const question = textOf(message, "question", "input", "query");
  const known: ResponseOptions = {
    ...(question === undefined ? {} : { question }),
    sources: documents as readonly SourceInput[],
    ...options,
  };
  return fromMessage(typeof output === "string" ? { content: output } : output, "message.answer", known);
}

function fromMessage(message: unknown, field: string, options: ResponseOptions): Answer {
  const content = fieldOf(message, "content");
  if (typeof content !== "string" && !Array.isArray(content))
    throw invalid(field, "a message { content } or a chain's { answer, context }", message);
  const blocks: readonly unknown[] = typeof content === "string" ? [content] : content;
  const metadata = fieldOf(message, "response_metadata");
  const grounding = groundingOf(
    fieldOf(metadata, "groundingMetadata") ?? deepField(message, "additional_kwargs", "groundingMetadata"),
  );
  const reader = readerOf(options, groundedSources(grounding));
  const texts = blocks.map(textOfBlock);
  const joined = joinParts(texts);
  const citations = blocks.flatMap((block, at) => {
    const [text, start] = [texts[at], joined.starts[at]];
    return text === undefined || start === undefined
      ? []
      : citationsOfBlock(block, `${field}.content[${at}]`, { start, text }, reader);
  });
  const reason = fieldOf(metadata, "finish_reason", "stop_reason", "stopReason", "finishReason", "done_reason");
  const incomplete = deepField(metadata, "incomplete_details", "reason");
  return answerOf(
    joined.text,
    [...citations, ...groundingCitations(grounding, texts, joined, reader)],
    reader,
    options,
    {
      finish: finishOf(incomplete ?? reason ?? fieldOf(metadata, "status")),
      usage: usageOf(fieldOf(message, "usage_metadata")),
    },
  );
}

const TEXTS: readonly unknown[] = ["text", "output_text"];

function textOfBlock(block: unknown): string | undefined {
  if (typeof block === "string") return block;
  const text = fieldOf(block, "text");
  return TEXTS.includes(fieldOf(block, "type")) && typeof text === "string" ? text : undefined;
}

function citationsOfBlock(
  block: unknown,
  field: string,
  { start, text }: { readonly start: number; readonly text: string },
  reader: Reader,
): readonly CitationInput[] {
  if (!isFields(block)) return [];
  const whole = { start, end: start + text.length };
  const annotations = listAt(block, field, "annotations");
  const quotes = annotations.map((one, index) => quoteAt(one, `${field}.annotations[${index}]`, "citedText"));
  const marking = annotations.filter((_, index) => quotes[index] === undefined);
  return [
    ...listAt(block, field, "citations").map((citation, index) =>
      anthropicCitation(citation, `${field}.citations[${index}]`, whole, reader),
    ),
    ...annotations.flatMap((citation, index) => {
      const quote = quotes[index];
      return quote === undefined ? [] : [quotingCitation(citation, quote, whole, reader)];
    }),
    ...annotationCitations(text, start, marking, reader),
  ];
}

/**
 * A standard citation with its passage. Although its type says otherwise, `startIndex` then counts in the source, in
 * what `source` says: characters, pages, blocks. So it stands for its block.
 */
function quotingCitation(citation: unknown, quote: string, at: PlainSpan, { refer }: Reader): CitationInput {
  const source = textOf(citation, "source") ?? "";
  const referred = refer({
    names: [fieldOf(citation, "url"), fieldOf(citation, "file_id", "fileId"), fieldOf(citation, "title")],
    position:
      countOf(citation, "document_index", "search_result_index") ?? (INDEX.test(source) ? Number(source) : undefined),
  });
  const near = source === "char" ? countOf(citation, "startIndex") : undefined;
  return cite(referred, { at, quote, near });
}
/** From Bedrock, `source` is the index of the document. */
const INDEX = /^\d{1,4}$/;
