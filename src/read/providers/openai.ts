import { fieldOf, isFields, listOf, textOf } from "../../text/fields.ts";
import { finishOf } from "../../text/finish-of.ts";
import type { Answer, CitationInput, Finish } from "../../types.ts";
import { invalid } from "../invalid.ts";
import { annotationCitations } from "../response/annotations.ts";
import { listAt } from "../response/checked-fields.ts";
import { joinParts } from "../response/join-parts.ts";
import { answerOf, type Reader, type ResponseOptions, readerOf, usageOf } from "../response/reader.ts";

/** A chat completion of OpenAI's, or of any service that speaks its language. The first choice counts. */
export interface OpenAICompletion {
  readonly choices: readonly {
    readonly message: {
      readonly content?: string | null;
      readonly refusal?: string | null;
      readonly annotations?: readonly object[] | null;
    };
    readonly finish_reason?: string | null;
  }[];
  readonly usage?: object | null;
}
/** What the Responses API returns. */
export interface OpenAIResponse {
  readonly output: readonly { readonly type: string; readonly content?: unknown }[];
  readonly status?: string | null;
  readonly incomplete_details?: object | null;
  readonly usage?: object | null;
}

/**
 * A chat completion or a response of OpenAI's as an answer. Annotations (`url_citation`, `file_citation`,
 * `container_file_citation`) are citations of the sentence that they stand at the end of. With a refusal
 * `finish` is "content-filter"; it is the answer's text where there is no other. Of a response with a final answer, commentary is no part.
 *
 * Throws `VouchsafeError` `answer-invalid` for what is neither.
 */
export function fromOpenAI(response: OpenAICompletion | OpenAIResponse, options: ResponseOptions = {}): Answer {
  if (Array.isArray(fieldOf(response, "output"))) return fromResponse(response, options);
  if (Array.isArray(fieldOf(response, "choices"))) return fromCompletion(response, options);
  throw invalid("response", "a chat completion { choices } or a response { output }", response);
}

function fromCompletion(response: unknown, options: ResponseOptions): Answer {
  const [choice] = listOf(response, "choices");
  const message = fieldOf(choice, "message");
  if (!isFields(message)) throw invalid("response.choices[0].message", "a message { content }", message);
  const reader = readerOf(options);
  const { parts, refusal } = partsOf(message);
  const { text, citations } = readContent([parts], reader);
  const annotations = annotationCitations(text, 0, listAt(message, MESSAGE, "annotations"), reader);
  return answerOf(text === "" ? (refusal ?? "") : text, [...citations, ...annotations], reader, options, {
    finish: refusal === undefined ? finishOf(fieldOf(choice, "finish_reason")) : "content-filter",
    usage: usageOf(
      fieldOf(response, "usage"),
      ["prompt_tokens", "input_tokens"],
      ["completion_tokens", "output_tokens"],
    ),
  });
}

/** A text with its annotations. */
interface Part {
  readonly text: string;
  readonly annotations: readonly unknown[];
}

const MESSAGE = "response.choices[0].message";

/** `content` is a string; some services write parts there. The message's annotations count over all of them. */
function partsOf(message: unknown): { readonly parts: readonly Part[]; readonly refusal: string | undefined } {
  const content = fieldOf(message, "content");
  const refusal = textOf(message, "refusal");
  if (!Array.isArray(content))
    return { parts: [{ text: typeof content === "string" ? content : "", annotations: [] }], refusal };
  const parts = content.flatMap((part, at) => textPart(part, `${MESSAGE}.content[${at}]`));
  return { parts, refusal: refusal ?? refusalAmong(content) };
}

const refusalAmong = (parts: readonly unknown[]): string | undefined =>
  parts.map((part) => textOf(part, "refusal")).find((one) => one !== undefined);

function textPart(part: unknown, field: string): readonly Part[] {
  const text = fieldOf(part, "text");
  const isText = TEXTS.includes(fieldOf(part, "type")) && typeof text === "string";
  return isText ? [{ text, annotations: listAt(part, field, "annotations") }] : [];
}
const TEXTS: readonly unknown[] = ["output_text", "text"];

function fromResponse(response: unknown, options: ResponseOptions): Answer {
  const items = listOf(response, "output");
  const messages = items.filter((item) => fieldOf(item, "type") === "message");
  const final = messages.filter((item) => fieldOf(item, "phase") === "final_answer");
  const said = final.length > 0 ? final : messages;
  const positions = new Map(items.map((item, at) => [item, at]));
  const reader = readerOf(options);
  const { text, citations } = readContent(
    said.map((message) => {
      const field = `response.output[${positions.get(message)}].content`;
      return listOf(message, "content").flatMap((part, at) => textPart(part, `${field}[${at}]`));
    }),
    reader,
  );
  const refusal = refusalAmong(said.flatMap((message) => listOf(message, "content")));
  return answerOf(text === "" ? (refusal ?? "") : text, citations, reader, options, {
    finish: refusal === undefined ? finishOfResponse(response, items) : "content-filter",
    usage: usageOf(fieldOf(response, "usage")),
  });
}

function finishOfResponse(response: unknown, items: readonly unknown[]): Finish | undefined {
  const status = fieldOf(response, "status");
  if (status === "incomplete") return finishOf(fieldOf(fieldOf(response, "incomplete_details"), "reason")) ?? "other";
  if (status === "completed" && items.some((item) => CALLS.includes(fieldOf(item, "type")))) return "tool-calls";
  return finishOf(status);
}
/** Calls that the caller is to make before there is an answer. */
const CALLS: readonly unknown[] = ["function_call", "custom_tool_call", "computer_call", "local_shell_call"];

/** The text of all messages, each a paragraph of its own, and the citations of each part. */
function readContent(messages: readonly (readonly Part[])[], reader: Reader) {
  const parts = messages.flatMap((own, at): readonly (Part | undefined)[] => (at === 0 ? own : [undefined, ...own]));
  const { text, starts } = joinParts(parts.map((part) => part?.text));
  const citations = parts.flatMap((part, at): readonly CitationInput[] =>
    part === undefined ? [] : annotationCitations(part.text, starts[at] ?? 0, part.annotations, reader),
  );
  return { text, citations };
}
