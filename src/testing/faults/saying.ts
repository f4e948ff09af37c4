import type { TokenUsage } from "vouchsafe/core";
import type { Fault } from "./fault.ts";
import { field, type ServerRequest } from "./request.ts";

/** What the model behind the server says when nothing goes wrong. */
export interface ServerReply {
  /** Where the request forces a tool, these are its arguments. */
  readonly text: string;
  /** How a stream cuts it; put together they must be the text. Default: before every space. */
  readonly pieces?: readonly string[];
  /** Thought before it, where the interface shows thoughts. */
  readonly reasoning?: string;
  /** The model that says so. Default: the one asked for. */
  readonly model?: string;
  /** Default: a token for four characters. */
  readonly usage?: TokenUsage;
}

/** How a reply ended, before each interface gives it its own name. */
export type Ending = "stop" | "length" | "content-filter" | "refusal";

/** All that an interface must know to put a reply into its own words. */
export interface Saying {
  readonly number: number;
  /** Seconds since 1970. */
  readonly created: number;
  readonly model: string;
  readonly text: string | null;
  readonly pieces: Iterable<string>;
  readonly reasoning?: string;
  readonly ending: Ending;
  /** The tool that the request forces. */
  readonly tool?: string;
  readonly usage: Required<TokenUsage>;
  /** Chat streams tell the usage only when asked. */
  readonly tellsUsage: boolean;
  /** Without any choice, output or content. */
  readonly hollow?: true;
}

export function sayingOf(request: ServerRequest, reply: ServerReply, fault: Fault | undefined): Saying {
  const said: Saying = {
    number: request.number,
    created: Math.floor(Date.now() / 1000),
    model: reply.model ?? request.model,
    text: reply.text,
    pieces: reply.pieces ?? reply.text.split(BEFORE_SPACE),
    ...(reply.reasoning === undefined ? {} : { reasoning: reply.reasoning }),
    ending: "stop",
    ...toolOf(request),
    usage: usageOf(request, reply),
    tellsUsage: field(field(request.body, "stream_options"), "include_usage") === true,
  };
  return { ...said, ...changed(said, request.stream, reply.text, fault) };
}

const BEFORE_SPACE = /(?=[ \n])/;

/** What the fault makes of it. */
function changed({ pieces, model }: Saying, stream: boolean, text: string, fault: Fault | undefined): Partial<Saying> {
  switch (fault?.kind) {
    case "length":
    case "content-filter":
      return { ...spoken(fault.text ?? text.slice(0, Math.ceil(text.length / 2))), ending: fault.kind };
    case "refusal":
      return { ...spoken(fault.text ?? "I'm sorry, but I can't help with that."), ending: "refusal" };
    case "blank":
      return fault.text === null ? { text: null, pieces: [] } : { text: fault.text ?? "", pieces: [fault.text ?? ""] };
    case "no-choices":
      return { hollow: true };
    case "other-model":
      return { model: fault.model ?? `another-model-than-${model}` };
    case "duplicated-chunk":
      // In a stream it is the event that comes twice.
      return stream ? {} : spoken([...pieces].flatMap((piece, index) => (index === 1 ? [piece, piece] : piece)));
    case "oversized":
      // The text that is told once more at the end stays short: who reads on to there has read too much already.
      return { pieces: fault.oneEvent === true ? ["x".repeat(fault.bytes ?? MIB_8)] : filler(fault.bytes ?? MIB_8) };
    default:
      return {};
  }
}

const MIB_8 = 8 * 2 ** 20;

function spoken(said: string | readonly string[]): Pick<Saying, "text" | "pieces"> {
  return typeof said === "string"
    ? { text: said, pieces: said.split(BEFORE_SPACE) }
    : { text: said.join(""), pieces: said };
}

/** So many letters, never all in memory. */
function* filler(bytes: number): Iterable<string> {
  const piece = "x".repeat(2 ** 14);
  for (let left = bytes; left > 0; left -= piece.length) yield left < piece.length ? piece.slice(0, left) : piece;
}

function usageOf({ prompt }: ServerRequest, { text, reasoning = "", usage }: ServerReply): Required<TokenUsage> {
  const reasoningTokens = Math.ceil(reasoning.length / 4);
  return {
    inputTokens: Math.ceil(prompt.length / 4),
    outputTokens: Math.ceil(text.length / 4) + reasoningTokens,
    cachedInputTokens: 0,
    reasoningTokens,
    ...usage,
  };
}

/** The name of the tool that the request forces, in the words of either provider. */
function toolOf({ body }: ServerRequest): { readonly tool?: string } {
  const choice = field(body, "tool_choice");
  const name = field(field(choice, "function"), "name") ?? field(choice, "name");
  return typeof name === "string" ? { tool: name } : {};
}
