import type { ArgsDef, CommandDef } from "citty";

/** A command of citty's, which resolves with the exit code, and the words around its flags in `--help`. */
export interface Command {
  readonly definition: CommandDef<ArgsDef>;
  readonly args: ArgsDef;
  readonly summary: string;
  readonly usage: readonly string[];
  /** What follows the flags: a title, and lines that are printed as they stand. */
  readonly notes: readonly { readonly title: string; readonly lines: readonly string[] }[];
}
