const MARK = /&(?:quot|ldquo|rdquo);|''|,,/g;
const PLAIN = new Map([
  ["&quot;", '"'],
  ["&ldquo;", "“"],
  ["&rdquo;", "”"],
  ["''", "″"],
  [",,", "„"],
]);
const WORD = /^[\p{L}\p{N}]/u;

/**
 * A text of the same length whose quotation marks are one character each: `&quot;`, two single marks, two commas. White
 * space fills the rest, outside of what is quoted: before a mark that stands before a word, else behind it.
 */
export const plainMarks = (answer: string): string =>
  answer.replace(MARK, (mark, at: number) => {
    const opens = WORD.test(answer.slice(at + mark.length, at + mark.length + 2));
    // Two commas only ever open.
    if (mark === ",," && !(opens && !WORD.test(answer.slice(Math.max(0, at - 1), at)))) return mark;
    const plain = PLAIN.get(mark) ?? mark;
    return opens ? plain.padStart(mark.length) : plain.padEnd(mark.length);
  });
