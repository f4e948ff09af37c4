import type { Leaf } from "../../text/record.ts";
import { joined, type Piece, type RecordText } from "../../text/record-text.ts";
import type { Source } from "../../types.ts";
import { namedPlace, spelledOut } from "./names.ts";

const PROSE_UNITS = 60; // a value this long is a text and stands for itself; a shorter one needs its name to say something
const MOST_NAMES = 3; // the nearest names of a path: enough to tell values apart, and a deep record stays linear

/** Whether a leaf is prose, in which the words say what is meant; all else is said by its path. */
export const isProse = ({ type, text, place }: Leaf): boolean =>
  type === "string" && (place === undefined || text.length >= PROSE_UNITS);

/** A record as text that can be read sentence by sentence: `path: value`, and prose as it stands. */
export const sentencesOf = (source: Source, leaves: readonly Leaf[]): RecordText =>
  joined(source, leaves.map(sentenceOf), "\n\n");

const UNUSUAL = /e|^-0/iu;
const NOT_PLAIN = /[eI]/; // an exponent, or "Infinity"

/** A number without an exponent, and no zero below zero; one too large to be written out says nothing. */
function written({ type, text }: Leaf): string {
  if (type !== "number" || !UNUSUAL.test(text)) return text;
  const plain = String(Number(text));
  return NOT_PLAIN.test(plain) ? "" : plain;
}

function sentenceOf(leaf: Leaf): Piece {
  if (isProse(leaf)) return { leaf, text: leaf.text, isValue: true };
  const names: string[] = [];
  for (let place = namedPlace(leaf.place); place !== undefined && names.length < MOST_NAMES; ) {
    names.push(spelledOut(place.key));
    place = namedPlace(place.holder);
  }
  return { leaf, text: `${names.reverse().join(" ")}: ${written(leaf)}`, isValue: false };
}
