import type { CallContext } from "../calls.ts";
import type { Identity } from "./identity.ts";
import type { Model, Prompt, Reply, ReplyPart } from "./model.ts";

/** The tries of one call. */
export interface Tries {
  readonly first: Model;
  /** Whom to ask after a failure, and when; rejects if nobody is to be asked. */
  next(error: unknown): Promise<Model>;
  /** A whole reply came. */
  succeed?(): void;
}

/** A model that asks one after the other until a whole reply comes; in a stream only while no text was given. */
export function inTurn(identity: Identity, begin: (context: CallContext) => Tries): Model {
  async function generate(prompt: Prompt, context: CallContext = {}): Promise<Reply> {
    const tries = begin(context);
    for (let model = tries.first; ; ) {
      try {
        const reply = await model.generate(prompt, context);
        tries.succeed?.();
        return reply;
      } catch (error) {
        model = await tries.next(error);
      }
    }
  }
  async function* stream(prompt: Prompt, context: CallContext = {}): AsyncGenerator<ReplyPart> {
    const tries = begin(context);
    for (let model = tries.first; ; ) {
      let isShown = false;
      try {
        for await (const part of model.stream(prompt, context)) {
          if (part.type === "text") isShown = true;
          else tries.succeed?.();
          yield part;
        }
        return;
      } catch (error) {
        // A second try would give another text, of which a beginning already stands on somebody's screen.
        if (isShown) throw error;
        model = await tries.next(error);
      }
    }
  }
  return { ...identity, generate, stream };
}
