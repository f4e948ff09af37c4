import type { Source } from "../types.ts";

/** Whether numbers in markers are ids: so when any source id is a whole number; else they are positions from 1. */
export const numbersAreIds = (sources: readonly Source[]): boolean => sources.some(({ id }) => /^\d+$/.test(id));

/** From what a marker says to the positions of the sources it leads to; none if it leads nowhere. */
export type Resolve = (written: string) => readonly number[];

export function resolver(sources: readonly Source[]): Resolve {
  const byId = new Map<string, number[]>();
  const add = (id: string | undefined, at: number): void => {
    if (id === undefined) return;
    const known = byId.get(id);
    if (known === undefined) byId.set(id, [at]);
    else if (known.at(-1) !== at) known.push(at);
  };
  for (const [at, source] of sources.entries()) {
    add(source.id, at);
    if (source.documentId !== source.id) add(source.documentId, at);
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
    if (!positions || !/^\d{1,6}$/.test(written)) return [];
    const at = Number(written) - 1;
    return at >= 0 && at < sources.length ? siblings([at]) : [];
  };
}
