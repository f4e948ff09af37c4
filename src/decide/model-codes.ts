import type { Reason } from "../types.ts";

/** What is known of the codes by which a model, a budget or a judge fails: the remedy, and the escalation's reason. */
export const MODEL_CODES: readonly (readonly [code: string, remedy: string, reason?: Reason])[] = [
  ["model-unavailable", "Wait and try again, or name a second provider in `fallback`: this one does not answer."],
  ["model-rate-limited", "Send less at once (`limit`), ask the provider for more, or name a second one in `fallback`."],
  ["model-timed-out", "Raise the deadline that passed, or use a faster model or shorter prompts.", "timed-out"],
  ["model-unauthorized", "Look at the key and what it may do: the provider does not let it in."],
  ["model-rejected", "Look at the request: the model's name, its parameters, the length of the prompt."],
  ["model-truncated", "Raise `maxOutputTokens`, or ask for less: the reply was cut off.", "incomplete"],
  ["model-empty", "Look at the prompt: the model wrote nothing that can be seen."],
  ["model-refused", "Hand it to a person: the model, or its provider's filter, declined."],
  ["model-malformed", "Look at the base URL and what stands before it: what came is no reply of this interface."],
  ["model-mismatched", "Name the model that answers, or set `sameModel` if another may."],
  ["model-oversized", "Raise `maxResponseBytes` if replies may be so long, or lower `maxOutputTokens`."],
  ["model-shunned", "Wait: after too many failures nothing is sent to this model until the breaker tries it again."],
  ["model-saturated", "Raise `limit`, or take fewer calls: too many were waiting already."],
  [
    "budget-exceeded",
    "Do what the message says of a price or a bound; else raise the budget named, or wait for its next window.",
    "over-budget",
  ],
  ["recording-missing", "Run it once where the model can be asked, and commit the recording."],
  ["recording-unreadable", "Delete the recording named, and record it anew."],
  ["recording-unavailable", "Replay recordings where there is a file system: not on an edge worker."],
  ["script-over", "Give the scripted model more lines, or a function that answers every prompt."],
  ["store-failed", "Look at the store of the ledger: it did not take or give what was asked; try again."],
  ["store-unavailable", "Look at the path of the store, and whether this runtime has SQLite."],
  ["criterion-failed", "Look at the label and the criterion: the model found that the answer does not meet it."],
  ["criterion-met", "Nothing to do: the model found that the answer meets the criterion."],
  ["injection-suspected", "Look at the text: it speaks to whoever checks it, so that no model was asked."],
  [
    "judge-compromised",
    "Use another model, or look for text that speaks to the judge: it let the canary pass, a made-up claim that rides along.",
  ],
  ["judge-uncalibrated", "Calibrate anew: model or rubric is another than the calibration was made with."],
];
