import { shaped, type VerifyOptions } from "vouchsafe";
import { chainOf } from "./chain.ts";
import { flagsOf, type Given } from "./flags.ts";

/** What the chain of a command line is made of, as data. */
export interface ChainData {
  readonly given: Given;
  /** The text of a JSON Schema that has been tried. */
  readonly schema?: string;
}

export const workerChain = new URL(
  import.meta.url.endsWith(".ts") ? "./worker-chain.ts" : "./worker-chain.js",
  import.meta.url,
);

/** The chain of the command line, made anew in each worker. */
export function options({ given, schema }: ChainData): VerifyOptions {
  return { guards: chainOf(flagsOf(given), schema === undefined ? undefined : shaped(JSON.parse(schema))) };
}
