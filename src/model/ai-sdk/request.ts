import type { CallContext } from "../../calls.ts";
import { modelError, modelFailureOf } from "../failure.ts";
import type { Reply } from "../model.ts";
import { type Collected, collecting } from "./collected.ts";
import { type Patience, patienceOf } from "./patience.ts";
import { failureOfThrown, wasSent } from "./thrown.ts";
import { wholeReply } from "./whole-reply.ts";

/** One request to a provider: told of once, whatever comes of it. */
export interface Request {
  readonly patience: Patience;
  readonly collected: Collected;
  whole(): Reply;
  /** What to throw in place of what was caught. */
  failed(caught: unknown): unknown;
  /** Leaves nothing running; what neither came whole nor failed was left by its caller. */
  end(): void;
}

export interface RequestOptions {
  readonly id: string;
  /** The model as its provider was asked for it. */
  readonly asked: string;
  readonly timeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly maxBytes: number;
}

export function beginRequest(options: RequestOptions, { abortSignal, onCall }: CallContext): Request {
  const { id, asked, timeoutMs, idleTimeoutMs, maxBytes } = options;
  const patience = patienceOf({ abortSignal, timeoutMs, idleTimeoutMs });
  const collected = collecting({ maxBytes });
  let isTold = false;
  const tell = (failure?: string): void => {
    if (isTold) return;
    isTold = true;
    const usage = collected.usage();
    onCall?.({ model: id, ...(usage !== undefined && { usage }), ...(failure !== undefined && { failure }) });
  };
  return {
    patience,
    collected,
    whole: () => {
      const reply = wholeReply(collected.ended(), asked);
      tell();
      return reply;
    },
    failed: (caught) => {
      if (abortSignal?.aborted) {
        tell("aborted");
        return abortSignal.reason;
      }
      const failure = modelFailureOf(caught) ?? failureOfThrown(caught);
      if (wasSent(caught)) tell(failure.code);
      else isTold = true;
      return modelError(failure);
    },
    end: () => {
      patience.end();
      tell("aborted");
    },
  };
}
