// What is measured, and the one file of the benchmark that knows its names.
import { locate } from "vouchsafe/core";
import { prepare } from "../../../src/text/prepared.ts";
import type { Engine, Range } from "./engine.ts";

/** The prepared text, with all that finding a quotation reads of it. */
export function preparedOf(text: string): unknown {
  return prepare(text).normalised;
}

export const ours: Engine = {
  name: "vouchsafe",
  prepare: (text) => {
    preparedOf(text);
    return (quote) => locate(text, quote)?.span;
  },
  cold: (text, quote) => locate(text, quote)?.span,
};

/** The first place only: what `String.indexOf` answers. */
export const firstPlace = (text: string, quote: string): Range | undefined => locate(text, quote)?.span;
