import type { Message } from "../types.ts";
import { invalid, wellFormed } from "./invalid.ts";

/** A message as far as it is read: who speaks, and the text of it. */
export interface Spoken {
  readonly isUser: boolean;
  readonly role: string;
  readonly name?: string;
  /** Its text parts, one a line; "" where there are only images, files or calls of tools. */
  readonly text: string;
}

/** What the user is called: by LangChain `human`, by everybody else `user`. */
const USER = new Set(["user", "human"]);
/** Parts with text that the speaker wrote. Reasoning, files and calls of tools are none. */
const TEXT_PARTS = new Set(["text", "input_text", "output_text"]);

/** The messages, read once. Throws `answer-invalid` with the path of what is malformed. */
export function readMessages(messages: readonly Message[]): readonly Spoken[] {
  if (!Array.isArray(messages)) throw invalid("messages", "an array of { role, content }", messages);
  return messages.map((message: unknown, at) => readMessage(message, `messages[${at}]`));
}

function readMessage(message: unknown, field: string): Spoken {
  if (typeof message !== "object" || message === null) throw invalid(field, "{ role, content }", message);
  const { content, parts, name } = message as { readonly [field: string]: unknown };
  const role = roleOf(message, field);
  // The AI SDK's interface messages have `parts`; a turn that only calls a tool has `content: null`.
  const text =
    content === undefined || content === null
      ? parts === undefined
        ? ""
        : textOf(parts, `${field}.parts`)
      : textOf(content, `${field}.content`);
  const isUser = USER.has(role.toLowerCase());
  return { isUser, role, text, ...(typeof name === "string" && name.trim() !== "" ? { name } : {}) };
}

/** `role`, or of LangChain's messages their `type` or `getType()`. */
function roleOf(message: object, field: string): string {
  const { role, type } = message as { readonly role?: unknown; readonly type?: unknown };
  const getType: unknown = Reflect.get(message, "getType");
  const found: unknown = role ?? type ?? (typeof getType === "function" ? getType.call(message) : undefined);
  if (typeof found !== "string" || found === "") throw invalid(`${field}.role`, "a string that is not empty", found);
  return found;
}

function textOf(content: unknown, field: string): string {
  if (typeof content === "string") return wellFormed(content, field);
  if (!Array.isArray(content)) throw invalid(field, "a string or an array of parts", content);
  return content
    .flatMap((part: unknown, at) => {
      if (typeof part === "string") return [wellFormed(part, `${field}[${at}]`)];
      if (typeof part !== "object" || part === null) throw invalid(`${field}[${at}]`, "a part { type, text? }", part);
      const { type, text } = part as { readonly type?: unknown; readonly text?: unknown };
      if (type !== undefined && typeof type !== "string") throw invalid(`${field}[${at}].type`, "a string", type);
      if (type === undefined ? text === undefined : !TEXT_PARTS.has(type)) return [];
      if (typeof text !== "string") throw invalid(`${field}[${at}].text`, "a string", text);
      return [wellFormed(text, `${field}[${at}].text`)];
    })
    .join("\n");
}

/** The last turn of the user's that has text: what is being answered. Results of tools come in turns of theirs too. */
export function questionOf(messages: readonly Message[]): string | undefined {
  return readMessages(messages).findLast(({ isUser, text }) => isUser && text.trim() !== "")?.text;
}
