import type { OutputMode } from "../adapter/options.ts";

/** What the body of a request says beside the prompt. */
export interface RequestSettings {
  readonly model: string;
  readonly mode: OutputMode;
  /** Whether the model takes `temperature` and `top_p`. */
  readonly sampling: boolean;
  /** The field for the most tokens to write: compatible servers know the old name only. */
  readonly tokenLimit: "max_completion_tokens" | "max_tokens";
  readonly body: { readonly [field: string]: unknown };
}
