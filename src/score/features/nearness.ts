import type { View } from "./feature.ts";

const ALIKE = 0.5; // what a word that begins alike is worth beside the word itself
const SHORTEST = 4; // letters that words must share from their beginning
const SHARED = 0.6; // of the longer of the two
const MOST = 300; // words of the window looked at

/** For each key looked for and not in the best window, how near a word of the window comes to it: 0 or one half. */
export function nearness({ best, wanted: { keys, words, keyOf }, near }: View): Float32Array {
  const soft = new Float32Array(keys.length);
  if (best === undefined) return soft;
  const heads = new Map<string, string[]>();
  for (const { key, kind } of best.wording.words.slice(best.from, Math.min(best.to, best.from + MOST))) {
    if (kind !== "word" || key.length < SHORTEST) continue;
    const head = key.slice(0, SHORTEST);
    const known = heads.get(head);
    if (known === undefined) heads.set(head, [key]);
    else known.push(key);
  }
  for (const [at, { kind }] of words.entries()) {
    const key = keyOf[at] ?? -1;
    const wanted = keys[key] ?? "";
    if (kind !== "word" || near[key] === 1 || wanted.length < SHORTEST) continue;
    const isAlike = heads
      .get(wanted.slice(0, SHORTEST))
      ?.some((word) => sharedStart(word, wanted) >= SHARED * Math.max(word.length, wanted.length));
    if (isAlike === true) soft[key] = ALIKE;
  }
  return soft;
}

function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
