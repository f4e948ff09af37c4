import type { InputText } from "./input-text.ts";
import type { Positions } from "./labels.ts";
import type { InputForm } from "./models.ts";

export interface Encoded {
  readonly ids: readonly number[];
  /** Which of two texts each token is of, where the tokenizer tells. */
  readonly types?: readonly number[];
}
/** What a model says of some inputs. */
export interface Logits {
  readonly data: ArrayLike<number>;
  /** Rows, tokens (of a model that judges each), labels. */
  readonly dims: readonly number[];
}
/** A model that is loaded, and how it is to be asked. */
export interface Runtime {
  readonly form: InputForm;
  readonly positions: Positions;
  readonly readsFirst: boolean;
  readonly maxTokens: number;
  /** The tokenizer's end mark, and all its marks that no text may have. */
  readonly eos: string;
  readonly marks: readonly string[];
  /** The tokens of a text by itself, without marks. */
  tokens(text: string): readonly number[];
  encode(text: InputText): Encoded;
  run(rows: readonly Encoded[]): Promise<Logits>;
}
