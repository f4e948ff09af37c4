import { type NameValue, valuesOf } from "../../text/values.ts";

export interface NamePlace extends NameValue {}

/** The names of a text: at the places handed in, or, without them, by their capitals. */
export const namesIn = (
  text: string,
  places?: readonly { readonly start: number; readonly end: number }[],
): readonly NamePlace[] => valuesOf(text, { names: places ?? "capitals" }).filter((value) => value.kind === "name");
