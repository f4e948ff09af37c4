import type { Source } from "../types.ts";
import type { Block } from "./blocks.ts";
import type { Marker } from "./marker.ts";
import type { Resolve } from "./resolver.ts";

/**
 * Definitions (`[^1]: refund-policy`) by label. A definition leads to the source whose id, title or url it names; one
 * that names none is read by its label, as `[1]` would be.
 */
export function footnotesOf(
  answer: string,
  blocks: readonly Block[],
  sources: readonly Source[],
  resolve: Resolve,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  for (const { kind, start, end, label } of blocks) {
    if (kind !== "footnote" || label === undefined || found.has(label)) continue;
    found.set(label, target(answer.slice(start, end), label, sources, resolve));
  }
  return found;
}

function target(text: string, label: string, sources: readonly Source[], resolve: Resolve): readonly number[] {
  for (const candidate of candidates(text)) {
    const known = resolve(candidate);
    if (known.length > 0) return known;
  }
  const named = sources.flatMap(({ id, title, url }, at) => {
    // A short id inside a sentence proves nothing: "a" is in every text.
    const names = [title, url, id].filter((name) => name !== undefined && name.length >= 4);
    return names.some((name) => name !== undefined && text.includes(name)) ? [at] : [];
  });
  if (named.length > 0) return named;
  // "Source 99" points, and leads nowhere: its own label must not stand in for it.
  return namesSomething(text) || /^\s*(?:source|document|doc|passage|id|ref)\b/i.test(text) ? [] : resolve(label);
}

/** The words of a definition that may be an id: the whole, the part before a separator, a bracket, the words themselves. */
function candidates(text: string): readonly string[] {
  const whole = text.trim().replace(/[.,;]$/, "");
  const bare = whole.replace(/^(?:source|document|doc|passage|see|id)\s?[:#]?\s?/i, "");
  const first = /^[^\s,;(]{1,200}/.exec(bare)?.[0].replace(/[.,;:]$/, "") ?? "";
  const bracketed = /^\[([^\]]{1,200})\]/.exec(bare)?.[1] ?? "";
  return [whole, bare, bracketed, first].filter((candidate) => candidate !== "");
}

/** A definition shaped like one id ("warranty-terms") names a source, and one that does not exist. */
const namesSomething = (text: string): boolean => /^[\p{L}\p{N}]+(?:[-_./:#][\p{L}\p{N}]+)+\.?$/u.test(text.trim());

const POINTING =
  /^(?:see|section|sections|the|page|pages|p|pp|source|document|doc|from|in|of|and|id|url|https?|www|\d+)$/i;

/** Whether a definition only names its source. One that says more is checked as a claim that cites it. */
export function namesOnly(text: string, sources: readonly Source[]): boolean {
  const whole = text.trim().replace(/[.,;]$/, "");
  const names = sources.flatMap(({ id, title, url }) => [url, title, id]).filter((name) => name !== undefined);
  if (names.includes(whole) || names.some((name) => whole === `[${name}]`)) return true;
  let rest = text;
  // Short ids are parts of words: taking them out would leave nothing of any text.
  for (const name of names) if (name.length >= 4) rest = rest.replaceAll(name, " ");
  return namesSomething(rest) || (rest.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => POINTING.test(word));
}

/** A definition cites its own source, for the case that it says something. */
export const definitionMarker = ({ start, label = "" }: Block, sources: readonly number[]): Marker => ({
  start,
  end: start,
  form: "footnote",
  ids: [{ sourceId: label, sources }],
  reach: "own",
  spoken: true,
});
