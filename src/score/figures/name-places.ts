import { namesIn as namesOf } from "../../text/values/names.ts";
import type { NameValue } from "../../text/values.ts";

export interface NamePlace extends NameValue {}

/** The names of a text: at the places handed in, or, without them, by their capitals. */
export const namesIn = (
  text: string,
  places?: readonly { readonly start: number; readonly end: number }[],
): readonly NamePlace[] => namesOf(text, places);
