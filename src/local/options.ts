import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Task, Weights } from "./messages.ts";
import { type InputForm, knownModel, knownModels, type Labels } from "./models.ts";

export interface LocalOptions {
  /** A folder with `config.json`, `tokenizer.json`, `tokenizer_config.json` and `onnx/model.onnx`, or an id on the Hugging Face hub. */
  readonly model: string | URL;
  /** The id of a known model (`knownModels`) that this one is, or was trained as: its labels and the text that it is given. */
  readonly like?: string;
  /** Whether it judges a text or each token; absent: as `config.json` says. */
  readonly kind?: "pair" | "token";
  /** What its labels mean, where neither their names nor `like` tell. */
  readonly labels?: Labels;
  /** The text that it is given; absent: evidence and claim as a pair. */
  readonly input?: InputForm;
  /** Longer evidence is read in windows. Absent: as many as the model takes. */
  readonly maxTokens?: number;
  /** Windows read at once. 8 if absent. */
  readonly batchSize?: number;
  /** One fewer than the machine has if absent. */
  readonly threads?: number;
  /** The precision of the weights, which names their file: `q8` is `onnx/model_quantized.onnx`. `fp32` if absent. */
  readonly weights?: Weights;
  /** Without it nothing is fetched: an id must have been downloaded before. */
  readonly allowDownload?: boolean;
  /** Where downloads are kept. */
  readonly cacheFolder?: string;
  /** A branch, tag or commit on the hub. */
  readonly revision?: string;
  /** For one call, loading included. A minute if absent. */
  readonly timeoutMs?: number;
}

const BATCH_SIZE = 8; // of 512 tokens: as much as a small machine holds of a large model
const weightNames: readonly Weights[] = ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"];

/** What a worker is to be started with. Throws `TypeError` for options that make no sense. */
export function taskOf(options: LocalOptions): Task {
  const { like, weights = "fp32", batchSize = BATCH_SIZE, allowDownload = false } = options;
  const { model, isFolder } = placeOf(options.model);
  const threads = options.threads ?? Math.max(1, availableParallelism() - 1);
  const known = knownModel(like ?? model);
  if (like !== undefined && known === undefined)
    throw mistake("like", `be one of ${knownModels.map(({ id }) => id).join(", ")}`, like);
  if (!weightNames.includes(weights)) throw mistake("weights", `be one of ${weightNames.join(", ")}`, weights);
  const { kind = known?.kind, labels = known?.labels, input = known?.input, maxTokens = known?.maxTokens } = options;
  if (kind !== undefined && kind !== "pair" && kind !== "token") throw mistake("kind", "be pair or token", kind);
  if (input !== undefined) assertInput(input);
  for (const [name, value] of Object.entries({ batchSize, threads, maxTokens })) {
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      throw mistake(name, "be a positive integer", value);
  }
  return {
    ...{ model, threads, batchSize, weights, allowDownload: allowDownload && !isFolder },
    ...(options.cacheFolder !== undefined && { cacheFolder: options.cacheFolder }),
    ...(options.revision !== undefined && { revision: options.revision }),
    ...(kind !== undefined && { kind }),
    ...(labels !== undefined && { labels }),
    ...(input !== undefined && { input }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(known?.readsFirst === true && { readsFirst: true }),
  };
}

function placeOf(given: string | URL): { readonly model: string; readonly isFolder: boolean } {
  if (given instanceof URL || (typeof given === "string" && given.startsWith("file:")))
    return { model: fileURLToPath(given), isFolder: true };
  if (typeof given !== "string" || given.trim() === "") throw mistake("model", "be a folder or an id", given);
  const isFolder = /^(?:[./\\]|[A-Za-z]:)/.test(given) || existsSync(given);
  return { model: isFolder ? resolve(given) : given, isFolder };
}

function assertInput({ first, second, asked }: InputForm): void {
  for (const form of asked === undefined ? [first] : [first, asked]) {
    const whole = `${form}${second ?? ""}`;
    if (!whole.includes("{evidence}") || !whole.includes("{claim}"))
      throw mistake("input", "have {evidence} and {claim}", whole);
  }
}

export function mistake(field: string, expected: string, got: unknown): TypeError {
  return new TypeError(
    `Expected \`${field}\` to ${expected}, got ${typeof got === "string" ? JSON.stringify(got) : String(got)}.`,
  );
}
