import type { Finish } from "../types.ts";

/** What providers call it, in lower case with underscores. No word means two things with two of them. */
const WORDS: { readonly [finish in Finish]: string } = {
  stop: "stop end_turn stop_sequence complete completed eos",
  length: "length max_tokens max_output_tokens model_context_window_exceeded model_length error_limit",
  "content-filter":
    "content_filter content_filtered refusal safety recitation blocklist prohibited_content spii image_safety image_prohibited_content image_recitation guardrail_intervened intervened error_toxic model_armor jailbreak",
  "tool-calls": "tool_calls tool_call tool_use function_call",
  error: "error failed timeout malformed_function_call malformed_response malformed_model_output malformed_tool_use",
  other: "other",
};
const FINISHES: ReadonlyMap<string, Finish> = new Map(
  (Object.entries(WORDS) as [Finish, string][]).flatMap(([finish, words]) =>
    words.split(" ").map((word): [string, Finish] => [word, finish]),
  ),
);

/** How generation ended, by a provider's word for it: a word that is not known is `other`, no word is none. */
export function finishOf(reason: unknown): Finish | undefined {
  if (typeof reason !== "string" || reason === "") return undefined;
  return FINISHES.get(reason.toLowerCase().replaceAll("-", "_")) ?? "other";
}
