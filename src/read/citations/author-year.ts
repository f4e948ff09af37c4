import type { Marker, MarkerContext } from "../marker.ts";
import { hasYear } from "../spelled.ts";
import { leadsSomewhere } from "./ids.ts";

const ROUND = /[(（]([^()（）\n]{3,160})[)）]/gu;
const PREFIX = /^(?:see(?: also)?|cf\.|vgl\.|e\.g\.),?\s/i;
/** An id that is no word of a language: "policy-v2". */
const ID_SHAPED = /^[\p{L}\p{N}]+(?:[-_./:#][\p{L}\p{N}]+)+$/u;
const AUTHOR_YEAR = /^\p{Lu}[\p{L}\p{M}'’.,&\s-]{1,80}\d{4}[a-z]?$/u;

/** `(Smith, 2020)`, `(Smith, 2020; Lee, 2021)`, `(policy-v2)`: a citation only if it leads to a source. */
export function authorYearMarkers(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const { answer, resolve, spelled } = context;
  const found: Marker[] = [];
  for (const match of answer.slice(start, end).matchAll(ROUND)) {
    const parts = (match[1] ?? "").split(";").map((part) => part.trim().replace(PREFIX, ""));
    const ids = parts.map((sourceId) => {
      const known = hasYear(sourceId) || ID_SHAPED.test(sourceId) ? resolve(sourceId) : [];
      return { sourceId, sources: /^\d*$/.test(sourceId) ? [] : known.length > 0 ? known : spelled(sourceId) };
    });
    // Beside a work that was given, another with its year is one that was not.
    const cites = ids.every(({ sourceId, sources }) => sources.length > 0 || AUTHOR_YEAR.test(sourceId));
    if (!cites || !leadsSomewhere(ids)) continue;
    const from = start + match.index;
    found.push({ start: from, end: from + match[0].length, form: "bracket", ids, reach: "before", spoken: false });
  }
  return found;
}
