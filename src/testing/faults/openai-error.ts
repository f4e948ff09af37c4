/** The body of an error of OpenAI's, which its two interfaces share. */
export function errorBody(status: number, message: string): object {
  const [type, code] = TYPES.get(status) ?? (status < 500 ? ["invalid_request_error", null] : ["server_error", null]);
  return { error: { message, type, param: null, code } };
}

const TYPES: ReadonlyMap<number, readonly [string, string | null]> = new Map([
  [401, ["invalid_request_error", "invalid_api_key"]],
  [404, ["invalid_request_error", "model_not_found"]],
  [429, ["tokens", "rate_limit_exceeded"]],
]);
