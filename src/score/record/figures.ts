import { wordingOf } from "../../text/wording.ts";
import { words } from "../../text/words.ts";
import type { Source } from "../../types.ts";
import { cardinalAt } from "../cardinals.ts";
import { figuresMissing } from "../figures.ts";
import { timesIn } from "./clock.ts";
import type { KnownRecord } from "./known.ts";
import { namedPlace } from "./names.ts";

/** "3.5 out of 5 stars": the end of the scale is no figure of the record. */
const SCALE = /(?<=\d[\s-]?(?:stars?\s)?(?:out of|\/)\s?)(?:5|10|100)\b/gu;

/**
 * The figures of a claim that no source asked has, as `figuresMissing`, but for those that a record has in another way:
 * a time written otherwise, how many members a list has ("three reviews"), how many days a week have hours, and the end of a scale.
 * `texts` are the sources as they are read: records as sentences.
 */
export function recordFiguresMissing(
  claim: string,
  texts: readonly Source[],
  asked: readonly number[],
  records: readonly KnownRecord[],
): readonly string[] {
  let rest = claim.replaceAll(SCALE, (figure) => " ".repeat(figure.length));
  const times = timesIn(claim);
  if (times.length > 0) {
    const given = new Set(asked.flatMap((at) => timesOf(texts[at]?.text ?? "")));
    rest = blanked(
      rest,
      times.filter(({ minutes }) => given.has(minutes)),
    );
  }
  rest = blanked(
    rest,
    [...counts(claim, records)].map(([start, end]) => ({ start, end })),
  );
  return figuresMissing(rest, texts, asked);
}

/** A text with space in some of its places, which are in order. Linear. */
export function blanked(text: string, places: readonly { readonly start: number; readonly end: number }[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of places) {
    if (end <= at) continue;
    pieces.push(text.slice(at, Math.max(at, start)), " ".repeat(end - Math.max(at, start)));
    at = end;
  }
  return `${pieces.join("")}${text.slice(at)}`;
}

const kept = new WeakMap<object, readonly number[]>();
/** Kept beside the prepared text, so that the claims of an answer read a source's times once. */
function timesOf(text: string): readonly number[] {
  const prepared = wordingOf(text);
  const known = kept.get(prepared) ?? [...new Set(timesIn(text).map(({ minutes }) => minutes))];
  kept.set(prepared, known);
  return known;
}

const AHEAD = 3; // words from a count to what is counted: "three recent customer reviews"

/** Where a claim counts what a record lists, and counts right. */
function* counts(claim: string, records: readonly KnownRecord[]): Generator<readonly [number, number]> {
  const list = words(claim);
  for (const [at, word] of list.entries()) {
    const cardinal = word.kind === "word" ? cardinalAt(list, at) : undefined;
    const value = word.kind === "number" ? Number(word.key) : cardinal?.value;
    if (value === undefined || !Number.isInteger(value)) continue;
    const next = at + (cardinal?.length ?? 1);
    const counted = new Set(list.slice(next, next + AHEAD).map(({ key }) => key));
    if (records.some((record) => countsIn(record).some(([name, size]) => size === value && counted.has(name))))
      yield [word.start, list[next - 1]?.end ?? word.end];
  }
}

const sizes = new WeakMap<KnownRecord, readonly (readonly [name: string, size: number])[]>();

function countsIn(record: KnownRecord): readonly (readonly [string, number])[] {
  const known = sizes.get(record);
  if (known !== undefined) return known;
  const members = new Map<object, { readonly names: readonly string[]; size: number }>();
  for (const { place } of record.leaves) {
    for (let one = place; one !== undefined; one = one.holder) {
      if (!one.isItem || one.holder === undefined) continue;
      const list = members.get(one.holder) ?? { names: record.names.of(namedPlace(one.holder)), size: 0 };
      list.size = Math.max(list.size, Number(one.key) + 1);
      members.set(one.holder, list);
    }
  }
  const days = [...record.schedules.values()].flatMap((all) =>
    all.map((schedule) => [...schedule.values()].filter(({ hours }) => hours !== undefined).length),
  );
  const found = [
    ...[...members.values()].flatMap(({ names, size }) => names.map((name): [string, number] => [name, size])),
    ...days.map((size): [string, number] => ["day", size]),
  ];
  // Each pair once: a long list of short lists has few that differ.
  const made = [...new Map(found.map((pair) => [pair.join(" "), pair])).values()];
  sizes.set(record, made);
  return made;
}
