import type { Id, Marker, MarkerContext } from "../marker.ts";
import { idOf, partsOf, rangeOf } from "./ids.ts";

const OPEN = /^<(cite|citation|ref|reference|source)((?:\s[^<>]{0,300})?)>/i;
const ATTRIBUTE =
  /\s(?:id|ids|name|source|sources|src|source_id|sourceid|doc|document|doc_id|docid|ref|index|n|data-id)\s?=\s?["']?([^"'>\s/][^"'>]{0,199})/i;
const MEDIA = /\s(?:src|srcset|type|media)\s?=/i;
const MAX_OPEN = 330; // units: the name and its attributes

/**
 * `<cite>id</cite>` and `<ref name="id"/>` stand behind what they cover; `<cite id="id">words</cite>` wraps it, and the
 * words stay in the claim. So do `ref`, `citation`, `reference` and `source`. One that is never closed is no marker.
 */
export function citeMarkers(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const { answer } = context;
  const found: Marker[] = [];
  const text = answer.slice(start, end);
  const lower = asciiLower(text);
  const closings = new Map<string, number>();
  // All are found by moving forward only, so a thousand open tags cost one pass.
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    const open = OPEN.exec(text.slice(at, at + MAX_OPEN));
    if (open === null) continue;
    const [tag, name = "", attributes = ""] = open;
    const inner = at + tag.length;
    // A picture's or a film's, and no citation.
    if (MEDIA.test(attributes) && name.toLowerCase() === "source") continue;
    const written = ATTRIBUTE.exec(attributes)?.[1]?.trim();
    if (attributes.endsWith("/")) {
      const ids = written === undefined ? [] : idsOf(written.replace(/\/$/, ""), context);
      if (ids.length > 0) found.push({ ...marker(ids), start: start + at, end: start + inner });
      continue;
    }
    const closing = `</${name.toLowerCase()}>`;
    let close = closings.get(closing) ?? 0;
    if (close >= 0 && close < inner) close = lower.indexOf(closing, inner);
    closings.set(closing, close);
    if (close < 0) continue;
    const done = close + closing.length;
    const ids = idsOf(written ?? text.slice(inner, close), context);
    if (ids.length === 0) continue;
    if (written === undefined) found.push({ ...marker(ids), start: start + at, end: start + done });
    else {
      found.push({
        ...marker(ids),
        reach: "own",
        start: start + at,
        end: start + inner,
        wraps: [start + inner, start + close, start + done],
      });
    }
    at = done - 1;
  }
  return found;
}

const marker = (ids: readonly Id[]) => ({ form: "cite", ids, reach: "before", spoken: false }) as const;

function idsOf(written: string, context: MarkerContext): readonly Id[] {
  const bare = written
    .replaceAll(/<[^<>]*>/g, "")
    .replaceAll(/\]\s?\[/g, ",")
    .replaceAll(/^\s*\[|\]\s*$/g, "")
    .trim();
  const whole = idOf(bare, context);
  if (whole.sources.length > 0) return [whole];
  return partsOf(bare)
    .filter((part) => part !== "")
    .flatMap(rangeOf)
    .map((part) => idOf(part, context));
}

/** Lower case without a change of length, as that of "İ" would be. */
const asciiLower = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
