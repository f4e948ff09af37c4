import type { CallContext } from "../calls.ts";
import { identityOf } from "./identity.ts";
import type { Model, Prompt, Reply, ReplyPart } from "./model.ts";

/** How a call has ended. `ms` is the time that the model took, not its reader: a stream waits for whoever reads it. */
export type Ending =
  | { readonly status: "whole"; readonly ms: number }
  | { readonly status: "failed"; readonly ms: number; readonly error: unknown }
  /** The reader of a stream left before its end. */
  | { readonly status: "left"; readonly ms: number };

/** Lets a call in, or throws; what it gives is told once how the call has ended. */
export type Enter = (context: CallContext) => Leave | Promise<Leave>;
export type Leave = (ending: Ending) => void;

/** A model whose every call goes in and out by one door. */
export function passage(model: Model, enter: Enter): Model {
  async function generate(prompt: Prompt, context: CallContext = {}): Promise<Reply> {
    const leave = await entered(enter, context);
    const began = performance.now();
    try {
      const reply = await model.generate(prompt, context);
      leave({ status: "whole", ms: performance.now() - began });
      return reply;
    } catch (error) {
      leave({ status: "failed", ms: performance.now() - began, error });
      throw error;
    }
  }
  async function* stream(prompt: Prompt, context: CallContext = {}): AsyncGenerator<ReplyPart> {
    const leave = await entered(enter, context);
    let began = performance.now();
    let ms = 0;
    let status: "whole" | "left" = "left";
    let failed: { readonly error: unknown } | undefined;
    try {
      for await (const part of model.stream(prompt, context)) {
        ms += performance.now() - began;
        if (part.type === "reply") status = "whole";
        yield part;
        began = performance.now();
      }
    } catch (error) {
      ms += performance.now() - began;
      failed = { error };
      throw error;
    } finally {
      leave(failed ? { status: "failed", ms, ...failed } : { status, ms });
    }
  }
  return { ...identityOf(model), generate, stream };
}

/** Nobody is asked for a caller who has left, maybe while waiting to be let in. */
async function entered(enter: Enter, context: CallContext): Promise<Leave> {
  const { abortSignal } = context;
  abortSignal?.throwIfAborted();
  const leave = await enter(context);
  if (abortSignal?.aborted) leave({ status: "left", ms: 0 });
  abortSignal?.throwIfAborted();
  return leave;
}
