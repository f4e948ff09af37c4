import { shaped, type VerifyOptions } from "vouchsafe";
import { chainOf } from "./chain.ts";
import { flagsOf, type Given } from "./flags.ts";
import { scoringChain } from "./scoring/chain.ts";

/** What the chain of a command line is made of, as data: that of `verify`, or the one that scores. */
export type ChainData =
  | {
      readonly given: Given;
      /** The text of a JSON Schema that has been tried. */
      readonly schema?: string;
    }
  | { readonly scoring: true };

export const workerChain = new URL(
  import.meta.url.endsWith(".ts") ? "./worker-chain.ts" : "./worker-chain.js",
  import.meta.url,
);

/** The chain of the command line, made anew in each worker. */
export async function options(data: ChainData): Promise<VerifyOptions> {
  if ("scoring" in data) return { guards: scoringChain() };
  const { given, schema } = data;
  const flags = flagsOf(given);
  const judge = flags.text("judge");
  return {
    guards: chainOf(flags, schema === undefined ? undefined : shaped(JSON.parse(schema))),
    ...(judge === undefined ? {} : { judge: (await import("./judging.ts")).judgeNamed(judge, process.env) }),
  };
}
