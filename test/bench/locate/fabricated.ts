import { chainOf, walk } from "./chain.ts";
import { cutAt, folded } from "./cut.ts";
import { flat } from "./prose.ts";
import { drawn, type Field, standsIn } from "./quotes.ts";

const KEPT = 0.6; // a quotation of which so much stands in the text, at its start or end, is half true: drawn anew

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
  const cut = (text: string, length: number): string | undefined => {
    const place = cutAt(text, Math.floor(random() * (text.length - 1.5 * length)), length);
    return place === undefined ? undefined : text.slice(place.start, place.end);
  };
  const spliced = (): string | undefined => {
    const halves = [cut(field.text, units / 2), cut(field.text, units / 2)];
    return halves.includes(undefined) ? undefined : halves.join(" ");
  };
  return Array.from({ length: count }, (_, turn) =>
    drawn(`fabricated quotation (${units})`, () => {
      const kind = turn % 4;
      const quote =
        kind < 2 ? cut(heldOut, units) : kind === 2 ? spliced() : cut(walk(chain, 2 * units, random), units);
      if (quote === undefined || standsIn(field, quote)) return undefined;
      return mostlyStandsIn(field, quote) ? undefined : flat(quote);
    }),
  );
}

function mostlyStandsIn(field: Field, quote: string): boolean {
  const words = folded(quote);
  const most = Math.ceil(words.length * KEPT);
  return standsIn(field, words.slice(0, most)) || standsIn(field, words.slice(-most));
}
