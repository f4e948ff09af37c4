import { fieldOf } from "../../text/fields.ts";
import { invalid } from "../invalid.ts";

/**
 * A list that holds citations, `place` being where its owner stands; none is an empty one. What is there and no list is
 * refused: read as none, what it cites would be gone.
 */
export function listAt(value: unknown, place: string, ...names: readonly string[]): readonly unknown[] {
  const found = fieldOf(value, ...names);
  if (found === undefined) return [];
  if (Array.isArray(found)) return found;
  throw invalid(`${place}.${nameIn(value, names)}`, "an array, or no such field where nothing is cited", found);
}

/** A quote; absent if there is none, or an empty one. What is there and no text is refused: nobody could check it. */
export function quoteAt(value: unknown, place: string, ...names: readonly string[]): string | undefined {
  const found = fieldOf(value, ...names);
  if (found === undefined || found === "") return undefined;
  if (typeof found === "string") return found;
  throw invalid(
    `${place}.${nameIn(value, names)}`,
    "the quote as text, or no such field for a citation without",
    found,
  );
}

const nameIn = (value: unknown, names: readonly string[]): string =>
  names.find((name) => fieldOf(value, name) !== undefined) ?? "";
