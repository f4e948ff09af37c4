/**
 * Models that are known: how they are asked, what their outputs mean, and what was published of them. A fact that could
 * not be checked against the model's own page, code or leaderboard is left out.
 */

/** A sentence of a model's training, with `{evidence}`, `{claim}`, `{question}` and `{eos}`, the tokenizer's own end mark. */
export interface InputForm {
  readonly first: string;
  /** The second of two texts, where the tokenizer is to join them. */
  readonly second?: string;
  /** Takes the place of `first` where a question was asked. */
  readonly asked?: string;
}
/** Names of labels, or positions among the logits. */
export type Labels =
  | { readonly supported: string | number; readonly contradicted?: string | number }
  | { readonly unsupported: string | number };
export interface Figure {
  readonly on: string;
  readonly measure: string;
  /** Percent. */
  readonly value: number;
  readonly from: string;
}
export interface KnownModel {
  /** On the Hugging Face hub. */
  readonly id: string;
  readonly kind: "pair" | "token";
  readonly millionParameters: number;
  /** As its page names it; absent where that was not seen. */
  readonly licence?: string;
  readonly input: InputForm;
  readonly labels: Labels;
  /** The longest input that it was used with, in tokens. */
  readonly maxTokens: number;
  /** Of a model that gives logits for each token, and means the whole by those of the first. */
  readonly readsFirst?: true;
  /** `supported` from which its authors, or the leaderboard, call a claim supported. */
  readonly threshold?: number;
  /** A repository with weights that run here. Without one, export them: `optimum-cli export onnx --model ID FOLDER`. */
  readonly onnx?: string;
  readonly figures: readonly Figure[];
}

export const PAIR: InputForm = { first: "{evidence}", second: "{claim}" };
export const AFTER_SEPARATOR: InputForm = { first: "{evidence}{eos}{claim}" };

const LETTUCE = "KRLabsOrg/LettuceDetect, docs/TINYLETTUCE.md and the model's page";
const LEADERBOARD = "llm-aggrefact.github.io, September 2025";
const aggreFact = (value: number): Figure => ({
  on: "LLM-AggreFact, mean of eleven sets, threshold 0.5",
  measure: "balanced accuracy",
  value,
  from: LEADERBOARD,
});
const ragTruth = (value: number): Figure => ({
  on: "RAGTruth test, answers with any hallucination",
  measure: "F1",
  value,
  from: LETTUCE,
});
const nli = (snli: number, mnli: number): readonly Figure[] => [
  { on: "SNLI test", measure: "accuracy", value: snli, from: "the model's page" },
  { on: "MNLI mismatched", measure: "accuracy", value: mnli, from: "the model's page" },
];

/** The prompts of RAGTruth, on which these were trained. */
const lettuce: Pick<KnownModel, "kind" | "input" | "labels" | "maxTokens" | "threshold"> = {
  kind: "token",
  input: {
    first: "Summarize the following text:\npassage 1: {evidence}\noutput:",
    asked:
      "Briefly answer the following question:\n{question}\nBear in mind that your response should be strictly based on " +
      "the following 1 passages:\npassage 1: {evidence}\nIn case the passages do not contain the necessary information " +
      'to answer the question, please reply with: "Unable to answer based on given passages."\noutput:',
    second: "{claim}",
  },
  labels: { unsupported: 1 },
  maxTokens: 4096,
  threshold: 0.5,
};
const crossEncoder: Pick<KnownModel, "kind" | "input" | "labels" | "maxTokens"> = {
  kind: "pair",
  input: PAIR,
  labels: { supported: "entailment", contradicted: "contradiction" },
  maxTokens: 512,
};

export const knownModels: readonly KnownModel[] = [
  {
    ...{ ...crossEncoder, id: "cross-encoder/nli-deberta-v3-xsmall", onnx: "Xenova/nli-deberta-v3-xsmall" },
    ...{ millionParameters: 71, figures: nli(91.64, 87.77) },
  },
  {
    ...{ ...crossEncoder, id: "cross-encoder/nli-deberta-v3-small", onnx: "Xenova/nli-deberta-v3-small" },
    ...{ millionParameters: 142, licence: "Apache-2.0", figures: [] },
  },
  {
    ...{ id: "vectara/hallucination_evaluation_model", kind: "pair", millionParameters: 110, licence: "Apache-2.0" },
    input: {
      first:
        "<pad> Determine if the hypothesis is true given the premise?\n\nPremise: {evidence}\n\nHypothesis: {claim}",
    },
    ...{ labels: { supported: 1 }, readsFirst: true, maxTokens: 2048, threshold: 0.5, figures: [aggreFact(71.8)] },
  },
  {
    ...{ id: "lytang/MiniCheck-RoBERTa-Large", kind: "pair", millionParameters: 355, licence: "MIT" },
    ...{ input: AFTER_SEPARATOR, labels: { supported: 1 }, maxTokens: 512, threshold: 0.5 },
    figures: [aggreFact(73.5)],
  },
  {
    ...{ id: "lytang/MiniCheck-DeBERTa-v3-Large", kind: "pair", millionParameters: 435, licence: "MIT" },
    ...{ input: AFTER_SEPARATOR, labels: { supported: 1 }, maxTokens: 2048, threshold: 0.5 },
    figures: [aggreFact(73.1)],
  },
  {
    ...{ id: "yaxili96/FactCG-DeBERTa-v3-Large", kind: "pair", millionParameters: 435, licence: "MIT" },
    input: {
      first:
        "{evidence}\n\nChoose your answer: based on the paragraph above can we conclude that " +
        '"{claim}"?\n\nOPTIONS:\n- Yes\n- No\nI think the answer is ',
    },
    ...{ labels: { supported: 1 }, maxTokens: 2048, threshold: 0.5, figures: [aggreFact(75.6)] },
  },
  {
    ...{ ...lettuce, id: "KRLabsOrg/lettucedect-base-modernbert-en-v1", millionParameters: 150, licence: "MIT" },
    figures: [ragTruth(76.07)],
  },
  {
    ...{ ...lettuce, id: "KRLabsOrg/lettucedect-large-modernbert-en-v1", millionParameters: 395 },
    figures: [ragTruth(79.22)],
  },
  {
    ...{ ...lettuce, id: "KRLabsOrg/tinylettuce-ettin-17m-en", millionParameters: 17, licence: "MIT" },
    figures: [ragTruth(68.52)],
  },
  {
    ...{ ...lettuce, id: "KRLabsOrg/tinylettuce-ettin-32m-en", millionParameters: 32, licence: "MIT" },
    figures: [ragTruth(72.15)],
  },
  {
    ...{ ...lettuce, id: "KRLabsOrg/tinylettuce-ettin-68m-en", millionParameters: 68 },
    figures: [ragTruth(75.0)],
  },
];

/** What is known of a model, by its own id or by that of its weights. */
export function knownModel(id: string): KnownModel | undefined {
  return knownModels.find((known) => known.id === id || known.onnx === id);
}
