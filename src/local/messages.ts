import type { ClaimPair, Entailment } from "vouchsafe/score";
import type { Gate } from "./gate.ts";
import type { InputForm, Labels } from "./models.ts";

/** What a worker is started with. */
export interface Started {
  readonly task: Task;
  readonly gate: Gate;
}
/** Which model, and how it is to be asked. */
export interface Task {
  /** An absolute path, or an id on the hub. */
  readonly model: string;
  readonly allowDownload: boolean;
  readonly cacheFolder?: string;
  readonly revision?: string;
  readonly weights: Weights;
  readonly threads: number;
  readonly batchSize: number;
  readonly kind?: "pair" | "token";
  readonly labels?: Labels;
  readonly input?: InputForm;
  readonly readsFirst?: true;
  readonly maxTokens?: number;
}
/** The precision of the weights, by the name that transformers.js has for it: `model.onnx`, `model_quantized.onnx`, … */
export type Weights = "fp32" | "fp16" | "q8" | "int8" | "uint8" | "q4" | "q4f16" | "bnb4";

/** To a worker. `end`: when it has done what it is at. */
export type ToWorker =
  | { readonly type: "entail"; readonly call: number; readonly pairs: readonly ClaimPair[] }
  | { readonly type: "cancel"; readonly call: number }
  | { readonly type: "end" };

/** What went wrong, in a form that a thread can be sent. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
}

/** From a worker. `refused`: the model cannot be used, and the worker is of no use; `progress`: some of a call is done. */
export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "refused"; readonly trouble: Trouble }
  | { readonly type: "progress" }
  | { readonly type: "entailed"; readonly call: number; readonly results: readonly Entailment[] }
  | { readonly type: "failed"; readonly call: number; readonly trouble: Trouble };
