import { cutAt, folded } from "./cut.ts";
import { withEdits } from "./edits.ts";
import type { Range } from "./engine.ts";
import { flat } from "./prose.ts";
import { type Restyle, restyled } from "./restyle.ts";
import { withEllipsis, withoutWord } from "./shorten.ts";

export const CASES = ["verbatim", "normalised", "2 % edits", "10 % edits", "dropped word", "ellipsis"] as const;
export type Case = (typeof CASES)[number];

const SHORT = 40; // units: in three or four words, one less or an ellipsis leaves nothing to find

export const casesFor = (units: number): readonly Case[] =>
  CASES.filter((of) => units > SHORT || (of !== "dropped word" && of !== "ellipsis"));

/** A quotation and the place that it was taken from. */
export interface Planted extends Range {
  readonly quote: string;
  readonly edits?: number;
  readonly changed?: readonly Restyle[];
}

const ATTEMPTS = 5_000; // a walk along a short text seldom leaves it

/** Draws until something comes. */
export function drawn<T>(what: string, draw: (attempt: number) => T | undefined): T {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = draw(attempt);
    if (found !== undefined) return found;
  }
  throw new Error(`No ${what} could be drawn`);
}

/** A text from which quotations are taken: with it, its words alone. */
export interface Field {
  readonly text: string;
  readonly words: string;
}

export const fieldOf = (text: string): Field => ({ text, words: ` ${folded(text)} ` });

export const standsIn = ({ words }: Field, quote: string): boolean => words.includes(folded(quote));

function standsOnce({ words }: Field, quote: string): boolean {
  const wanted = folded(quote);
  const at = words.indexOf(wanted);
  return at >= 0 && words.indexOf(wanted, at + 1) < 0;
}

/** The places at which `count` quotations of a case are taken are spread over the text. */
export interface Draw {
  readonly of: Case;
  readonly units: number;
  readonly count: number;
  readonly random: () => number;
}

/** Quotations of one case; none whose words stand in the text twice. */
export function plantedIn(field: Field, { of, units, count, random }: Draw): readonly Planted[] {
  return Array.from({ length: count }, (_, turn) =>
    drawn(`quotation (${of}, ${units})`, (attempt) => {
      const share = attempt === 0 ? (turn + random()) / count : random();
      const place = cutAt(field.text, Math.floor(share * Math.max(1, field.text.length - 1.5 * units)), units);
      if (place === undefined) return undefined;
      const quote = field.text.slice(place.start, place.end);
      if (!standsOnce(field, quote)) return undefined;
      const changed = changedBy(of, quote, turn, random);
      return changed === undefined ? undefined : { ...place, ...changed, quote: flat(changed.quote) };
    }),
  );
}

type Changed = Omit<Planted, keyof Range>;

function changedBy(of: Case, quote: string, turn: number, random: () => number): Changed | undefined {
  if (of === "verbatim") return { quote };
  if (of === "normalised") return restyled(quote, turn, random);
  if (of === "2 % edits" || of === "10 % edits") {
    const edits = Math.max(1, Math.round(quote.length * (of === "2 % edits" ? 0.02 : 0.1)));
    return { quote: withEdits(quote, edits, random), edits };
  }
  const shorter = of === "ellipsis" ? withEllipsis(quote, random) : withoutWord(quote, random);
  return shorter === undefined ? undefined : { quote: shorter };
}
