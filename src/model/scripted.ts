import type { CallContext } from "../calls.ts";
import { VouchsafeError } from "../errors.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { unlessAborted } from "./aborting.ts";
import { type ModelFailure, modelError } from "./failure.ts";
import type { Model, Prompt, Reply, ReplyPart } from "./model.ts";
import { assertPrompt } from "./options.ts";

/** What a scripted model does at one call: a text or reply to give, a failure or error to reject with. */
export type ScriptedReply = string | Reply | ModelFailure | Error;
/** A line of a script, or a function that makes one of the prompt, at once or later. */
export type ScriptLine =
  | ScriptedReply
  | ((prompt: Prompt, context: CallContext) => ScriptedReply | Promise<ScriptedReply>);

export interface ScriptedOptions {
  /** Default: `scripted/model`. */
  readonly id?: string;
  /** How many UTF-16 units a part of a stream has. Default: 8. */
  readonly partLength?: number;
}

export interface Scripted extends Model {
  /** What it was asked, in order: one a call, failed ones too. */
  readonly prompts: readonly Prompt[];
}

/**
 * A model for tests, which gives the lines of a script in turn; one function in place of a list is asked every time.
 * Each call is told to `onCall`, as a request would be. When the script is over it rejects with `script-over`.
 *
 * @example
 * const model = scripted(["Thirty days.", { code: "model-rate-limited", message: "429", retryable: true }]);
 * await model.generate({ messages: [{ role: "user", content: "How long?" }] });
 */
export function scripted(script: readonly ScriptLine[] | ScriptLine, options: ScriptedOptions = {}): Scripted {
  assertKnown(options, ["id", "partLength"]);
  const { id = "scripted/model", partLength = 8 } = options;
  const endless = typeof script === "function";
  if (!endless && !Array.isArray(script)) throw mistake("script", "be a function or an array", script);
  const prompts: Prompt[] = [];

  const next = async (prompt: Prompt, context: CallContext): Promise<ScriptedReply> => {
    const at = prompts.push(prompt) - 1;
    const line = endless ? script : script[at];
    if (line === undefined) throw over(id, at);
    return typeof line === "function" ? line(prompt, context) : line;
  };
  const generate = async (prompt: Prompt, context: CallContext = {}): Promise<Reply> => {
    assertPrompt(prompt);
    context.abortSignal?.throwIfAborted();
    try {
      const reply = replyOf(await unlessAborted(next(prompt, context), context.abortSignal), id);
      context.onCall?.({ model: id, usage: reply.usage });
      return reply;
    } catch (error) {
      if (!isOver(error)) context.onCall?.({ model: id, failure: codeOf(error, context) });
      throw error;
    }
  };
  async function* stream(prompt: Prompt, context: CallContext = {}): AsyncGenerator<ReplyPart> {
    const reply = await generate(prompt, context);
    for (let at = 0; at < reply.text.length; at += partLength) {
      context.abortSignal?.throwIfAborted();
      yield { type: "text", text: reply.text.slice(at, at + partLength) };
    }
    yield { type: "reply", reply };
  }
  return { id, prompts, generate, stream };
}

function replyOf(line: ScriptedReply, id: string): Reply {
  if (typeof line === "string") return { text: line, finish: "stop", usage: {}, modelId: id };
  if (line instanceof Error) throw line;
  if ("code" in line) throw modelError(line);
  return line;
}

function over(id: string, replies: number): VouchsafeError {
  const message = `The script of ${id} is over: it has ${replies} ${replies === 1 ? "line" : "lines"}, this is call ${replies + 1}.`;
  return new VouchsafeError(message, { code: "script-over" });
}

function isOver(error: unknown): boolean {
  return error instanceof VouchsafeError && error.code === "script-over";
}

function codeOf(error: unknown, { abortSignal }: CallContext): string {
  if (abortSignal?.aborted) return "aborted";
  return error instanceof VouchsafeError ? error.code : "error";
}
