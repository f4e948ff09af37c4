import { countOf, fieldOf, isFields, listOf, textOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import type { Answer, CitationInput } from "../../types.ts";
import { invalid } from "../invalid.ts";
import { carriedSources, type Passage } from "../response/carried-sources.ts";
import { listAt } from "../response/checked-fields.ts";
import { joinParts } from "../response/join-parts.ts";
import { placingIn, shifted } from "../response/placing.ts";
import { answerOf, cite, type ResponseOptions, readerOf, usageOf } from "../response/reader.ts";

/** What Cohere's chat (version 2) returns, in camel case as its client writes it or in snake case as the service does. */
export interface CohereResponse {
  readonly message: { readonly content?: readonly object[] | null; readonly citations?: readonly object[] | null };
  readonly finishReason?: string;
  readonly finish_reason?: string;
  readonly usage?: object | null;
}

/**
 * A response of Cohere's chat as an answer. Its citations have a span of the answer and no quote; the documents in them are
 * sources unless some are given. Offsets count code points in one part, which the cited words in `text` confirm or correct.
 * Citations of plans and of thoughts are none of the answer's.
 *
 * Throws `VouchsafeError` `answer-invalid` for what is no response.
 */
export function fromCohere(response: CohereResponse, options: ResponseOptions = {}): Answer {
  const message = fieldOf(response, "message");
  if (!isFields(message)) throw invalid("response.message", "a message { content }", message);
  const cited = listAt(message, "response.message", "citations").flatMap((citation, index) =>
    NOT_THE_ANSWER.includes(fieldOf(citation, "type"))
      ? []
      : [{ citation, given: listAt(citation, `response.message.citations[${index}]`, "sources") }],
  );
  const { sources } = carriedSources(cited.flatMap(({ given }) => given.flatMap(passageOf)));
  const reader = readerOf(options, sources);
  const parts = partsOf(message);
  const { text, starts } = joinParts(parts);
  const placings = parts.map((part) => placingIn(part ?? ""));
  const citations = cited.flatMap(({ citation, given }): readonly CitationInput[] => {
    const part = countOf(citation, "contentIndex", "content_index") ?? parts.findIndex((one) => one !== undefined);
    const span = {
      start: fieldOf(citation, "start"),
      end: fieldOf(citation, "end"),
      said: textOf(citation, "text"),
    };
    const [found, start] = [placings[part]?.(span, ["code-points", "utf-16"]), starts[part]];
    const at = found === undefined || start === undefined ? undefined : shifted(found, start);
    if (given.length === 0) return [cite({ sourceId: NO_SOURCE }, { at })];
    return given.map((source) => cite(reader.refer({ names: namesOf(source) }), { at }));
  });
  return answerOf(text, citations, reader, options, {
    finish: finishOf(fieldOf(response, "finishReason", "finish_reason")),
    usage: usageOf(
      fieldOf(fieldOf(response, "usage"), "tokens"),
      ["inputTokens", "input_tokens"],
      ["outputTokens", "output_tokens"],
    ),
  });
}

const NO_SOURCE = "(none)"; // leads nowhere: what is said to be cited and from nothing is no answer without citations
const NOT_THE_ANSWER: readonly unknown[] = ["THINKING_CONTENT", "PLAN"];

/** Parts of the content; a string, as some versions write it, is one part. */
function partsOf(message: unknown): readonly (string | undefined)[] {
  const content = fieldOf(message, "content");
  if (typeof content === "string") return [content];
  return listOf(message, "content").map((part) => {
    const text = fieldOf(part, "text");
    return typeof text === "string" && fieldOf(part, "type") !== "thinking" ? text : undefined;
  });
}

const documentOf = (source: unknown): unknown => fieldOf(source, "document", "toolOutput", "tool_output");
const namesOf = (source: unknown): readonly unknown[] => [
  fieldOf(source, "id"),
  ...["id", "url", "title"].map((name) => fieldOf(documentOf(source), name)),
];

/** A document as it was handed to the model: its text stands under the name that the caller chose, mostly one of these. */
function passageOf(source: unknown): readonly Passage[] {
  const document = documentOf(source);
  const name = textOf(source, "id") ?? textOf(document, "id");
  const text = textOf(document, "text", "snippet", "content", "data");
  if (name === undefined || text === undefined) return [];
  return [{ name, text, title: textOf(document, "title"), url: textOf(document, "url") }];
}
