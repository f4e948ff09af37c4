import { randomFrom } from "../metrics.ts";

/** Words of each script, parted by spaces. */
export type WordLists = Readonly<Record<string, string>>;

const MARKS: Readonly<Record<string, readonly [comma: string, end: string, space: string]>> = {
  Arabic: ["،", ".", " "],
  Hindi: [",", "।", " "],
  Chinese: ["，", "。", ""],
  Japanese: ["、", "。", ""],
};

/** Sentences of eight to sixteen words drawn from the list of a script, with its own marks between them. */
export function pseudoProse(lists: WordLists, script: string, units: number): string {
  const words = (lists[script] ?? "").split(" ");
  const [comma, end, space] = MARKS[script] ?? [",", ".", " "];
  const random = randomFrom(script.length + words.length);
  let text = "";
  while (text.length < units) {
    const count = 8 + Math.floor(random() * 9);
    const drawn = Array.from({ length: count }, () => words[Math.floor(random() * words.length)] ?? "");
    const half = Math.floor(count / 2);
    const sentence = `${drawn.slice(0, half).join(space)}${comma}${space}${drawn.slice(half).join(space)}${end}`;
    text += `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${space}`;
  }
  return text.trimEnd();
}
