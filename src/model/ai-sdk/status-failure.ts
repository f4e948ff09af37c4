import type { ModelFailure } from "../failure.ts";

/** What a status of 400 and above comes to. */
export function statusFailure(status: number, retryAfterMs?: number): ModelFailure {
  const [code, retryable] = kindOf(status);
  return {
    code,
    message: `The provider answered with status ${status}.`,
    retryable,
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function kindOf(status: number): readonly [code: ModelFailure["code"], retryable: boolean] {
  if (status === 429) return ["model-rate-limited", true];
  if (status === 401 || status === 403) return ["model-unauthorized", false];
  if (status === 408 || status === 409 || status >= 500) return ["model-unavailable", true];
  return ["model-rejected", false];
}
