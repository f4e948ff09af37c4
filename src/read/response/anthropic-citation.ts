import { countOf, fieldOf } from "../../text/fields.ts";
import type { CitationInput, PlainSpan, Source } from "../../types.ts";
import { quoteAt } from "./checked-fields.ts";
import { offsetsIn } from "./offsets.ts";
import { cite, type Reader } from "./reader.ts";

/**
 * A citation of Anthropic's, of any of its five kinds of location, as one of the text at `at`. `cited_text` is the quote.
 * A document or search result is told by its title, file or source if one given source alone is called so, else by its
 * position. `field` is where the citation stands in the response.
 */
export function anthropicCitation(
  citation: unknown,
  field: string,
  at: PlainSpan | undefined,
  { refer }: Reader,
): CitationInput {
  const referred = refer({
    names: ["url", "source", "file_id", "document_title", "title"].map((name) => fieldOf(citation, name)),
    position: countOf(citation, "document_index", "search_result_index"),
  });
  const quote = quoteAt(citation, field, "cited_text");
  const start = countOf(citation, "start_char_index");
  return cite(referred, { at, quote, near: start === undefined ? undefined : nearOf(referred.source, start, quote) });
}

/**
 * `start_char_index` in UTF-16 units. Anthropic's documentation says characters and not of which kind: code points are
 * assumed, unless `cited_text` stands at the number as it is. It is a hint only: the quote is looked for in any case.
 */
function nearOf(source: Source | undefined, start: number, quote = ""): number {
  if (source === undefined || (quote !== "" && source.text.startsWith(quote, start))) return start;
  return offsetsOf(source).span(start, start, "code-points")?.start ?? start;
}

const offsets = new WeakMap<Source, ReturnType<typeof offsetsIn>>();
function offsetsOf(source: Source): ReturnType<typeof offsetsIn> {
  const known = offsets.get(source) ?? offsetsIn(source.text);
  offsets.set(source, known);
  return known;
}
