import { fieldOf, textOf } from "../../text/fields.ts";
import { failed } from "../adapter/failed.ts";
import { failureOfError, failureOfStatus } from "../adapter/told.ts";
import { type ModelFailure, type ModelFailureCode, modelFailureOf } from "../failure.ts";

/** What the AI SDK throws before it sends anything. */
const UNSENT: ReadonlyMap<string, ModelFailureCode> = new Map([
  ["AI_LoadAPIKeyError", "model-unauthorized"],
  ["AI_LoadSettingError", "model-rejected"],
  ["AI_InvalidArgumentError", "model-rejected"],
  ["AI_InvalidPromptError", "model-rejected"],
  ["AI_NoSuchModelError", "model-rejected"],
  ["AI_UnsupportedFunctionalityError", "model-rejected"],
]);
/** What it throws of a response that it cannot read. */
const UNREADABLE: readonly unknown[] = [
  "AI_JSONParseError",
  "AI_TypeValidationError",
  "AI_InvalidResponseDataError",
  "AI_EmptyResponseBodyError",
  "AI_NoContentGeneratedError",
];

/** Whether nothing had been sent when this was thrown. */
export const isUnsent = (error: unknown): boolean => UNSENT.has(textOf(error, "name") ?? "");

/**
 * What an error of the AI SDK comes to, by its name, status and headers; its message, its body and its cause may quote the prompt
 * or a key, and are not kept.
 */
export function failureOfAiSdk(error: unknown): ModelFailure {
  const known = modelFailureOf(error);
  if (known !== undefined) return known;
  const unsent = UNSENT.get(textOf(error, "name") ?? "");
  if (unsent !== undefined) return failed(unsent, "The AI SDK did not send the request.", { retryable: false });
  const status = fieldOf(error, "statusCode");
  const headers = fieldOf(error, "responseHeaders");
  const failure =
    typeof status === "number" && status >= 300 ? failureOfStatus(status, (name) => textOf(headers, name)) : undefined;
  if (failure !== undefined)
    return fieldOf(error, "isRetryable") === false ? { ...failure, retryable: false } : failure;
  const names = [fieldOf(error, "name"), fieldOf(fieldOf(error, "cause"), "name")];
  if (names.some((name) => UNREADABLE.includes(name)))
    return failed("model-malformed", "The provider's reply is malformed: the AI SDK could not read it.");
  if (error instanceof Error)
    return failed("model-unavailable", "The connection to the provider could not be made, or broke.");
  // What came as an event of the provider's stream, as it was.
  return failureOfError(error);
}
