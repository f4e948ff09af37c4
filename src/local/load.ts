import { positionsOf } from "./labels.ts";
import type { Task } from "./messages.ts";
import { PAIR } from "./models.ts";
import type { Encoded, Runtime } from "./runtime.ts";
import { trouble, troubleOf } from "./trouble.ts";

const PEER = "@huggingface/transformers";
const SHORTEST = 512; // tokens, where neither tokenizer nor model says how many it takes: what BERT took
const LONGEST = 1_000_000; // beyond it a tokenizer's own number means that it does not know

/** The model that the task names, ready to be asked. Throws a `Trouble` that says what is missing. */
export async function load(task: Task): Promise<Runtime> {
  const { AutoTokenizer, PreTrainedModel, Tensor, env, LogLevel } = await peer();
  const { model: path, allowDownload, cacheFolder, revision, weights, threads } = task;
  env.logLevel = LogLevel.NONE; // it writes to the console, and what it writes may quote a text
  env.allowRemoteModels = allowDownload;
  const from = {
    local_files_only: !allowDownload,
    ...(cacheFolder !== undefined && { cache_dir: cacheFolder }),
    ...(revision !== undefined && { revision }),
  };
  const session = { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 4 as const };
  const [tokenizer, model] = await Promise.all([
    AutoTokenizer.from_pretrained(path, from),
    // The base class: whatever the architecture, a session takes tokens and gives logits.
    PreTrainedModel.from_pretrained(path, { ...from, dtype: weights, device: "cpu", session_options: session }),
  ]).catch((error: unknown) => {
    throw notLoaded(error, task);
  });
  const config = model.config as unknown as Config;
  const names = Object.values(config.id2label ?? {});
  const kind = task.kind ?? kindOf(config);

  const tensor = (rows: readonly (readonly number[])[], length: number, filler: number) =>
    new Tensor(
      "int64",
      BigInt64Array.from({ length: rows.length * length }, (_, at) =>
        BigInt(rows[Math.floor(at / length)]?.[at % length] ?? filler),
      ),
      [rows.length, length],
    );
  return {
    form: task.input ?? PAIR,
    positions: positionsOf(kind, names, task.labels),
    readsFirst: task.readsFirst === true,
    maxTokens: task.maxTokens ?? longest(tokenizer.model_max_length, config.max_position_embeddings),
    eos: tokenizer.eos_token ?? tokenizer.sep_token ?? "",
    marks: tokenizer.all_special_tokens,
    tokens: (text) => tokenizer(text, { add_special_tokens: false, return_tensor: false }).input_ids,
    encode({ first, second }) {
      const encoded = tokenizer(first, { ...(second !== undefined && { text_pair: second }), return_tensor: false });
      const { input_ids: ids, token_type_ids: types } = encoded;
      return types === undefined ? { ids } : { ids, types };
    },
    async run(rows: readonly Encoded[]) {
      const length = Math.max(...rows.map(({ ids }) => ids.length));
      const { logits } = await model({
        input_ids: tensor(
          rows.map(({ ids }) => ids),
          length,
          tokenizer.pad_token_id ?? 0,
        ),
        attention_mask: tensor(
          rows.map(({ ids }) => ids.map(() => 1)),
          length,
          0,
        ),
        token_type_ids: tensor(
          rows.map(({ ids, types }) => types ?? ids.map(() => 0)),
          length,
          0,
        ),
      });
      if (!(logits instanceof Tensor)) throw trouble("model-mismatch", "the model gives no logits");
      const { data, dims } = logits.to("float32");
      return { data: data as Float32Array, dims };
    },
  };
}

interface Config {
  readonly id2label?: { readonly [at: string]: string };
  readonly architectures?: readonly string[];
  readonly max_position_embeddings?: number;
}

async function peer(): Promise<typeof import("@huggingface/transformers")> {
  try {
    return await import("@huggingface/transformers");
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    if (message.includes(`'${PEER}'`))
      throw trouble("peer-missing", `a local model needs the package ${PEER}: npm install ${PEER}`);
    const { message: said } = troubleOf(error, "peer-unusable", `the package ${PEER} cannot be loaded`);
    throw trouble("peer-unusable", said);
  }
}

function notLoaded(error: unknown, { model, allowDownload }: Task): Error {
  const hint = allowDownload ? "" : ", and nothing is downloaded unless `allowDownload` is set";
  return trouble("model-unavailable", troubleOf(error, "", `the model ${model} cannot be loaded${hint}`).message);
}

function kindOf({ architectures = [] }: Config): "pair" | "token" {
  if (architectures.some((name) => name.endsWith("ForTokenClassification"))) return "token";
  if (architectures.some((name) => name.endsWith("ForSequenceClassification"))) return "pair";
  throw trouble("model-mismatch", "the model does not say whether it classifies texts or tokens: say it with `kind`");
}

function longest(...told: readonly (number | undefined)[]): number {
  const known = told.filter((one) => one !== undefined && one > 0 && one < LONGEST);
  return known.length === 0 ? SHORTEST : Math.min(...known.map(Number));
}
