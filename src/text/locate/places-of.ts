import { cutsWord } from "./edges.ts";
import { type LocateOptions, MOST_ALTERNATIVES } from "./options.ts";

/** Units compared in hits that are refused, for one quotation: beyond them it counts as not found. */
const MOST_REFUSED_UNITS = 20_000_000;

type Accept<Place> = (at: number) => Place | undefined;
interface Hit<Place> {
  readonly at: number;
  readonly place: Place;
}

/** Where `wanted` stands in a text, as far as `accept` takes it: the place nearest the hint, or the first, then others in order. None stands before `from`. */
export function placesOf<Place>(
  text: string,
  wanted: string,
  { hint, alternatives = MOST_ALTERNATIVES }: LocateOptions,
  accept: Accept<Place>,
  from = 0,
): readonly Place[] {
  const left = { units: MOST_REFUSED_UNITS };
  let hit = after(text, wanted, from, accept, left);
  if (hit === undefined) return [];
  const nearest = hint === undefined ? hit : nearestTo(text, wanted, hint, accept, hit);
  const places = [nearest.place];
  // What nobody asks for is not read.
  while (hit !== undefined && places.length <= alternatives) {
    if (hit.at !== nearest.at) places.push(hit.place);
    if (places.length <= alternatives) hit = after(text, wanted, hit.at + 1, accept, left);
  }
  return places;
}

function nearestTo<Place>(
  text: string,
  wanted: string,
  hint: number,
  accept: Accept<Place>,
  first: Hit<Place>,
): Hit<Place> {
  if (first.at >= hint) return first;
  const left = { units: MOST_REFUSED_UNITS };
  const [behind, before] = [
    after(text, wanted, hint, accept, left),
    upTo(text, wanted, hint - 1, accept, left) ?? first,
  ];
  return behind === undefined || hint - before.at <= behind.at - hint ? before : behind;
}

function after<Place>(
  text: string,
  wanted: string,
  from: number,
  accept: Accept<Place>,
  left: { units: number },
): Hit<Place> | undefined {
  for (let at = text.indexOf(wanted, from); at >= 0 && left.units >= 0; ) {
    const place = accept(at);
    if (place !== undefined) return { at, place };
    left.units -= wanted.length;
    at += 1;
    while (cutsWord(text, at)) at += 1; // a long word that only begins like the quote is passed in one go
    at = text.indexOf(wanted, at);
  }
  return undefined;
}

function upTo<Place>(
  text: string,
  wanted: string,
  from: number,
  accept: Accept<Place>,
  left: { units: number },
): Hit<Place> | undefined {
  for (let at = text.lastIndexOf(wanted, from); at >= 0 && left.units >= 0; ) {
    const place = accept(at);
    if (place !== undefined) return { at, place };
    left.units -= wanted.length;
    at = at === 0 ? -1 : text.lastIndexOf(wanted, at - 1);
  }
  return undefined;
}
