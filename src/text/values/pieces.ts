const PIECE = 65_536; // units of text whose tokens are held at a time
const BACK = 2_048; // how far back from there a cut looks for a line or a sentence to end at

/** A text as half-open ranges that are cut where a line, a sentence or a word ends: a value over a cut is read as two. */
export function* piecesOf(text: string): Generator<readonly [from: number, to: number]> {
  let from = 0;
  while (text.length - from > PIECE) {
    const to = cutAt(text, from + PIECE);
    yield [from, to];
    from = to;
  }
  yield [from, text.length];
}

function cutAt(text: string, most: number): number {
  const tail = text.slice(most - BACK, most);
  for (const mark of ["\n", ". ", " "]) {
    const at = tail.lastIndexOf(mark);
    if (at >= 0) return most - BACK + at + mark.length;
  }
  const isInside = /[\ud800-\udbff]/.test(text.charAt(most - 1));
  return isInside ? most - 1 : most;
}
