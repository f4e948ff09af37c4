// What is measured, and the one file of the benchmark that knows its names.
import { locate, prepare } from "vouchsafe/core";
import type { Engine, Range } from "./engine.ts";

/** The prepared text, with all that finding a quotation reads of it. */
export const preparedOf = (text: string): unknown => prepare(text);

export const ours: Engine = {
  name: "vouchsafe",
  prepare: (text) => {
    const prepared = prepare(text);
    return (quote) => locate(prepared, quote)?.span;
  },
  cold: (text, quote) => locate(text, quote)?.span,
};

/** The first place only: what `String.indexOf` answers. */
export const firstPlace = (text: string, quote: string): Range | undefined =>
  locate(text, quote, { alternatives: 0 })?.span;
