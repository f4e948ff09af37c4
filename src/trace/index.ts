/** `vouchsafe/trace`: what happened, written down: outcomes as lines of JSON. Needs a file system. */
export { type JsonlOptions, type JsonlRecorder, jsonl } from "./jsonl.ts";
