import { locateIn } from "../text/locate-in.ts";
import { lowerBound } from "../text/lower-bound.ts";
import { hasLetterOrDigit } from "../text/script.ts";
import { answerSpan } from "../text/span.ts";
import { words } from "../text/words.ts";
import type { Citation, Quotation, Source } from "../types.ts";
import { withoutMarkers } from "./claims.ts";
import type { Marker } from "./marker.ts";
import type { Quoted } from "./quotations.ts";

const MIN_WORDS = 4;
const MIN_SPACELESS_LETTERS = 12;

/**
 * The quotations of one claim with the citations that they are attributed to: the marker right behind, else the next
 * one in the claim, else all of the claim's. Under four words (twelve letters where no spaces are written) it is no
 * quotation unless its sentence cites or it holds a figure: people put quotation marks around terms.
 */
export function quotationsOf(
  answer: string,
  pieceEnd: number,
  quoted: readonly Quoted[],
  markers: readonly Marker[],
  citations: readonly Citation[],
  sources: readonly Source[],
): readonly Quotation[] {
  if (quoted.length === 0) return [];
  // Spoken markers name a passage but stand behind no quotation in particular.
  const written = markers.filter(({ spoken }) => !spoken);
  const all = citations.map((_, at) => at);
  const indexes = indexesByPlace(citations);
  return quoted.flatMap(({ start, end }) => {
    const from = lowerBound(written.length, (at) => (written[at]?.start ?? 0) < start);
    const next = lowerBound(written.length, (at) => (written[at]?.start ?? 0) < end);
    const inside = written.slice(from, next);
    const text = withoutMarkers(answer, start, end, inside).replaceAll(/\n\s{0,3}>\s?/g, " ");
    const later = written[next] !== undefined && written[next].start < pieceEnd ? run(answer, written, next) : [];
    const behind = later[0] !== undefined && BEHIND.test(answer.slice(end, later[0].start));
    const chosen = behind || inside.length === 0 ? later : inside;
    if (!hasLetterOrDigit(text) || (chosen.length === 0 && !isLong(text) && !/\p{N}/u.test(text))) return [];
    const attributed = chosen.length === 0 ? all : chosen.flatMap((marker) => indexes.get(marker.start) ?? []);
    return [withMatch({ at: answerSpan(start, end), text, citations: attributed }, citations, sources)];
  });
}

/** Between a quotation and the marker right behind it: the closing mark, punctuation, a space. */
const BEHIND = /^(?:&(?:quot|[lr]dquo);|[\s"'”’»“«」』〞″‟❯.,;:!?。，)*_]){1,6}$/u;

/** Markers that follow each other with nothing but spaces or commas between. */
function run(answer: string, markers: readonly Marker[], from: number): readonly Marker[] {
  const found: Marker[] = [];
  for (let at = from; at < markers.length; at += 1) {
    const marker = markers[at];
    const before = found.at(-1);
    if (marker === undefined || (before !== undefined && !/^[\s,;]{0,3}$/.test(answer.slice(before.end, marker.start))))
      break;
    found.push(marker);
  }
  return found;
}

function indexesByPlace(citations: readonly Citation[]): ReadonlyMap<number, readonly number[]> {
  const indexes = new Map<number, number[]>();
  for (const [index, { at }] of citations.entries()) {
    if (at === undefined) continue;
    const known = indexes.get(at.start);
    if (known === undefined) indexes.set(at.start, [index]);
    else known.push(index);
  }
  return indexes;
}

/** Where a quotation stands in the documents that it is attributed to, unless it runs over the seam of two chunks: no one source has it then. */
export function withMatch(
  quotation: Quotation,
  citations: readonly Citation[],
  sources: readonly Source[],
  near?: number,
): Quotation {
  const attributed = new Set(quotation.citations.flatMap((at) => citations[at]?.sources ?? []));
  const located = locateIn(sources, [...attributed], quotation.text, near === undefined ? {} : { hint: near });
  if (located === undefined || located.places.length > 1) return quotation;
  const { similarity, match, edits, diff } = located;
  const [{ source, span }] = located.places;
  const others = located.alternatives.filter((place) => place.source === source).map((place) => place.span);
  const alternatives = others.length === 0 ? {} : { alternatives: others };
  return {
    ...quotation,
    found: { span, similarity, match, edits, ...alternatives, ...(diff === undefined ? {} : { diff }), source },
  };
}

function isLong(text: string): boolean {
  const list = words(text);
  const paired = list.filter((word) => word.kind === "pair").length;
  return paired > 0 ? paired + 1 >= MIN_SPACELESS_LETTERS : list.length >= MIN_WORDS;
}
