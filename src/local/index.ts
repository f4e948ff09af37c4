/** `vouchsafe/local`: models on this machine that read whether a source carries a claim. Needs `@huggingface/transformers`. */
export { type LocalEntailer, localEntailer } from "./local-entailer.ts";
export type { Weights } from "./messages.ts";
export { type Figure, type InputForm, type KnownModel, knownModel, knownModels, type Labels } from "./models.ts";
export type { LocalOptions } from "./options.ts";
