import { chainOf, walk } from "./chain.ts";
import { cutAt, folded } from "./cut.ts";
import type { Range } from "./engine.ts";
import { flat } from "./prose.ts";
import { drawn, type Field, standsIn } from "./quotes.ts";

// A quotation of which a run of so much stands in the text is half true, and drawn anew; a short run stands anywhere.
const RUN = 0.4;
const LEAST_RUN = 30; // units

export interface Fabrication {
  readonly units: number;
  readonly count: number;
  readonly random: () => number;
}

/**
 * Quotations that do not stand in a text: half from prose held out of it, a quarter two halves of its own from places
 * apart, a quarter words that follow each other in it pair by pair.
 */
export function fabricatedIn(field: Field, heldOut: string, draw: Fabrication): readonly string[] {
  const { units, count, random } = draw;
  const chain = chainOf(field.text);
  const cut = (text: string, length: number): Range | undefined =>
    cutAt(text, Math.floor(random() * (text.length - 1.5 * length)), length);
  const spliced = (): string | undefined => {
    const [one, other] = [cut(field.text, units / 2), cut(field.text, units / 2)];
    // Neighbours joined are a quotation with words left out.
    if (one === undefined || other === undefined || Math.abs(one.start - other.start) < 2 * units) return undefined;
    return [one, other].map(({ start, end }) => field.text.slice(start, end)).join(" ");
  };
  const foreign = (text: string): string | undefined => {
    const place = cut(text, units);
    const quote = place && text.slice(place.start, place.end);
    return quote === undefined || holdsRunOf(field, quote) ? undefined : quote;
  };
  return Array.from({ length: count }, (_, turn) =>
    drawn(`fabricated quotation (${units})`, () => {
      const kind = turn % 4;
      const quote = kind < 2 ? foreign(heldOut) : kind === 2 ? spliced() : foreign(walk(chain, 2 * units, random));
      return quote === undefined || standsIn(field, quote) ? undefined : flat(quote);
    }),
  );
}

/** Whether so much of a quotation stands in the text in one piece, from any of its words on. */
function holdsRunOf({ words: text }: Field, quote: string): boolean {
  const words = folded(quote);
  const run = Math.max(LEAST_RUN, Math.ceil(words.length * RUN));
  for (let from = 0; from >= 0 && from + run <= words.length; from = words.indexOf(" ", from + 1)) {
    if (text.includes(words.slice(from, from + run))) return true;
  }
  return false;
}
