import { VouchsafeError } from "vouchsafe/core";
import type { Model, Prompt } from "vouchsafe/model";
import { type ModelLaw, modelLaws } from "./model-laws.ts";

export interface TestModelOptions {
  /** What it is asked, and must be able to answer. Default: one short question. */
  readonly prompt?: Prompt;
  /** How long a call may take before it counts as hanging; 10,000 unless told. */
  readonly patienceMs?: number;
}

/**
 * The model keeps the laws of a model. Needs no test runner. It is asked about six times, and answered by whatever stands
 * behind it: a real provider charges for that.
 *
 * The laws: its reply is whole, plain data, and finite; a stream gives the reply's text in pieces, then the reply, and
 * nothing after; each request is told once to `onCall`, by the model's id; it changes nothing of the prompt; an
 * abort rejects at once, with the signal's own reason, and leaves no listener.
 *
 * Rejects with `VouchsafeError` `law-broken`, which names the law; with what the model rejects with, if it fails.
 */
export async function testModel(model: Model, options: TestModelOptions = {}): Promise<void> {
  const { prompt = QUESTION, patienceMs = 10_000 } = options;
  for (const [law, breach] of Object.entries(modelLaws) as [string, ModelLaw][]) {
    const message = await breach(model, prompt, patienceMs);
    if (message !== undefined)
      throw new VouchsafeError(`\`${model.id}\` breaks the law of ${law}: ${message}`, { code: "law-broken" });
  }
}

const QUESTION: Prompt = { messages: [{ role: "user", content: "Say one short sentence about tea." }] };
