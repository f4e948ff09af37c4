import type { TokenUsage } from "../../calls.ts";
import { hasVisibleText } from "../../text/visible.ts";
import { type ModelFailure, modelError } from "../failure.ts";
import type { Reply } from "../model.ts";
import { isSameModel } from "./same-model.ts";

/** What came, before it is known to be whole. */
export interface Ended {
  readonly text: string;
  /** `stop` is the one good end. */
  readonly finish: string;
  readonly usage: TokenUsage;
  readonly modelId?: string;
  readonly providerMetadata?: { readonly [key: string]: unknown };
}

/** The reply, or throws what keeps it from being one. */
export function wholeReply(ended: Ended, asked: string): Reply {
  const failure = unwhole(ended, asked);
  if (failure !== undefined) throw modelError(failure);
  return { ...ended, finish: "stop" };
}

function unwhole({ text, finish, modelId }: Ended, asked: string): ModelFailure | undefined {
  if (modelId !== undefined && !isSameModel(asked, modelId))
    return failure("model-mismatched", "Another model answered than was asked.", false);
  if (finish === "content-filter") return failure("model-refused", "The model refused, or a filter did.", false);
  if (finish === "tool-calls")
    return failure("model-malformed", "The model called a tool that it was not given.", true);
  if (finish === "error") return failure("model-unavailable", "The model ended with an error.", true);
  if (finish === "length") return failure("model-truncated", "The reply ended at its limit of tokens.", false);
  if (finish !== "stop") return failure("model-truncated", "The reply came without a known end.", true);
  if (!hasVisibleText(text)) return failure("model-empty", "The reply has nothing visible in it.", true);
  return undefined;
}

const failure = (code: ModelFailure["code"], message: string, retryable: boolean): ModelFailure => ({
  code,
  message,
  retryable,
});
