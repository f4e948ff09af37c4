import type { Message, Source } from "../types.ts";
import { readMessages, type Spoken } from "./messages.ts";

export interface ConversationOptions {
  /** Default: "conversation". */
  readonly id?: string;
}

/**
 * The messages as a source of kind `conversation`, one turn after the other: `User: …`, `Assistant: …`, and
 * `User (Ann): …` for a message with a `name`. Lines within a message are indented, so that no message can hold what
 * looks like another's turn. Throws `answer-invalid` with the path of what is malformed.
 */
export function conversationSource(
  messages: readonly Message[],
  { id = "conversation" }: ConversationOptions = {},
): Source {
  const turns = readMessages(messages).filter(({ text }) => text.trim() !== "");
  const text = turns.map((turn) => `${labelOf(turn)}: ${indented(turn.text)}`).join("\n");
  return { id, kind: "conversation", text };
}

/** Whatever a reader or a program may take for the end of a line. */
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const indented = (text: string): string => text.trim().replaceAll(LINE_ENDS, "\n  ");

function labelOf({ isUser, role, name }: Spoken): string {
  const speaker = isUser ? "User" : (KNOWN.get(role.toLowerCase()) ?? "Other");
  const called =
    name
      ?.replaceAll(/[^\p{L}\p{M}\p{N} _.'-]/gu, "")
      .trim()
      .slice(0, 60) ?? "";
  return called === "" ? speaker : `${speaker} (${called})`;
}

const KNOWN = new Map([
  ["assistant", "Assistant"],
  ["ai", "Assistant"],
  ["model", "Assistant"],
  ["system", "System"],
  ["developer", "System"],
  ["tool", "Tool"],
  ["function", "Tool"],
]);
