import type { ArgsDef } from "citty";
import { badUsage, type Flags } from "../flags.ts";

const defaultLineBytes = 64 * 1024 * 1024; // what one record may weigh: sources included, far above any real one
const longestLineBytes = 256 * 1024 * 1024; // half of what fits in one string of the engine
const mostWorkers = 256; // as `verifyEach` takes

/** The flags that score and eval share. */
export const batchArgs: ArgsDef = {
  workers: { type: "string", valueHint: "N", description: "Score on N threads at once (default: none but this one)" },
  "max-line-bytes": {
    type: "string",
    valueHint: "N",
    description: "Refuse longer records (default 67108864, 64 MiB)",
  },
};

export interface Batch {
  readonly files: readonly string[];
  readonly workers: number | undefined;
  readonly maxLineBytes: number;
}

/** What of the command line says what is read, and by how many. `others` are files beside the cases. */
export function batchOf(flags: Flags, ...others: readonly (string | undefined)[]): Batch {
  const files = flags.files.length > 0 ? flags.files : ["-"];
  if ([...files, ...others].filter((file) => file === "-").length > 1)
    throw badUsage("standard input can be read only once");
  if (files.includes("-") && process.stdin.isTTY)
    process.stderr.write("Reading cases as JSON from the keyboard; Ctrl-D ends.\n");
  return {
    files,
    workers: flags.count("workers", mostWorkers, "threads"),
    maxLineBytes: flags.count("max-line-bytes", longestLineBytes, "bytes") ?? defaultLineBytes,
  };
}
