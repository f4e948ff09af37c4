import type { Marker, MarkerContext } from "../marker.ts";

const OPEN = /^<cite((?:\s[^<>]{0,300})?)>/i;
const ATTRIBUTE =
  /\s(?:id|ids|source|sources|src|doc|document|doc_id|ref|index|data-id)\s?=\s?["']?([^"'>\s][^"'>]{0,199})/i;

/**
 * `<cite>id</cite>` stands behind what it covers; `<cite id="id">words</cite>` wraps it, and the words stay in the claim.
 * A `<cite>` that is never closed is no marker.
 */
export function citeMarkers({ answer, resolve }: MarkerContext, start: number, end: number): readonly Marker[] {
  const found: Marker[] = [];
  const text = answer.slice(start, end);
  // Both are found by moving forward only, so a thousand open tags cost one pass.
  let close = -1;
  for (let at = text.indexOf("<cite"); at >= 0; at = text.indexOf("<cite", at + 1)) {
    const open = OPEN.exec(text.slice(at, at + 320));
    if (open === null) continue;
    const inner = at + open[0].length;
    if (close < inner) close = text.indexOf("</cite>", inner);
    if (close < 0) break;
    const done = close + "</cite>".length;
    const written = ATTRIBUTE.exec(open[1] ?? "")?.[1];
    const ids = (written ?? text.slice(inner, close))
      .split(/[,;]/)
      .map((id) => id.trim().replace(/^\[/, "").replace(/\]$/, ""));
    const marker = {
      form: "cite",
      ids: ids
        .filter((id) => id !== "")
        .map((sourceId) => ({ sourceId: sourceId.slice(0, 200), sources: resolve(sourceId) })),
      reach: "before",
      spoken: false,
    } as const;
    if (marker.ids.length === 0) continue;
    if (written === undefined) found.push({ ...marker, start: start + at, end: start + done });
    else {
      found.push({
        ...marker,
        reach: "own",
        start: start + at,
        end: start + inner,
        wraps: [start + inner, start + close],
      });
    }
    at = done - 1;
  }
  return found;
}
