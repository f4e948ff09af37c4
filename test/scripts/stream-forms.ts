/** The forms in which providers and compatible servers write the same stream: one entry a habit of one of them. */
type Data = { readonly [field: string]: unknown };
export interface Line {
  readonly name?: string;
  readonly data: Data | string;
}
export interface Form {
  readonly name: string;
  readonly wire: "chat" | "responses" | "messages";
  /** The answer comes as the arguments of a forced tool. */
  readonly tool?: true;
  lines(pieces: readonly string[]): readonly Line[];
  /** Default: one `data:` line, an empty line behind it. */
  write?(line: Line, index: number): string;
}

const CREATED = 1767225600;

const chatHead = { id: "chatcmpl-C1a2", object: "chat.completion.chunk", created: CREATED, model: "gpt-5-mini" };
const chunk = (delta: Data, finish: string | null = null, more: Data = {}): Line => ({
  data: { ...chatHead, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }], ...more },
});
const usage = { prompt_tokens: 61, completion_tokens: 23, total_tokens: 84 };
const usageChunk: Line = { data: { ...chatHead, choices: [], usage } };
const done: Line = { data: "[DONE]" };
const role = chunk({ role: "assistant", content: "", refusal: null });
const contents = (pieces: readonly string[]): readonly Line[] => pieces.map((content) => chunk({ content }));
const bare = (pieces: readonly string[]): readonly Line[] => [role, ...contents(pieces), chunk({}, "stop"), done];
const call = (fields: Data, more: Data = {}): Line => chunk({ tool_calls: [{ index: 0, ...more, function: fields }] });

const response = (status: string, text: string, more: Data = {}): Data => ({
  id: "resp_0a1b",
  object: "response",
  created_at: CREATED,
  status,
  error: null,
  incomplete_details: null,
  model: "gpt-5-mini-2025-08-07",
  output: text === "" ? [] : [message(text)],
  usage: status === "completed" ? { input_tokens: 61, output_tokens: 23, total_tokens: 84 } : null,
  ...more,
});
const message = (text: string): Data => ({
  id: "msg_0a1b",
  type: "message",
  status: "completed",
  role: "assistant",
  content: [{ type: "output_text", annotations: [], logprobs: [], text }],
});
const at = { item_id: "msg_0a1b", output_index: 0, content_index: 0 };
const said = (type: string, fields: Data): Line => ({ name: type, data: { type, ...fields } });
const numbered = (lines: readonly Line[]): readonly Line[] =>
  lines.map((line, sequence) =>
    typeof line.data === "string" ? line : { ...line, data: { ...line.data, sequence_number: sequence } },
  );
const deltas = (pieces: readonly string[], more: Data = {}): readonly Line[] =>
  pieces.map((delta) => said("response.output_text.delta", { ...at, delta, logprobs: [], ...more }));
function responseLines(pieces: readonly string[], before: readonly Line[] = [], more: Data = {}): readonly Line[] {
  const text = pieces.join("");
  const part = { type: "output_text", annotations: [], logprobs: [], text };
  return numbered([
    said("response.created", { response: response("in_progress", "") }),
    said("response.in_progress", { response: response("in_progress", "") }),
    ...before,
    said("response.output_item.added", {
      output_index: 0,
      item: { ...message(""), status: "in_progress", content: [] },
    }),
    said("response.content_part.added", { ...at, part: { ...part, text: "" } }),
    ...deltas(pieces, more),
    said("response.output_text.done", { ...at, text, logprobs: [] }),
    said("response.content_part.done", { ...at, part }),
    said("response.output_item.done", { output_index: 0, item: message(text) }),
    said("response.completed", { response: response("completed", text) }),
  ]);
}

const start = (more: Data = {}): Line =>
  said("message_start", {
    message: {
      id: "msg_01X",
      type: "message",
      role: "assistant",
      model: "claude-haiku-4-5-20251001",
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 61, output_tokens: 1, ...more },
    },
  });
const ping = said("ping", {});
const block = (index: number, content: Data, steps: readonly Data[]): readonly Line[] => [
  said("content_block_start", { index, content_block: content }),
  ...steps.map((delta) => said("content_block_delta", { index, delta })),
  said("content_block_stop", { index }),
];
const textBlock = (index: number, pieces: readonly string[]): readonly Line[] =>
  block(
    index,
    { type: "text", text: "" },
    pieces.map((text) => ({ type: "text_delta", text })),
  );
const stop = (reason = "end_turn", more: Data = {}): readonly Line[] => [
  said("message_delta", { delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: 23, ...more } }),
  said("message_stop", {}),
];
const thinking = block(0, { type: "thinking", thinking: "", signature: "" }, [
  { type: "thinking_delta", thinking: "The page says so." },
  { type: "signature_delta", signature: "RXJz" },
]);

/** The event with its lines ended, and its fields written, as `options` say. */
function written({ name, data }: Line, end: string, options: { readonly space?: string; readonly spread?: true } = {}) {
  const { space = " ", spread } = options;
  const text = typeof data === "string" ? data : JSON.stringify(data, undefined, spread ? 1 : undefined);
  const fields = text.split("\n").map((line) => `data:${space}${line}`);
  return [...(name === undefined ? [] : [`event:${space}${name}`]), ...fields, "", ""].join(end);
}
const ascii = (text: string): string =>
  text.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const streamForms: readonly Form[] = [
  { name: "usage at the end", wire: "chat", lines: (pieces) => [...bare(pieces).slice(0, -1), usageChunk, done] },
  { name: "no usage", wire: "chat", lines: bare },
  {
    name: "filters told",
    wire: "chat",
    lines: (pieces) => [
      {
        data: { ...chatHead, id: "", model: "", created: 0, choices: [], prompt_filter_results: [{ prompt_index: 0 }] },
      },
      role,
      ...pieces.map((content) => chunk({ content }, null, { obfuscation: "a1" })),
      chunk({}, "stop"),
      usageChunk,
      done,
    ],
  },
  {
    name: "the last piece with the finish",
    wire: "chat",
    lines: (pieces) => [
      role,
      ...contents(pieces.slice(0, -1)),
      chunk({ content: pieces.at(-1) ?? "" }, "stop", { usage }),
      done,
    ],
  },
  {
    name: "keep-alive comments",
    wire: "chat",
    lines: bare,
    write: (line, index) => (index % 3 === 1 ? ": PROCESSING\n\n" : "") + written(line, "\n"),
  },
  { name: "CRLF", wire: "chat", lines: bare, write: (line) => written(line, "\r\n") },
  { name: "no space, ASCII", wire: "chat", lines: bare, write: (line) => ascii(written(line, "\n", { space: "" })) },
  {
    name: "data over several lines",
    wire: "chat",
    lines: bare,
    write: (line) => written(line, "\n", { spread: true }),
  },
  {
    name: "thoughts first",
    wire: "chat",
    lines: (pieces) => [
      chunk({ role: "assistant", content: null, reasoning_content: "" }),
      chunk({ content: null, reasoning_content: "The page says so." }),
      ...contents(pieces),
      chunk({ content: "" }, "stop", { usage }),
      done,
    ],
  },
  {
    name: "usage in a corner of its own",
    wire: "chat",
    lines: (pieces) => [role, ...contents(pieces), chunk({}, "stop", { x_groq: { id: "req_1", usage } }), done],
  },
  {
    name: "a running count",
    wire: "chat",
    lines: (pieces) => [
      chunk({ role: "assistant", content: "" }, null, { usage: { ...usage, completion_tokens: 0, total_tokens: 61 } }),
      ...contents(pieces),
      chunk({}, "stop"),
      usageChunk,
      done,
    ],
  },
  {
    name: "a tool's arguments",
    wire: "chat",
    tool: true,
    lines: (pieces) => [
      chunk({ role: "assistant", content: null }),
      call({ name: "facts", arguments: "" }, { id: "call_1", type: "function" }),
      ...pieces.map((text) => call({ arguments: text })),
      chunk({}, "tool_calls"),
      usageChunk,
      done,
    ],
  },
  {
    name: "ids and retry times",
    wire: "chat",
    lines: bare,
    write: (line, index) => `id: ${index}\nretry: 3000\n${written(line, "\n")}`,
  },
  { name: "as documented", wire: "responses", lines: (pieces) => responseLines(pieces) },
  { name: "CRLF", wire: "responses", lines: (pieces) => responseLines(pieces), write: (line) => written(line, "\r\n") },
  {
    name: "a reasoning item",
    wire: "responses",
    lines: (pieces) =>
      responseLines(pieces, [
        said("response.output_item.added", { output_index: 0, item: { id: "rs_1", type: "reasoning", summary: [] } }),
        said("response.reasoning_summary_text.delta", {
          item_id: "rs_1",
          output_index: 0,
          summary_index: 0,
          delta: "So.",
        }),
        said("response.output_item.done", { output_index: 0, item: { id: "rs_1", type: "reasoning", summary: [] } }),
      ]),
  },
  {
    name: "obfuscation and events unheard of",
    wire: "responses",
    lines: (pieces) =>
      responseLines(pieces, [said("response.weather.changed", { sky: "clear" })], { obfuscation: "Zk3" }),
  },
  {
    name: "keep-alive comments",
    wire: "responses",
    lines: (pieces) => responseLines(pieces),
    write: (line, index) => (index % 4 === 2 ? ": keep-alive\n\n" : "") + written(line, "\n"),
  },
  { name: "as documented", wire: "messages", lines: (pieces) => [start(), ping, ...textBlock(0, pieces), ...stop()] },
  {
    name: "CRLF",
    wire: "messages",
    lines: (pieces) => [start(), ...textBlock(0, pieces), ...stop()],
    write: (line) => written(line, "\r\n"),
  },
  {
    name: "thoughts first",
    wire: "messages",
    lines: (pieces) => [start(), ...thinking, ping, ...textBlock(1, pieces), ...stop()],
  },
  {
    name: "two blocks, of a cache",
    wire: "messages",
    lines: (pieces) => [
      start({ cache_read_input_tokens: 40, cache_creation_input_tokens: 0 }),
      ...textBlock(0, pieces.slice(0, 3)),
      ...textBlock(1, pieces.slice(3)),
      ...stop("end_turn", { input_tokens: 61 }),
    ],
  },
  {
    name: "a tool's input",
    wire: "messages",
    tool: true,
    lines: (pieces) => [
      start(),
      ...block(
        0,
        { type: "tool_use", id: "toolu_1", name: "facts", input: {} },
        pieces.map((text) => ({ type: "input_json_delta", partial_json: text })),
      ),
      ...stop("tool_use"),
    ],
  },
];

export function bodyOf(form: Form, pieces: readonly string[]): string {
  const write = form.write ?? ((line: Line) => written(line, "\n"));
  return form.lines(pieces).map(write).join("");
}
