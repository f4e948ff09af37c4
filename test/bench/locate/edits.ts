import levenshtein from "fast-levenshtein";

const LETTER = /^\p{L}$/u;
const ATTEMPTS = 200;

/**
 * The quotation with exactly so many letters inserted, deleted or replaced, spread over it: its edit distance from what
 * it was, case apart. Letters come from the quotation itself, so that they are of its script.
 */
export function withEdits(quote: string, count: number, random: () => number): string {
  const letters = [...new Set(quote.toLowerCase())].filter((unit) => unit.length === 1 && LETTER.test(unit));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const edited = edit(quote, count, letters, random);
    if (levenshtein.get(quote.toLowerCase(), edited.toLowerCase()) === count) return edited;
  }
  throw new Error(`No ${count} edits found for "${quote}"`);
}

/** One edit in each of as many equal pieces, from the last to the first, so that offsets hold. */
function edit(quote: string, count: number, letters: readonly string[], random: () => number): string {
  let edited = quote;
  for (let piece = count - 1; piece >= 0; piece -= 1) {
    const [from, to] = [piece, piece + 1].map((at) => Math.floor((at * quote.length) / count));
    const at = letterIn(quote, from ?? 0, to ?? 0, random);
    const old = quote[at] ?? "";
    const drawn = letters.filter((letter) => letter !== old.toLowerCase());
    const letter = drawn[Math.floor(random() * drawn.length)] ?? "";
    const kind = Math.floor(random() * 3);
    const put = kind === 0 ? "" : kind === 1 ? letter : letter + old;
    edited = edited.slice(0, at) + put + edited.slice(at + old.length);
  }
  return edited;
}

/** A letter of a piece, if it has one, after its first unit if it can be: neighbours' edits are not next to each other. */
function letterIn(quote: string, from: number, to: number, random: () => number): number {
  const all = Array.from({ length: to - from }, (_, at) => from + at).filter((at) => LETTER.test(quote[at] ?? ""));
  const apart = all.filter((at) => at > from + 1);
  const choice = apart.length > 0 ? apart : all;
  return choice[Math.floor(random() * choice.length)] ?? from;
}
