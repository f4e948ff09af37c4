import type { Source } from "../types.ts";
import { addressKey } from "./address.ts";
import { plainDigits } from "./digits.ts";

/** Whether numbers in markers are ids: so when any source id is a whole number; else they are positions from 1. */
export const numbersAreIds = (sources: readonly Source[]): boolean => sources.some(({ id }) => /^\d+$/.test(id));

/** From what a marker says to the positions of the sources it leads to; none if it leads nowhere. */
export type Resolve = (written: string) => readonly number[];

/**
 * By id or document first, then by number, by address as written, by address as compared, and last by title, whose case
 * does not matter; sources of one title all answer to it. A number is never an address or a title.
 */
export function resolver(sources: readonly Source[]): Resolve {
  const byId = new Map<string, number[]>();
  const byUrl = new Map<string, number[]>();
  const byAddress = new Map<string, number[]>();
  const byTitle = new Map<string, number[]>();
  for (const [at, { id, documentId, title, url }] of sources.entries()) {
    add(byId, id, at);
    add(byId, documentId, at);
    add(byUrl, url, at);
    add(byAddress, url === undefined ? undefined : addressKey(url), at);
    add(byTitle, title === undefined ? undefined : titleKey(title), at);
  }
  const positions = !numbersAreIds(sources);
  // The id or the number of one chunk means its document: the model saw the chunks side by side.
  const siblings = (at: readonly number[]): readonly number[] => {
    const documents = new Set(at.map((one) => sources[one]?.documentId ?? sources[one]?.id ?? ""));
    return [...new Set([...at, ...[...documents].flatMap((id) => byId.get(id) ?? [])])];
  };
  return (written) => {
    const known = byId.get(written);
    if (known !== undefined) return siblings(known);
    const number = plainDigits(written);
    if (/^\d+$/.test(number)) {
      const at = Number(number) - 1;
      return positions && number.length <= 6 && at >= 0 && at < sources.length ? siblings([at]) : [];
    }
    const named = byUrl.get(written) ?? byAddress.get(addressKey(written) ?? "") ?? byTitle.get(titleKey(written));
    return named === undefined ? [] : siblings(named);
  };
}

const titleKey = (title: string): string => title.trim().toLowerCase();

function add(map: Map<string, number[]>, key: string | undefined, at: number): void {
  if (key === undefined || key === "") return;
  const known = map.get(key);
  if (known === undefined) map.set(key, [at]);
  else if (known.at(-1) !== at) known.push(at);
}
