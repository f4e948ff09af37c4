import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Model, type Operation, onnx } from "./onnx.ts";

/**
 * Models that read: each compares the words of the claim with those of the evidence, so that what comes out is known.
 * They have a vocabulary of their own, a tokenizer of BERT's kind, and a mask that counts.
 */

const special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
/** Without weight: a claim may have them where the evidence has not. */
const light = ["the", "is", "a", "on", "and", ".", ",", "]", "[", "passage", ":"];
const words = [
  ...["shop", "library", "bakery", "station", "closed", "open", "sunday", "monday", "may", "nine", "ten", "never"],
  ...["library", "s", "##s", "##ed", "open", "close", "bread", "sell", "blue", "door", "1", "sep", "cls"],
];
export const vocabulary = [...new Set([...special, ...light, ...words])];

export interface Toy {
  readonly kind: "pair" | "token";
  /** In the order of the logits. */
  readonly labels: readonly string[];
  /** The logits of what is carried by the evidence. */
  readonly carried: readonly number[];
  /** What each word that the evidence lacks adds to them. */
  readonly perMissing: readonly number[];
  /** Replaces the label names in `config.json`; `false`: leaves them out. */
  readonly names?: false;
  readonly maxTokens?: number;
}

/** Logits of 4 and -4 apart: a probability of 0.9997 or so. */
export const pairToy: Toy = {
  kind: "pair",
  labels: ["contradiction", "entailment", "neutral"],
  carried: [-4, 4, 0],
  perMissing: [0, -6, 4],
};
export const tokenToy: Toy = {
  kind: "token",
  labels: ["supported", "hallucinated"],
  carried: [3, -3],
  perMissing: [-6, 6],
};

/** Writes the files of a model as transformers.js looks for them; answers the folder. */
export function writeToy(folder: string, toy: Toy): string {
  mkdirSync(join(folder, "onnx"), { recursive: true });
  const { labels, kind, names, maxTokens = 512 } = toy;
  const id2label = Object.fromEntries(labels.map((label, at) => [at, label]));
  const architecture = kind === "pair" ? "BertForSequenceClassification" : "BertForTokenClassification";
  writeFileSync(join(folder, "onnx/model.onnx"), onnx(kind === "pair" ? pairModel(toy) : tokenModel(toy)));
  const config = { model_type: "bert", architectures: [architecture], max_position_embeddings: maxTokens };
  writeFileSync(join(folder, "config.json"), JSON.stringify({ ...config, ...(names === false ? {} : { id2label }) }));
  writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
  const tokens = { cls_token: "[CLS]", sep_token: "[SEP]", pad_token: "[PAD]", unk_token: "[UNK]" };
  writeFileSync(
    join(folder, "tokenizer_config.json"),
    JSON.stringify({ tokenizer_class: "BertTokenizer", model_max_length: maxTokens, ...tokens }),
  );
  return folder;
}

const size = vocabulary.length;
const identity = Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0));
const weights = vocabulary.map((word) => (special.includes(word) || light.includes(word) ? 0 : 1));

/** What both kinds begin with: of each row, the words of its evidence, as zeros and ones. */
const reading: readonly Operation[] = [
  { operator: "Gather", inputs: ["identity", "input_ids"], output: "words" },
  { operator: "Cast", inputs: ["attention_mask"], output: "mask", attributes: { to: 1 } },
  { operator: "Cast", inputs: ["token_type_ids"], output: "type", attributes: { to: 1 } },
  { operator: "Mul", inputs: ["type", "mask"], output: "in_claim" },
  { operator: "Sub", inputs: ["mask", "in_claim"], output: "in_evidence" },
  { operator: "Unsqueeze", inputs: ["in_evidence", "last"], output: "in_evidence_of" },
  { operator: "Mul", inputs: ["words", "in_evidence_of"], output: "evidence_words" },
  { operator: "ReduceMax", inputs: ["evidence_words"], output: "evidence", attributes: { axes: [1], keepdims: 0 } },
  { operator: "Sub", inputs: ["one", "evidence"], output: "absent" },
  { operator: "Mul", inputs: ["absent", "weights"], output: "absent_words" },
];
const constantsOf = ({ carried, perMissing }: Toy): Model["constants"] => [
  { name: "identity", dims: [size, size], values: identity, type: "float" },
  { name: "weights", dims: [size], values: weights, type: "float" },
  { name: "one", dims: [1], values: [1], type: "float" },
  { name: "last", dims: [1], values: [-1], type: "int64" },
  { name: "middle", dims: [1], values: [1], type: "int64" },
  { name: "carried", dims: [carried.length], values: carried, type: "float" },
  { name: "per_missing", dims: [1, perMissing.length], values: perMissing, type: "float" },
];
const inputs: Model["inputs"] = ["input_ids", "attention_mask", "token_type_ids"].map((name) => ({
  name,
  dims: ["rows", "tokens"],
  type: "int64",
}));
const toLogits: readonly Operation[] = [
  { operator: "MatMul", inputs: ["missing", "per_missing"], output: "moved" },
  { operator: "Add", inputs: ["moved", "carried"], output: "logits" },
];

function pairModel(toy: Toy): Model {
  return {
    inputs,
    outputs: [{ name: "logits", dims: ["rows", toy.labels.length], type: "float" }],
    constants: constantsOf(toy),
    operations: [
      ...reading,
      { operator: "Unsqueeze", inputs: ["in_claim", "last"], output: "in_claim_of" },
      { operator: "Mul", inputs: ["words", "in_claim_of"], output: "claim_words" },
      { operator: "ReduceSum", inputs: ["claim_words", "middle"], output: "claim", attributes: { keepdims: 0 } },
      { operator: "Mul", inputs: ["claim", "absent_words"], output: "lacking" },
      { operator: "ReduceSum", inputs: ["lacking", "last"], output: "missing" },
      ...toLogits,
    ],
  };
}

function tokenModel(toy: Toy): Model {
  return {
    inputs,
    outputs: [{ name: "logits", dims: ["rows", "tokens", toy.labels.length], type: "float" }],
    constants: constantsOf(toy),
    operations: [
      ...reading,
      { operator: "Unsqueeze", inputs: ["absent_words", "middle"], output: "absent_of" },
      { operator: "Mul", inputs: ["words", "absent_of"], output: "lacking" },
      { operator: "ReduceSum", inputs: ["lacking", "last"], output: "missing" },
      ...toLogits,
    ],
  };
}

const segment = (sequence: string, type: number) => ({ Sequence: { id: sequence, type_id: type } });
const mark = (token: string, type: number) => ({ SpecialToken: { id: token, type_id: type } });
const tokenizer = {
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: special.map((content, id) => ({
    ...{ id, content, special: true, single_word: false, lstrip: false, rstrip: false, normalized: false },
  })),
  normalizer: {
    ...{ type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: {
    type: "TemplateProcessing",
    single: [mark("[CLS]", 0), segment("A", 0), mark("[SEP]", 0)],
    pair: [mark("[CLS]", 0), segment("A", 0), mark("[SEP]", 0), segment("B", 1), mark("[SEP]", 1)],
    special_tokens: Object.fromEntries(
      ["[CLS]", "[SEP]"].map((id) => [id, { id, ids: [special.indexOf(id)], tokens: [id] }]),
    ),
  },
  decoder: { type: "WordPiece", prefix: "##", cleanup: true },
  model: {
    type: "WordPiece",
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
  },
};
