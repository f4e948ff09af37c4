import type { Wording } from "../../text/wording.ts";
import type { Source } from "../../types.ts";
import { postingsOf } from "./postings.ts";

/** What a source has of the keys looked for. */
export interface Hit {
  readonly source: number;
  readonly wording: Wording;
  /** For each key its positions in the source's words, ascending; none where it is not there. */
  readonly positions: readonly (readonly number[] | undefined)[];
}

/** The sources asked that have any of the keys, in order. */
export function hitsOf(keys: readonly string[], sources: readonly Source[], asked: readonly number[]): readonly Hit[] {
  const postings = postingsOf(sources);
  const among = new Set(asked);
  const bySource = new Map<number, (readonly number[] | undefined)[]>();
  for (const [key, word] of keys.entries()) {
    for (const { source, positions } of postings.of(word)) {
      if (!among.has(source)) continue;
      const own = bySource.get(source) ?? [];
      bySource.set(source, own);
      own[key] = positions;
    }
  }
  return [...bySource]
    .sort(([a], [b]) => a - b)
    .flatMap(([source, positions]) => {
      const wording = postings.wordings[source];
      return wording === undefined ? [] : [{ source, wording, positions }];
    });
}
