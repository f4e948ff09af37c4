import { hasVisibleText } from "../../text/visible.ts";
import { type ModelFailure, modelError } from "../failure.ts";
import type { Reply } from "../model.ts";
import { failed } from "./failed.ts";
import type { Gathered } from "./gathered.ts";

/** The reply, if it is whole; throws the error of what it lacks. */
export function replyOf(gathered: Gathered): Reply {
  const text = gathered.texts.join("");
  const failure = incompleteness(gathered, text);
  if (failure) throw modelError(failure);
  const { modelId, metadata, usage } = gathered;
  return {
    text,
    finish: "stop",
    usage,
    ...(modelId === undefined ? {} : { modelId }),
    ...(Object.keys(metadata).length === 0 ? {} : { providerMetadata: { ...metadata } }),
  };
}

/** Why what came is no whole reply. A text that reads well is none without a good end. */
function incompleteness(gathered: Gathered, text: string): ModelFailure | undefined {
  const { ended, finish, refused, strayCalls, expected } = gathered;
  if (!ended) return failed("model-truncated", "The reply broke off before its last event.");
  // To ask until it says yes is to pay for the least careful answer.
  if (refused || finish === "content-filter")
    return failed("model-refused", "The model refused, or a filter did.", { retryable: false });
  if (finish === undefined) return failed("model-truncated", "The reply does not say that it was finished.");
  // The same call would run into the same limit.
  if (finish === "length")
    return failed("model-truncated", "The reply was cut off at the limit of tokens.", { retryable: false });
  if (finish === "error") return failed("model-unavailable", "The provider says that it failed while it wrote.");
  if (strayCalls > 0 || (finish === "tool-calls" && expected.tool === undefined))
    return failed("model-malformed", "The model called a tool that was not offered.");
  if (finish === "other") return failed("model-malformed", "The reply ended for a reason that is not known.");
  if (text.includes("\0")) return failed("model-malformed", "The reply holds a null character.");
  if (!hasVisibleText(text)) return failed("model-empty", "Nothing in the reply can be seen.");
  return undefined;
}
