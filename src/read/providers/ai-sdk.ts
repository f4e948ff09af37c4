import { countOf, deepField, fieldOf, listOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import type { Answer, CitationInput, PlainSpan } from "../../types.ts";
import { invalid } from "../invalid.ts";
import { annotationCitations } from "../response/annotations.ts";
import { listAt, quoteAt } from "../response/checked-fields.ts";
import { groundedSources, groundingCitations, groundingOf } from "../response/grounding.ts";
import { type JoinedParts, joinParts } from "../response/join-parts.ts";
import { placingIn } from "../response/placing.ts";
import { answerOf, cite, type Reader, type ResponseOptions, readerOf, usageOf } from "../response/reader.ts";

/** What the AI SDK's `generateText` gives. */
export interface AiSdkResult {
  readonly text: string;
  readonly content?: readonly object[];
  readonly sources?: readonly object[];
  readonly finishReason?: string;
  readonly usage?: object;
  readonly providerMetadata?: object | undefined;
}
/** A message of the AI SDK's interface. */
export interface AiSdkMessage {
  readonly parts: readonly { readonly type: string; readonly text?: unknown }[];
}

/**
 * A result of the AI SDK's `generateText`, or a message of its interface, as an answer. Read are the citations of its text
 * parts and what providers put in `providerMetadata`: Anthropic's cited text, OpenAI's annotations, Google's grounding.
 * Where there is none of that, each source is a citation without a place. Sources there have no text: hand in `sources`.
 *
 * Throws `VouchsafeError` `answer-invalid` for what is neither. Streams are to be awaited first.
 */
export function fromAiSdk(result: AiSdkResult | AiSdkMessage, options: ResponseOptions = {}): Answer {
  const own = fieldOf(result, "text");
  const field = typeof own === "string" ? "content" : "parts";
  const parts = typeof own === "string" ? listOf(result, field) : fieldOf(result, field);
  if (!Array.isArray(parts)) throw invalid("result", "a result { text, sources } or a message { parts }", result);
  const texts = parts.map(textOfPart);
  const joined = typeof own === "string" ? withText(own, texts) : joinParts(texts);
  const metadata = fieldOf(result, "providerMetadata");
  const grounding = groundingOf(
    deepField(metadata, "google", "groundingMetadata") ?? deepField(metadata, "vertex", "groundingMetadata"),
  );
  const reader = readerOf(options, groundedSources(grounding));
  const placed = [
    ...citationsOfParts(parts, { texts, starts: joined.starts, field: `result.${field}` }, reader),
    ...groundingCitations(grounding, [joined.text], { text: joined.text, starts: [0] }, reader),
  ];
  const sources = [...listAt(result, "result", "sources"), ...parts.filter(isSource)];
  const citations = placed.length > 0 ? placed : namedOnce(sources, reader);
  return answerOf(joined.text, citations, reader, options, {
    finish: finishOf(fieldOf(result, "finishReason")),
    usage: usageOf(fieldOf(result, "usage"), ["inputTokens", "promptTokens"], ["outputTokens", "completionTokens"]),
  });
}

const SOURCES: readonly unknown[] = ["source", "source-url", "source-document"];
const isSource = (part: unknown): boolean => SOURCES.includes(fieldOf(part, "type"));

function textOfPart(part: unknown): string | undefined {
  const text = fieldOf(part, "text");
  return fieldOf(part, "type") === "text" && typeof text === "string" ? text : undefined;
}

/** The text is what the result says it is; its parts have the places in it where they stand, one after the other. */
function withText(text: string, texts: readonly (string | undefined)[]): JoinedParts {
  const place = placingIn(text);
  let after = 0;
  const starts = texts.map((said) => {
    if (said === undefined) return undefined;
    const found = place({ start: after, end: after + said.length, said, after }, ["utf-16"]);
    after = found?.end ?? after;
    return found?.start;
  });
  return { text, starts };
}

/**
 * Citations on the parts themselves, and sources with the text that they were cited for: those follow the part that cites
 * them. What cites for a part that the text has not is a citation without a place.
 */
function citationsOfParts(
  parts: readonly unknown[],
  { texts, starts, field }: Pick<JoinedParts, "starts"> & { texts: readonly (string | undefined)[]; field: string },
  reader: Reader,
): readonly CitationInput[] {
  let last: PlainSpan | undefined;
  return parts.flatMap((part, index): readonly CitationInput[] => {
    const [text, start] = [texts[index], starts[index]];
    const place = `${field}[${index}]`;
    const metadata = fieldOf(part, "providerMetadata");
    if (text !== undefined) {
      last = start === undefined ? undefined : { start, end: start + text.length };
      const annotations = listAt(
        fieldOf(metadata, "openai", "azure"),
        `${place}.providerMetadata.openai`,
        "annotations",
      );
      const citations = [
        ...listAt(part, place, "citations").flatMap((citation, own) =>
          ofPart(citation, `${place}.citations[${own}]`, { text, start: start ?? 0 }, reader),
        ),
        ...annotationCitations(text, start ?? 0, annotations, reader),
      ];
      return start === undefined ? citations.map(({ at: _, ...placeless }) => placeless) : citations;
    }
    if (!isSource(part)) return [];
    const cited = fieldOf(metadata, "anthropic");
    const quote = quoteAt(cited, `${place}.providerMetadata.anthropic`, "citedText");
    if (quote === undefined) return [];
    const near = countOf(cited, "startCharIndex");
    return [cite(reader.refer({ names: namesOf(part) }), { at: last, quote, near })];
  });
}

/** A citation on a text part: with the cited passage it is a quote for its stretch, else a marker's place. */
function ofPart(
  citation: unknown,
  field: string,
  { text, start }: { readonly text: string; readonly start: number },
  reader: Reader,
): readonly CitationInput[] {
  const source = fieldOf(citation, "source");
  const quote = quoteAt(citation, field, "citedText");
  const [from, to] = [fieldOf(citation, "startIndex"), fieldOf(citation, "endIndex")];
  const marker = {
    url: fieldOf(source, "url"),
    filename: fieldOf(source, "filename"),
    title: fieldOf(source, "title"),
  };
  const whole = { start, end: start + text.length };
  if (from === undefined || to === undefined)
    return [cite(reader.refer({ names: namesOf(source) }), { at: whole, quote })];
  const placed = annotationCitations(text, start, [{ ...marker, startIndex: from, endIndex: to }], reader, [
    "utf-16",
    "code-points",
  ]);
  return placed.map((one) => (quote === undefined ? one : { ...one, quote: quote.toWellFormed() }));
}

const namesOf = (source: unknown): readonly unknown[] =>
  ["url", "filename", "title", "id", "sourceId"].map((name) => fieldOf(source, name));

function namedOnce(sources: readonly unknown[], { refer }: Reader): readonly CitationInput[] {
  const ids = new Set(sources.map((source) => refer({ names: namesOf(source) }).sourceId));
  return [...ids].map((sourceId) => ({ sourceId }));
}
