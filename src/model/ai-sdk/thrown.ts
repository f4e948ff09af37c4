import type { ModelFailure } from "../failure.ts";
import { retryAfterMs } from "./retry-after.ts";
import { statusFailure } from "./status-failure.ts";

/** What the AI SDK throws before anything is sent. */
const UNSENT: Readonly<Record<string, ModelFailure["code"]>> = {
  AI_LoadAPIKeyError: "model-unauthorized",
  AI_LoadSettingError: "model-rejected",
  AI_InvalidArgumentError: "model-rejected",
  AI_InvalidPromptError: "model-rejected",
  AI_NoSuchModelError: "model-rejected",
  AI_UnsupportedFunctionalityError: "model-rejected",
};
/** What it throws of a response that cannot be read. */
const UNREADABLE = [
  "AI_JSONParseError",
  "AI_TypeValidationError",
  "AI_InvalidResponseDataError",
  "AI_EmptyResponseBodyError",
  "AI_NoContentGeneratedError",
];

/** Whether a request was made: what names a mistake of the caller's was thrown before it. */
export const wasSent = (error: unknown): boolean => !Object.hasOwn(UNSENT, nameOf(error));

/**
 * What an error of the AI SDK, or of what it stands on, comes to. Told by its name, status and headers, never by its message
 * or body, which may quote the prompt or a key.
 */
export function failureOfThrown(error: unknown): ModelFailure {
  const name = nameOf(error);
  const unsent = UNSENT[name];
  if (unsent !== undefined) return { code: unsent, message: `The AI SDK threw ${name}.`, retryable: false };
  const status = field(error, "statusCode");
  const isBad = typeof status === "number" && status >= 400 && status <= 599;
  if (isBad) {
    const failure = statusFailure(
      status,
      retryAfterMs((header) => headerOf(error, header)),
    );
    return field(error, "isRetryable") === false ? { ...failure, retryable: false } : failure;
  }
  const cause = nameOf(field(error, "cause"));
  const unreadable = [name, cause].find((one) => UNREADABLE.includes(one));
  if (unreadable !== undefined || cause === "SyntaxError")
    return { code: "model-malformed", message: "The provider's response cannot be read.", retryable: true };
  return { code: "model-unavailable", message: "The connection to the model failed.", retryable: true };
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function nameOf(error: unknown): string {
  const name = field(error, "name");
  return typeof name === "string" ? name : "";
}

/** A header of the response; the AI SDK gives all names in small letters. */
function headerOf(error: unknown, header: string): string | undefined {
  const value = field(field(error, "responseHeaders"), header);
  return typeof value === "string" ? value : undefined;
}
