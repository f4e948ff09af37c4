import { locate } from "../text/locate.ts";
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
  return quoted.flatMap(({ start, end }) => {
    const text = withoutMarkers(answer, start, end, markers).replaceAll(/\n\s{0,3}>\s?/g, " ");
    const behind = markersBehind(answer, end, markers);
    const inside = markers.filter((marker) => marker.start >= start && marker.end <= end);
    const later = markers.find((marker) => marker.start >= end && marker.start < pieceEnd && !marker.spoken);
    const isCited = behind.length > 0 || inside.length > 0 || later !== undefined;
    if (!hasLetterOrDigit(text) || (!isCited && !isLong(text) && !/\p{N}/u.test(text))) return [];
    const chosen =
      behind.length > 0
        ? behind
        : inside.length > 0
          ? inside
          : later === undefined
            ? []
            : group(answer, later, markers);
    const attributed = chosen.length === 0 ? citations.map((_, at) => at) : indexes(citations, chosen);
    return [withMatch({ at: answerSpan(start, end), text, citations: attributed }, citations, sources)];
  });
}

const indexes = (citations: readonly Citation[], chosen: readonly Marker[]): readonly number[] =>
  citations.flatMap((citation, at) => (chosen.some(({ start }) => citation.at?.start === start) ? [at] : []));

/** Where a quotation stands in a source that it is attributed to: the best of them. */
export function withMatch(quotation: Quotation, citations: readonly Citation[], sources: readonly Source[]): Quotation {
  const attributed = new Set(quotation.citations.flatMap((at) => citations[at]?.sources ?? []));
  let best: Quotation["found"];
  for (const at of attributed) {
    const source = sources[at];
    const match = source === undefined ? undefined : locate(source, quotation.text);
    if (match !== undefined && (best === undefined || match.similarity > best.similarity))
      best = { ...match, source: at };
    if (best?.similarity === 1) break;
  }
  return best === undefined ? quotation : { ...quotation, found: best };
}

/** The run of markers that begins right behind an offset: closing mark, punctuation and a space may stand between. */
function markersBehind(answer: string, end: number, markers: readonly Marker[]): readonly Marker[] {
  const first = markers.find((marker) => marker.start >= end && !marker.spoken);
  if (first === undefined || !/^[\s"'”’»“«」』〞.,;:!?。，)*_]{1,6}$/u.test(answer.slice(end, first.start))) return [];
  return group(answer, first, markers);
}

/** Markers that follow each other with nothing but spaces or commas between. */
function group(answer: string, first: Marker, markers: readonly Marker[]): readonly Marker[] {
  const run = [first];
  for (const marker of markers) {
    if (marker.start <= first.start) continue;
    if (!/^[\s,;]{0,3}$/.test(answer.slice(run.at(-1)?.end ?? 0, marker.start))) break;
    run.push(marker);
  }
  return run;
}

function isLong(text: string): boolean {
  const list = words(text);
  const paired = list.filter((word) => word.kind === "pair").length;
  return paired > 0 ? paired + 1 >= MIN_SPACELESS_LETTERS : list.length >= MIN_WORDS;
}
