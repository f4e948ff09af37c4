import { hasLetterOrDigit } from "../text/script.ts";
import type { Marker } from "./marker.ts";
import type { RawPiece } from "./pieces.ts";

/** How far a marker reaches back: over its paragraph, or over its own sentence only. */
export type Scope = "paragraph" | "sentence";

/**
 * The markers of each piece. A marker covers its own sentence and the sentences before it in its paragraph or list
 * item, back to the one that carries the marker before; markers that stand alone in a paragraph belong to the
 * paragraph before them. Pieces that the same markers cover share one array, so this is linear in pieces and markers.
 */
export function cover(
  answer: string,
  pieces: readonly RawPiece[],
  markers: readonly Marker[],
  scope: Scope,
): readonly (readonly Marker[])[] {
  const within = markersWithin(pieces, markers);
  const covered: (readonly Marker[])[] = pieces.map(() => []);
  // A list that grows by every marker that stands alone is pushed to, not copied.
  const lists: Marker[][] = [];
  let open = 0; // pieces before this index have their citation
  let owner = 0;
  for (const [at, piece] of pieces.entries()) {
    const own = within[at] ?? [];
    if (at === 0 || !isOnlyMarkers(answer, piece, own)) owner = at;
    if (own.length === 0) continue;
    const list = lists[owner] ?? [...(covered[owner] ?? [])];
    lists[owner] = list;
    for (const marker of own) list.push(marker);
    covered[owner] = list;
    if (owner !== at) covered[at] = own;
    for (const { wraps } of own) {
      for (let next = at + 1; wraps !== undefined && (pieces[next]?.start ?? wraps[1]) < wraps[1]; next += 1) {
        covered[next] = own;
      }
    }
    const reaching = own.filter(({ reach }) => reach === "before");
    if (reaching.length === 0) continue;
    if (scope === "paragraph") {
      for (let before = owner - 1; before >= open && pieces[before]?.group === pieces[owner]?.group; before -= 1) {
        if (covered[before]?.length === 0) covered[before] = reaching;
      }
    }
    open = owner + 1;
  }
  return covered;
}

function markersWithin(pieces: readonly RawPiece[], markers: readonly Marker[]): readonly (readonly Marker[])[] {
  const within: Marker[][] = pieces.map(() => []);
  let at = 0;
  for (const marker of markers) {
    while (at < pieces.length - 1 && (pieces[at + 1]?.start ?? 0) <= marker.start) at += 1;
    within[at]?.push(marker);
  }
  return within;
}

function isOnlyMarkers(answer: string, piece: RawPiece, own: readonly Marker[]): boolean {
  if (own.length === 0) return false;
  let from = piece.start;
  for (const { start, end, spoken, wraps } of own) {
    if (spoken || wraps !== undefined || hasLetterOrDigit(answer, from, start)) return false;
    from = end;
  }
  return !hasLetterOrDigit(answer, from, piece.end);
}

/**
 * Where nothing else is cited, a list of sources at the end stands for the whole answer; lines of sources below several
 * paragraphs stand for those.
 */
export function coverByList(
  covered: readonly (readonly Marker[])[],
  markers: readonly Marker[],
): readonly (readonly Marker[])[] {
  const listed = markers.filter(({ form }) => form === "list");
  const lines = listed.filter(({ reach }) => reach === "before").length;
  if (listed.length === 0 || listed.length < markers.length || lines > 1) return covered;
  return covered.map((own) => (own.length === 0 ? listed : own));
}
