import type { Source } from "../types.ts";
import { addressKey } from "./address.ts";
import type { Resolve } from "./resolver.ts";

const ADDRESS = /https?:\/\/[^\s<>"')\]]+/gi;
const SHORTEST = 4; // units; "a" is in every text, so a shorter name proves nothing inside a sentence
const WORD = /[\p{L}\p{N}]/u;
const JOINED = /^[-_./:#][\p{L}\p{N}]/u;

/** The sources that a definition or an entry of a list names: by the whole, by one of its words, by an address, by a name inside it. */
export function nameFinder(sources: readonly Source[], resolve: Resolve): Resolve {
  const names = sources.map(({ id, title, url }) =>
    [title, url, id].filter((name) => name !== undefined).filter(({ length }) => length >= SHORTEST),
  );
  return (text) => {
    for (const candidate of [...candidates(text), ...addressesIn(text)]) {
      const known = resolve(candidate);
      if (known.length > 0) return known;
    }
    const lower = text.toLowerCase();
    return sources.flatMap((_, at) => ((names[at] ?? []).some((name) => holds(lower, name.toLowerCase())) ? [at] : []));
  };
}

/** The words of a definition that may be an id: the whole, the part before a separator, a bracket, the words themselves. */
function candidates(text: string): readonly string[] {
  const whole = text
    .trim()
    .replace(/[.,;]$/, "")
    .replaceAll(/^[*_]{1,3}|[*_]{1,3}$/g, "");
  const bare = whole.replace(/^(?:source|document|doc|passage|see|id)\s?[:#]?\s?/i, "");
  const first = /^[^\s,;(]{1,200}/.exec(bare)?.[0].replace(/[.,;:]$/, "") ?? "";
  const bracketed = /^\[([^\]]{1,200})\]/.exec(bare)?.[1] ?? "";
  return [whole, bare, bracketed, first].filter((candidate) => candidate !== "");
}

const addressesIn = (text: string): readonly string[] =>
  (text.match(ADDRESS) ?? []).map((address) => address.replace(/[.,;:]$/, ""));

/** Whether a name stands in a text by itself: "refunds" not in "refunds-2019". */
function holds(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + name.length, at + name.length + 2);
    if (!/[\p{L}\p{N}][-_./:#]?$/u.test(before) && !WORD.test(after[0] ?? "") && !JOINED.test(after)) return true;
  }
  return false;
}

/** A text without the names and addresses of the sources. */
export function withoutNames(text: string, sources: readonly Source[]): string {
  const known = new Set(sources.flatMap(({ url }) => (url === undefined ? [] : [url, addressKey(url)])));
  let rest = text;
  for (const address of addressesIn(text))
    if (known.has(address) || known.has(addressKey(address))) rest = rest.replaceAll(address, " ");
  rest = rest.toLowerCase();
  const names = sources.flatMap(({ id, title, url }) => [url, title, id]).filter((name) => name !== undefined);
  // Short ids are parts of words: taking them out would leave nothing of any text.
  for (const name of names) if (name.length >= SHORTEST) rest = rest.replaceAll(name.toLowerCase(), " ");
  return rest;
}
