import { countOf, deepField, fieldOf, isFields, textOf } from "../../text/fields.ts";
import type { CitationInput, PlainSpan } from "../../types.ts";
import { listAt, quoteAt } from "./checked-fields.ts";
import { cite, type Reader } from "./reader.ts";

/** A citation of Bedrock's Converse as one of the text at `at`: its quote is the source's content, its location says which document. `field` is where it stands in the response. */
export function converseCitation(
  citation: unknown,
  field: string,
  at: PlainSpan | undefined,
  { refer }: Reader,
): CitationInput {
  const location = fieldOf(citation, "location");
  const [place] = isFields(location) ? Object.values(location).filter(isFields) : [];
  const referred = refer({
    names: [textOf(place, "url"), textOf(citation, "source"), textOf(citation, "title"), textOf(place, "domain")],
    position: countOf(place, "documentIndex", "searchResultIndex"),
  });
  const quote = listAt(citation, field, "sourceContent")
    .map((piece, index) => quoteAt(piece, `${field}.sourceContent[${index}]`, "text") ?? "")
    .join("");
  return cite(referred, {
    at,
    quote: quote === "" ? undefined : quote,
    near: countOf(deepField(citation, "location", "documentChar"), "start"),
  });
}
