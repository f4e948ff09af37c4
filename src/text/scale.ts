/** What a figure is multiplied by when this word comes behind it. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ["hundred", 100],
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
  ["mn", 1e6],
  ["bn", 1e9],
]);

/** Written on to a figure; a small m is left out, for it is metres as often as millions. */
const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["K", 1e3],
  ["M", 1e6],
  ["mn", 1e6],
  ["bn", 1e9],
]);

export interface Scale {
  readonly factor: number;
  readonly end: number;
}

/** Space, a hyphen, markdown's emphasis and what cannot be seen: a reader takes the word behind them for the scale. */
const SCALE_WORD = /^[\s*_\u00ad\u200b-\u2011\u2060-\u2064\ufeff-]{0,6}([a-z]{2,9})(?![\p{L}\p{M}\p{N}])/iu;

/** The scale right behind a figure that ends at `at`: "14k", "14 million", "**14** million". */
export function scaleAt(text: string, at: number, to: number): Scale | undefined {
  const rest = text.slice(at, Math.min(to, at + 16));
  const [suffix = ""] = /^(?:[kKM]|mn|bn)(?![\p{L}\p{M}\p{N}])/u.exec(rest) ?? [];
  const attached = SUFFIXES.get(suffix);
  if (attached !== undefined) return { factor: attached, end: at + suffix.length };
  const [whole = "", word = ""] = SCALE_WORD.exec(rest) ?? [];
  const factor = SCALES.get(word.toLowerCase().replace(/s$/, ""));
  return factor === undefined ? undefined : { factor, end: at + whole.length };
}
