import type { Normalised } from "../../src/text/normalise.ts";
import { type Edges, graphemeEdges } from "./edges.ts";

/** A stretch of a normalised text, in its units, and of the source that it came from. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}
/** The least edit distance between a quotation and any stretch between two edges, and every stretch that reaches it. */
export interface Nearest {
  readonly edits: number;
  readonly stretches: readonly Stretch[];
}

const FAR = 1e9;

/**
 * Sellers' table, whole: `quote` is normalised and trimmed already. `undefined` if no stretch is nearer than nothing at
 * all. Quadratic, and once more for each end that reaches the least. (P. Sellers, "The theory and computation of
 * evolutionary distances: pattern recognition", 1980.)
 */
export function sellers(source: string, normalised: Normalised, edges: Edges, quote: string): Nearest | undefined {
  const distances = distancesAtEnds(normalised.text, edges, quote);
  const edits = distances.reduce((least, one, at) => (edges.ends[at] ? Math.min(least, one) : least), FAR);
  if (edits >= quote.length) return undefined;
  const whole = [...graphemeEdges(source)].sort((a, b) => a - b);
  const stretches = distances.flatMap((distance, to) => {
    if (distance !== edits || edges.ends[to] !== true) return [];
    return beginnings(normalised.text, edges, quote, to, edits).map((from) => {
      const last = normalised.ends[to - 1] ?? 0;
      return { from, to, start: normalised.starts[from] ?? 0, end: whole.find((one) => one >= last) ?? last };
    });
  });
  return { edits, stretches };
}

/** For every end the least distance over all beginnings: the last row of the table. */
function distancesAtEnds(text: string, { begins }: Edges, quote: string): readonly number[] {
  let column = Array.from({ length: quote.length + 1 }, (_, row) => (begins[0] === true ? row : FAR));
  const last = [column[quote.length] ?? FAR];
  for (let at = 1; at <= text.length; at += 1) {
    const next = [begins[at] === true ? 0 : (column[0] ?? FAR) + 1];
    for (let row = 1; row <= quote.length; row += 1) {
      const same = text[at - 1] === quote[row - 1] ? 0 : 1;
      next.push(Math.min((column[row - 1] ?? FAR) + same, (column[row] ?? FAR) + 1, (next[row - 1] ?? FAR) + 1));
    }
    column = next;
    last.push(column[quote.length] ?? FAR);
  }
  return last;
}

/** Every beginning of a stretch that ends at `to` and is just `edits` away: the plain table, from behind. */
function beginnings(text: string, { begins }: Edges, quote: string, to: number, edits: number): readonly number[] {
  const found: number[] = [];
  let column = Array.from({ length: quote.length + 1 }, (_, row) => row);
  for (let from = to - 1; from >= Math.max(0, to - quote.length - edits); from -= 1) {
    const next = [to - from];
    for (let row = 1; row <= quote.length; row += 1) {
      const same = text[from] === quote[quote.length - row] ? 0 : 1;
      next.push(Math.min((column[row - 1] ?? FAR) + same, (column[row] ?? FAR) + 1, (next[row - 1] ?? FAR) + 1));
    }
    column = next;
    if (begins[from] === true && column[quote.length] === edits) found.unshift(from);
  }
  return found;
}

/** Of stretches equally near the one to show: nearest to the hint, then of the quotation's length, then the earliest. */
export function preferred(stretches: readonly Stretch[], quoteLength: number, hint?: number): readonly Stretch[] {
  const rank = ({ from, to, start }: Stretch): readonly number[] => [
    hint === undefined ? 0 : Math.abs(start - hint),
    Math.abs(to - from - quoteLength),
    from,
  ];
  const ranked = [...stretches].sort((a, b) => compare(rank(a), rank(b)));
  const [first] = ranked;
  return first === undefined ? [] : ranked.filter((one) => compare(rank(one), rank(first)) === 0);
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((one, at) => one - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
