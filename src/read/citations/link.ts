import { isAddress } from "../address.ts";
import { plainDigits } from "../digits.ts";
import { type Link, linksIn } from "../links.ts";
import type { Id, Marker, MarkerContext } from "../marker.ts";
import type { Opaque } from "../opaque.ts";
import { idOf, leadsSomewhere, partsOf, rangeOf } from "./ids.ts";

/** "1", "[1]", "source", "Ref. 2": a text that only points. */
const POINTS =
  /^[[(【]?(?:(?:sources?|refs?|references?|docs?|documents?|links?|citation|cite|via|quelle|fuente|来源|出典)?[.:]?\s?#?(?:\d{1,3}(?:[,\s–-]{1,2}\d{1,3})*)?)[\])】]?$/i;
const SITE = /^(?:[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}|\p{L}{2,30})$/u;
const ADDRESS =
  /https?:\/\/[^\s<>"'`“”‘’«»(){}\u3000-\u303f\uff00-\uffef\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/giu;
const OPENS = /[(（](?:(?:see|sources?|via|from|quelle|fuente|来源|出典)?\s?[:：]?\s?)$/i;
const AT_END = /^[.,;:!?。！？，)）\]]{0,3}(?:\s*$|\s*\n|\s+\p{Lu}|[。！？])/u;

/** The markers of links, and the stretches in which no other marker is read: their texts and addresses. */
export interface LinkMarkers {
  readonly markers: readonly Marker[];
  readonly opaque: readonly Opaque[];
}

/**
 * `[text](address)`, `[text][label]`, `<address>` and bare addresses, if a source has the address or the name. A link
 * whose text only points, as in `[1](address)`, cites wherever it leads, if any source has an address; a text that says
 * more stays in the claim.
 */
export function linkMarkers(context: MarkerContext, start: number, end: number): LinkMarkers {
  const { answer } = context;
  const links = linksIn(answer, start, end).filter((link) => isLink(link, context));
  const outer: Link[] = [];
  for (const link of links.sort((a, b) => a.start - b.start || b.end - a.end))
    if (link.start >= (outer.at(-1)?.end ?? start)) outer.push(link);
  const markers = outer.flatMap((link) => markerOf(link, context, end));
  let next = 0;
  for (const match of answer.slice(start, end).matchAll(ADDRESS)) {
    const from = start + match.index;
    const written = bare(match[0]);
    while ((outer[next]?.end ?? Number.POSITIVE_INFINITY) <= from) next += 1;
    if ((outer[next]?.start ?? Number.POSITIVE_INFINITY) <= from) continue;
    const to = from + written.length;
    outer.push({ start: from, end: to, text: [from, from], target: written, kind: "inline", image: false });
    const sources = context.resolve(written);
    if (sources.length === 0) continue;
    const angled = answer[from - 1] === "<" && answer[to] === ">";
    const place = widened(answer, angled ? from - 1 : from, angled ? to + 1 : to, end);
    const reach = place.start < from || AT_END.test(answer.slice(to, Math.min(end, to + 8))) ? "before" : "own";
    markers.push({ ...place, form: "link", ids: [{ sourceId: written, sources }], reach, spoken: false });
  }
  return { markers, opaque: outer.toSorted((a, b) => a.start - b.start) };
}

/** Without the punctuation, and the markers in brackets, that stand behind it. */
function bare(address: string): string {
  let end = address.length;
  for (let last = -1; last !== end; ) {
    last = end;
    while (end > 0 && ".,;:!?*_~\\".includes(address[end - 1] ?? "")) end -= 1;
    const open = address[end - 1] === "]" ? address.lastIndexOf("[", end - 1) : -1;
    if (open > 0 && end - open <= LONGEST_MARKER) end = open;
    else if (address[end - 1] === "]") end -= 1;
  }
  return address.slice(0, end);
}

const LONGEST_MARKER = 80; // units; what is longer in brackets belongs to the address

function isLink({ kind, target, image, text }: Link, { links, answer }: MarkerContext): boolean {
  if (kind === "inline") return image || target !== "";
  // "[1][2]" are two markers, and "[1]" is one, whatever is defined.
  return links.has(target.toLowerCase()) && !POINTS.test(answer.slice(...text).trim());
}

function markerOf(link: Link, context: MarkerContext, end: number): readonly Marker[] {
  const { answer } = context;
  if (link.image) return [];
  const text = plainDigits(answer.slice(...link.text)).trim();
  const points = POINTS.test(text) && text !== "";
  const ids = idsOf(link, text, points, context);
  if (ids === undefined) return [];
  const common = { form: "link", ids, reach: "before", spoken: false } as const;
  if (points || isHost(text, link.target) || context.resolve(text).some((at) => ids[0]?.sources.includes(at) === true))
    return [{ ...common, ...widened(answer, link.start, link.end, end) }];
  // "([site.example](address))": in brackets of its own a site's name, or one word, only points.
  const aside = widened(answer, link.start, link.end, end);
  if (aside.start < link.start && SITE.test(text)) return [{ ...common, ...aside }];
  const [from, to] = link.text;
  return [{ ...common, start: link.start, end: from, wraps: [from, to, link.end] }];
}

/** Whether a text is the name of the address's host. */
const isHost = (text: string, address: string): boolean =>
  text.includes(".") &&
  address
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, "")
    .split("/", 1)[0] === text.toLowerCase();

function idsOf(
  { kind, target }: Link,
  text: string,
  points: boolean,
  context: MarkerContext,
): readonly Id[] | undefined {
  if (kind !== "inline") {
    const sources = context.links.get(target.toLowerCase()) ?? [];
    return sources.length > 0 ? [{ sourceId: target, sources }] : undefined;
  }
  const sources = /^\d*$/.test(target) ? [] : context.resolve(target);
  if (sources.length > 0) return [{ sourceId: target, sources }];
  if (!points) return undefined;
  if (isAddress(target))
    return context.sources.some(({ url }) => url !== undefined) ? [{ sourceId: target, sources }] : undefined;
  // An anchor in the answer itself: the number tells.
  const ids = partsOf(text.replaceAll(/[^\d,\s–-]/g, ""))
    .flatMap(rangeOf)
    .map((part) => idOf(part, context));
  return leadsSomewhere(ids) ? ids : undefined;
}

/** With the round brackets around it, and the word that introduces it there. */
function widened(answer: string, start: number, end: number, limit: number): { start: number; end: number } {
  const opened = OPENS.exec(answer.slice(Math.max(0, start - 16), start))?.[0].length;
  const closed = end < limit && /[)）]/.test(answer[end] ?? "");
  return opened === undefined || !closed ? { start, end } : { start: start - opened, end: end + 1 };
}
