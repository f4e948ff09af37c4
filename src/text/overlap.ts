/** Where in `text` the other text begins: whole, or as much of it as `text` has left. */
export interface Overlap {
  readonly at: number;
  /** Units of the other text that `text` has: all of them, or those up to the end of `text`. */
  readonly length: number;
}

/**
 * The first place in `text` from which `other` stands there to its own end or to the end of `text`: so a text is found
 * within another, or its beginning at the other's end, the longest first. `undefined` if there is none. Linear in
 * `text` (Knuth, Morris and Pratt).
 */
export function overlapOf(text: string, other: string): Overlap | undefined {
  const pattern = other.slice(0, text.length);
  const borders = bordersOf(pattern);
  let matched = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    while (matched > 0 && pattern.charCodeAt(matched) !== unit) matched = borders[matched - 1] ?? 0;
    if (pattern.charCodeAt(matched) === unit) matched += 1;
    if (matched > 0 && matched === other.length) return { at: at + 1 - matched, length: matched };
  }
  return matched === 0 ? undefined : { at: text.length - matched, length: matched };
}

/** For each beginning of the pattern, how long the longest beginning is that it also ends with, itself apart. */
function bordersOf(pattern: string): Uint32Array {
  const borders = new Uint32Array(pattern.length);
  let border = 0;
  for (let at = 1; at < pattern.length; at += 1) {
    const unit = pattern.charCodeAt(at);
    while (border > 0 && pattern.charCodeAt(border) !== unit) border = borders[border - 1] ?? 0;
    if (pattern.charCodeAt(border) === unit) border += 1;
    borders[at] = border;
  }
  return borders;
}
