/** The words of a text, and behind each those that follow it there. */
export interface Chain {
  readonly words: readonly string[];
  readonly next: ReadonlyMap<string, readonly string[]>;
}

export function chainOf(text: string): Chain {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const next = new Map<string, string[]>();
  for (const [at, word] of words.entries()) {
    const follower = words[at + 1];
    if (follower === undefined) break;
    const known = next.get(word);
    if (known === undefined) next.set(word, [follower]);
    else known.push(follower);
  }
  return { words, next };
}

const pick = <T>(list: readonly T[], random: () => number): T | undefined => list[Math.floor(random() * list.length)];

const LEAP = 0.2; // of the words with one follower: a short text has few others, and a walk would be the text itself

/** Words of at least so many units, nearly all of which follow the one before them somewhere in the text of the chain. */
export function walk({ words, next }: Chain, units: number, random: () => number): string {
  const walked: string[] = [];
  let word = pick(words, random) ?? "";
  for (let length = -1; length < units; ) {
    walked.push(word);
    length += word.length + 1;
    const followers = next.get(word) ?? words;
    word = pick(followers.length === 1 && random() < LEAP ? words : followers, random) ?? "";
  }
  return walked.join(" ");
}
