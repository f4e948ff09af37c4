import { SCALES } from "../scale.ts";
import type { Token } from "./tokens.ts";

export interface Scaled {
  readonly factor: number;
  /** How many tokens the scale takes. */
  readonly length: number;
  /** "m": as often metres as millions. */
  readonly isUnsure?: true;
}

/** Written on to a figure or behind it, other than the words of `SCALES`. */
const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["m", 1e6],
  ["b", 1e9],
  ["t", 1e12],
  ["mm", 1e6],
  ["mln", 1e6],
  ["mio", 1e6],
  ["mrd", 1e9],
  ["tn", 1e12],
  ["lakh", 1e5],
  ["lakhs", 1e5],
  ["crore", 1e7],
  ["crores", 1e7],
  ["millionen", 1e6],
  ["milliarden", 1e9],
  ["milliards", 1e9],
  ["millones", 1e6],
  ["milioni", 1e6],
  ["miliardi", 1e9],
  ["miljoner", 1e6],
  ["万", 1e4],
  ["億", 1e8],
  ["亿", 1e8],
]);
const GLUED_ONLY = new Set(["k", "m", "b", "t", "mm"]);

/** The scale that the token at `at` says of a figure before it; `isMoney` where a currency stands before that. */
export function scaleAt(tokens: readonly Token[], at: number, isMoney: boolean): Scaled | undefined {
  const dash = tokens[at];
  const hyphen = dash?.text === "-" && dash.glued && tokens[at + 1]?.glued === true ? 1 : 0;
  const token = tokens[at + hyphen];
  if (token?.kind !== "word") return undefined;
  const word = SCALES.get(token.text) ?? (token.text.endsWith("s") ? SCALES.get(token.text.slice(0, -1)) : undefined);
  if (word !== undefined) return { factor: word, length: 1 + hyphen };
  const factor = hyphen === 0 ? SUFFIXES.get(token.text) : undefined;
  if (factor === undefined) return undefined;
  if (!GLUED_ONLY.has(token.text)) return { factor, length: 1 };
  const isUnsure = token.text !== "k" && !isMoney && token.capital !== true;
  if (token.text === "mm" && !isMoney) return undefined;
  if (!token.glued && !isMoney) return undefined;
  // A capital T or B behind a bare figure is a size or a name as often as a scale.
  if (isUnsure || (!isMoney && (token.text === "t" || token.text === "b")))
    return token.text === "m" ? { factor, length: 1, isUnsure: true } : undefined;
  return { factor, length: 1 };
}
