import { fieldOf, textOf } from "../../text/fields.ts";
import type { CitationInput, PlainSpan } from "../../types.ts";
import { type Offsets, offsetsIn, type Unit } from "./offsets.ts";
import { shifted } from "./placing.ts";
import { cite, type Reader } from "./reader.ts";
import { isMarker, sentencesMarked } from "./sentence-marked.ts";

/** An annotation: a marker's place in a text, and what the marker means. */
interface Annotation {
  readonly names: readonly unknown[];
  readonly start: unknown;
  readonly end: unknown;
}

/**
 * OpenAI's annotations of one text as citations, each of the sentence that its marker ends: they have no quote. `at` is
 * where the text begins in the answer.
 *
 * The documentation does not say in what their offsets count. Clients in other languages take them for code points; this
 * reads them by the unit that puts more markers where a marker is, and as code points where that does not tell.
 */
export function annotationCitations(
  text: string,
  at: number,
  given: readonly unknown[],
  { refer }: Reader,
  units: readonly [Unit, ...Unit[]] = ["code-points", "utf-16"],
): readonly CitationInput[] {
  const annotations = given.flatMap(annotationOf);
  if (annotations.length === 0) return [];
  const offsets = offsetsIn(text);
  const [first, ...others] = units.map((unit) => placesBy(offsets, annotations, unit));
  const places = others.reduce<Places>(
    (best, next) => (markersAmong(text, next) > markersAmong(text, best) ? next : best),
    first ?? [],
  );
  const placed = places.filter((place) => place !== undefined);
  const sentences = new Map(sentencesMarked(text, placed).map((sentence, index) => [placed[index], sentence]));
  return annotations.map(({ names }, index) => {
    const sentence = sentences.get(places[index]);
    return cite(refer({ names }), { at: sentence === undefined ? undefined : shifted(sentence, at) });
  });
}

type Places = readonly (PlainSpan | undefined)[];

const placesBy = (offsets: Offsets, annotations: readonly Annotation[], unit: Unit): Places =>
  annotations.map(({ start, end }) => offsets.span(start, end, unit));

/** How many are where a marker can be: around brackets, or between two words. */
const markersAmong = (text: string, places: Places): number =>
  places.filter(
    (place) =>
      place !== undefined &&
      isMarker(text, place) &&
      !(place.start === place.end && WORD.test(text[place.start - 1] ?? "") && WORD.test(text[place.start] ?? "")),
  ).length;

const WORD = /^[\p{L}\p{N}]$/u;
/** A file that the answer hands over: nothing is cited. */
const NO_CITATION: readonly unknown[] = ["file_path"];

/** Chat completions hold the fields one level deeper, under the name of the type; LangChain writes them in camel case. */
function annotationOf(given: unknown): readonly Annotation[] {
  const type = textOf(given, "type");
  if (NO_CITATION.includes(type)) return [];
  const own = (type === undefined ? undefined : fieldOf(given, type)) ?? given;
  const point = fieldOf(own, "index");
  return [
    {
      names: [
        fieldOf(own, "url"),
        fieldOf(own, "file_id", "fileId"),
        fieldOf(own, "filename"),
        fieldOf(own, "title"),
        type,
      ],
      start: fieldOf(own, "start_index", "startIndex") ?? point,
      end: fieldOf(own, "end_index", "endIndex") ?? point,
    },
  ];
}
