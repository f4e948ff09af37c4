import type { Match, Source, Span } from "vouchsafe/core";
import * as core from "vouchsafe/core";
import type { AllowedEdits } from "./allowed-edits.ts";

/** The one place where laws and fixtures of quotations meet the engine, by its published names. */

export type Kind = Match["match"];
export interface Difference {
  readonly kind: "figure" | "negation" | "name" | "word";
  readonly quoted: string;
  readonly source: string;
  readonly at: Span<"source">;
}
export type Found = Match & { readonly diff?: readonly Difference[] };
interface Options {
  readonly hint?: number;
  readonly alternatives?: number;
}
type Prepared = { readonly text: string };
interface Engine {
  readonly prepare?: (text: string) => Prepared;
  readonly locate: (source: string | Source | Prepared, quote: string, options?: Options) => Found | undefined;
}
const engine = core as unknown as Engine;

export const locate = engine.locate;

/** Throws while the engine has none. */
export function prepare(text: string): Prepared {
  if (engine.prepare === undefined) throw new Error("`vouchsafe/core` does not export `prepare`.");
  return engine.prepare(text);
}

/** What the engine allows, by its own function. */
export const allowedEdits: AllowedEdits = core.allowedEdits;
export { bitsOf } from "../../src/text/locate/allowed-edits.ts";

/**
 * Whether the engine promises the least edits there are: an edit spoils one sample of five units at most, and so many
 * whole ones are asked for.
 */
export function isGuaranteed(quoteLength: number, edits: number): boolean {
  const samples = Math.floor((quoteLength - 4) / 5);
  return quoteLength >= 20 && samples - edits >= (quoteLength < 64 ? 1 : Math.max(2, Math.floor(samples / 5)));
}
