import type { TokenUsage } from "../../calls.ts";
import type { Finish } from "../../types.ts";
import { type ModelFailureCode, modelError } from "../failure.ts";
import { failed } from "./failed.ts";
import { isSameModel, type SameModel } from "./same-model.ts";

/** What is asked of any reply, whatever the interface. */
export interface Expected {
  readonly model: string;
  readonly sameModel: SameModel;
  /** The name of the tool whose arguments are the reply; absent where text is. */
  readonly tool?: string;
  /** UTF-16 units. */
  readonly maxText: number;
}

/** What has come of a reply so far: filled in by the reading of an interface, judged by `replyOf`. */
export interface Gathered {
  readonly expected: Expected;
  readonly texts: string[];
  length: number;
  /** Whether the interface's last word has come: all of a body, the last event of a stream. */
  ended: boolean;
  /** How it says that generation ended. */
  finish?: Finish;
  refused: boolean;
  /** Calls of tools that nobody offered. */
  strayCalls: number;
  modelId?: string;
  usage: TokenUsage;
  readonly metadata: { [key: string]: string };
}

export function gather(expected: Expected): Gathered {
  return { expected, texts: [], length: 0, ended: false, refused: false, strayCalls: 0, usage: {}, metadata: {} };
}

/** Throws the error of a failure. */
export function fail(code: ModelFailureCode, message: string): never {
  throw modelError(failed(code, message));
}

/** Throws for what the provider's interface does not allow. */
export function malformed(what: string): never {
  return fail("model-malformed", `The provider's reply is malformed: ${what}.`);
}

/** Adds text, and gives it back. */
export function add(gathered: Gathered, text: string): string {
  gathered.length += text.length;
  if (gathered.length > gathered.expected.maxText)
    fail("model-oversized", `The reply has more than ${gathered.expected.maxText} characters.`);
  if (text !== "") gathered.texts.push(text);
  return text;
}

/** Notes who says to have answered, and throws at once if it is another model: before any of its text is shown. */
export function identify(gathered: Gathered, model: unknown): void {
  // Azure sends an empty name before the first word.
  if (model === undefined || model === null || model === "" || model === gathered.modelId) return;
  if (typeof model !== "string") malformed("its model is no text");
  const { expected } = gathered;
  // The name is not quoted: it is the provider's text.
  if (!isSameModel(expected.model, model, expected.sameModel))
    fail(
      "model-mismatched",
      `Another model answered than ${expected.model}. Where a deployment or a route has a name of its own, set \`sameModel: "any"\`.`,
    );
  gathered.modelId = model;
}

/** Notes a word of the provider's about its reply, for whoever looks into it later. */
export function note(gathered: Gathered, name: string, value: unknown): void {
  if (typeof value === "string" && value !== "" && value.length <= 200) gathered.metadata[name] = value;
}
