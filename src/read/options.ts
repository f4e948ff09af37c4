import type { Scope } from "./cover.ts";

export interface ReadOptions {
  /** Sentences that are no claims in this application, compared whole after trimming: a disclaimer, a signature. */
  readonly boilerplate?: readonly string[];
  /** A caller's own word on a piece of text: `undefined` leaves it to the closed list. */
  readonly isFactual?: (text: string) => boolean | undefined;
  /** How far a citation reaches back. Default: `"paragraph"`, its paragraph or list item. */
  readonly scope?: Scope;
}
