import { fieldOf, listOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import type { Answer } from "../../types.ts";
import { invalid } from "../invalid.ts";
import { anthropicCitation } from "../response/anthropic-citation.ts";
import { listAt } from "../response/checked-fields.ts";
import { joinParts } from "../response/join-parts.ts";
import { answerOf, type ResponseOptions, readerOf, usageOf } from "../response/reader.ts";

/** A message of Anthropic's. */
export interface AnthropicMessage {
  readonly content: readonly {
    readonly type: string;
    readonly text?: string;
    readonly citations?: readonly object[] | null;
  }[];
  readonly stop_reason?: string | null;
  readonly usage?: object | null;
}

/**
 * A message of Anthropic's as an answer: its text blocks, each citation standing for its block, with `cited_text` as the
 * quote. Hand in `sources` in the order of the request's documents: without them a document's number is its position.
 *
 * Throws `VouchsafeError` `answer-invalid` for what is no message.
 */
export function fromAnthropic(message: AnthropicMessage, options: ResponseOptions = {}): Answer {
  if (!Array.isArray(fieldOf(message, "content"))) throw invalid("message", "a message { content: […] }", message);
  const blocks = listOf(message, "content");
  const reader = readerOf(options);
  const texts = blocks.map(textOfBlock);
  const { text, starts } = joinParts(texts);
  const citations = blocks.flatMap((block, at) => {
    const [start, own] = [starts[at], texts[at]];
    if (start === undefined || own === undefined) return [];
    const place = { start, end: start + own.length };
    return listAt(block, `message.content[${at}]`, "citations").map((citation, index) =>
      anthropicCitation(citation, `message.content[${at}].citations[${index}]`, place, reader),
    );
  });
  return answerOf(text, citations, reader, options, {
    finish: finishOf(fieldOf(message, "stop_reason")),
    usage: usageOf(fieldOf(message, "usage")),
  });
}

function textOfBlock(block: unknown): string | undefined {
  const text = fieldOf(block, "text");
  return fieldOf(block, "type") === "text" && typeof text === "string" ? text : undefined;
}
