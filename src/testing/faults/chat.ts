import { errorBody } from "./openai-error.ts";
import type { Ending, Saying } from "./saying.ts";
import { idOf, type ServerEvent, type Wire } from "./wire.ts";

/** OpenAI's chat completions, which most compatible servers speak. */
export const chat: Wire = {
  body(saying) {
    const message = { role: "assistant", ...contentOf(saying), annotations: [] };
    const choice = { index: 0, message, logprobs: null, finish_reason: finishOf(saying) };
    return { ...headOf(saying, "chat.completion"), choices: saying.hollow ? [] : [choice], usage: usageOf(saying) };
  },

  *events(saying) {
    const chunk = (choices: readonly object[], usage: object | null = null): ServerEvent => ({
      data: {
        ...headOf(saying, "chat.completion.chunk"),
        choices,
        ...(saying.tellsUsage ? { usage } : {}),
      },
    });
    const choice = (delta: object, finish: string | null = null) =>
      chunk(saying.hollow ? [] : [{ index: 0, delta, logprobs: null, finish_reason: finish }]);

    yield choice({ role: "assistant", content: saying.tool === undefined ? "" : null, refusal: null });
    if (saying.reasoning !== undefined) yield choice({ reasoning_content: saying.reasoning });
    if (saying.tool !== undefined) yield choice({ tool_calls: [{ index: 0, ...callOf(saying, saying.tool, "") }] });
    for (const piece of saying.pieces) yield choice(deltaOf(saying, piece));
    yield choice({}, finishOf(saying));
    if (saying.tellsUsage) yield chunk([], usageOf(saying));
    yield { data: "[DONE]" };
  },

  error: errorBody,
  errorEvent: (message) => ({ data: errorBody(500, message) }),
  nothing: { data: { object: "chat.completion.chunk", choices: [] } },
  isEnd: ({ data }) => data !== "[DONE]" && JSON.stringify(data).includes('"finish_reason":"'),
};

function headOf({ number, created, model }: Saying, object: string): object {
  return { id: idOf("chatcmpl-", number), object, created, model, service_tier: "default", system_fingerprint: null };
}

function contentOf(saying: Saying): object {
  const { text, ending, tool, reasoning } = saying;
  const thought = reasoning === undefined ? {} : { reasoning_content: reasoning };
  if (ending === "refusal") return { content: null, refusal: text };
  if (tool !== undefined) return { content: null, refusal: null, tool_calls: [callOf(saying, tool, text ?? "")] };
  return { content: text, refusal: null, ...thought };
}

function deltaOf({ ending, tool }: Saying, piece: string): object {
  if (ending === "refusal") return { refusal: piece };
  if (tool !== undefined) return { tool_calls: [{ index: 0, function: { arguments: piece } }] };
  return { content: piece };
}

function callOf({ number }: Saying, name: string, json: string): object {
  return { id: idOf("call_", number), type: "function", function: { name, arguments: json } };
}

const FINISH: { readonly [How in Ending]: string } = {
  stop: "stop",
  length: "length",
  "content-filter": "content_filter",
  // The refusal stands in the message; the end is an ordinary one.
  refusal: "stop",
};
// A forced tool too ends with "stop" here; a tool chosen freely would end with "tool_calls".
const finishOf = ({ ending }: Saying): string => FINISH[ending];

function usageOf({ usage }: Saying): object {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedInputTokens, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens, audio_tokens: 0 },
  };
}
