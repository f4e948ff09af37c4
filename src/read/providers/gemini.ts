import { fieldOf, isFields, listOf, textOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import type { Answer, CitationInput } from "../../types.ts";
import { invalid } from "../invalid.ts";
import { listAt } from "../response/checked-fields.ts";
import { groundedSources, groundingCitations, groundingOf } from "../response/grounding.ts";
import { joinParts } from "../response/join-parts.ts";
import { placingIn } from "../response/placing.ts";
import { answerOf, cite, type Reader, type ResponseOptions, readerOf, usageOf } from "../response/reader.ts";

/** A response of Gemini's, from Google's own service or from Vertex: they have one shape. */
export interface GeminiResponse {
  readonly candidates?: readonly {
    readonly content?: object;
    readonly finishReason?: string;
    readonly groundingMetadata?: object;
    readonly citationMetadata?: object;
  }[];
  readonly promptFeedback?: object;
  readonly usageMetadata?: object;
}

/**
 * A response of Gemini's, or of Vertex, as an answer. The first candidate counts, without its thoughts. `groundingSupports`
 * are citations; chunks that come with their text (`retrievedContext`) are sources unless some are given.
 *
 * Throws `VouchsafeError` `answer-invalid` for what is no response. A prompt that was blocked is an empty answer with
 * `finish: "content-filter"`.
 */
export function fromGemini(response: GeminiResponse, options: ResponseOptions = {}): Answer {
  const [candidate] = listOf(response, "candidates");
  const blocked = fieldOf(fieldOf(response, "promptFeedback"), "blockReason");
  if (!isFields(candidate) && blocked === undefined)
    throw invalid("response.candidates[0]", "a candidate { content }", candidate);
  const parts = listOf(fieldOf(candidate, "content"), "parts").map(textOfPart);
  const joined = joinParts(parts);
  const grounding = groundingOf(fieldOf(candidate, "groundingMetadata"));
  const reader = readerOf(options, groundedSources(grounding));
  const citations = [
    ...groundingCitations(grounding, parts, joined, reader),
    ...recited(candidate, joined.text, reader),
  ];
  return answerOf(joined.text, citations, reader, options, {
    finish: candidate === undefined ? "content-filter" : finishOf(fieldOf(candidate, "finishReason")),
    usage: usageOf(fieldOf(response, "usageMetadata"), ["promptTokenCount"], ["candidatesTokenCount"]),
  });
}

function textOfPart(part: unknown): string | undefined {
  const text = fieldOf(part, "text");
  return typeof text === "string" && fieldOf(part, "thought") !== true ? text : undefined;
}

/** What the model has word for word from a page: `citationMetadata`, whose offsets count bytes over the whole text. */
function recited(candidate: unknown, text: string, { refer }: Reader): readonly CitationInput[] {
  const metadata = fieldOf(candidate, "citationMetadata");
  const placing = placingIn(text);
  return listAt(metadata, "response.candidates[0].citationMetadata", "citationSources", "citations").map((source) => {
    const span = { start: fieldOf(source, "startIndex") ?? 0, end: fieldOf(source, "endIndex") };
    const names = [textOf(source, "uri"), textOf(source, "title"), "a page without an address"];
    return cite(refer({ names }), { at: placing(span, ["bytes"]) });
  });
}
