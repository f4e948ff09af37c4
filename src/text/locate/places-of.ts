import { cutsWord } from "./edges.ts";
import { type LocateOptions, MOST_ALTERNATIVES } from "./options.ts";

/** Units compared in hits that are refused, for one quotation: beyond them it counts as not found. */
const MOST_REFUSED_UNITS = 20_000_000;

/** Where `wanted` stands in a text, as far as `accept` takes it: the place nearest the hint, or the first, then others in order. */
export function placesOf<Place>(
  text: string,
  wanted: string,
  { hint, alternatives = MOST_ALTERNATIVES }: LocateOptions,
  accept: (at: number) => Place | undefined,
): readonly Place[] {
  const places: Place[] = [];
  let nearest: number | undefined;
  if (hint !== undefined) {
    const [after] = forwards(text, wanted, hint, accept);
    const [before] = backwards(text, wanted, hint - 1, accept);
    const isBefore = after === undefined || (before !== undefined && hint - before.at <= after.at - hint);
    const first = isBefore ? before : after;
    if (first === undefined) return [];
    nearest = first.at;
    places.push(first.place);
  }
  for (const { at, place } of forwards(text, wanted, 0, accept)) {
    if (at !== nearest) places.push(place);
    if (places.length > alternatives) break; // what nobody asks for is not read
  }
  return places;
}

interface Hit<Place> {
  readonly at: number;
  readonly place: Place;
}

function* forwards<Place>(
  text: string,
  wanted: string,
  from: number,
  accept: (at: number) => Place | undefined,
): Generator<Hit<Place>> {
  let refused = 0;
  for (let at = text.indexOf(wanted, from); at >= 0 && refused <= MOST_REFUSED_UNITS; ) {
    const place = accept(at);
    if (place === undefined) refused += wanted.length;
    else yield { at, place };
    at += 1;
    while (cutsWord(text, at)) at += 1; // a long word that only begins like the quote is passed in one go
    at = text.indexOf(wanted, at);
  }
}

function* backwards<Place>(
  text: string,
  wanted: string,
  from: number,
  accept: (at: number) => Place | undefined,
): Generator<Hit<Place>> {
  let refused = 0;
  for (let at = from < 0 ? -1 : text.lastIndexOf(wanted, from); at >= 0 && refused <= MOST_REFUSED_UNITS; ) {
    const place = accept(at);
    if (place === undefined) refused += wanted.length;
    else yield { at, place };
    at = at === 0 ? -1 : text.lastIndexOf(wanted, at - 1);
  }
}
