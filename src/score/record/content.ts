import type { Leaf } from "../../text/record.ts";
import { wordingOf } from "../../text/wording.ts";
import { type Word, words } from "../../text/words.ts";
import { cardinalAt } from "../cardinals.ts";
import { weightOf } from "../weights.ts";
import { DESCRIBING } from "./describing.ts";
import type { KnownRecord } from "./known.ts";

/** How much of what a claim says a record has, anywhere in it. */
export interface Content {
  /** 0..1: the weight of its telling words that the best unit has, over that of all; 1 where it has no telling word. */
  readonly score: number;
  /** The units that have as much. */
  readonly units: readonly number[];
  /** The leaves that have most of it, the best first; none if the record has not one word of the claim. */
  readonly leaves: readonly Leaf[];
  /** Telling words that the unit lacks, as written. */
  readonly missing: readonly string[];
}

const TELLING = 0.45; // weight of a word that says something, as in `coverage`
const MOST = 2_000; // occurrences of one word that are looked at: a word that common places nothing
const SHOWN = 3; // leaves shown as evidence

/** `among`: the units that the claim names, where it names some; else any may be meant. */
export function contentOf(
  claim: string,
  record: KnownRecord,
  covered: (word: Word) => boolean,
  among?: ReadonlySet<number>,
): Content {
  const wanted = wantedOf(claim, covered);
  const byUnit = new Map<number, Map<string, Leaf>>();
  for (const { key } of wanted) {
    for (const leaf of leavesWith(record, key)) {
      const unit = record.unitOf.get(leaf) ?? 0;
      if (among?.has(unit) === false) continue;
      const found = byUnit.get(unit) ?? new Map<string, Leaf>();
      byUnit.set(unit, found);
      if (!found.has(key)) found.set(key, leaf);
    }
  }
  const total = wanted.reduce((sum, { telling }) => sum + telling, 0);
  let best = { score: total === 0 ? 1 : 0, any: 0, found: new Map<string, Leaf>() };
  // Where no word places the claim ("open on weekends"), any unit may be meant.
  let units: number[] = byUnit.size === 0 ? [...(among ?? new Set(record.unitOf.values()))] : [];
  for (const [unit, found] of byUnit) {
    const known = wanted.filter(({ key, covers }) => covers || found.has(key));
    const any = known.reduce((sum, { weight }) => sum + weight, 0);
    const score = total === 0 ? 1 : known.reduce((sum, { telling }) => sum + telling, 0) / total;
    if (score > best.score || (score === best.score && any > best.any)) {
      best = { score, any, found };
      units = [unit];
    } else if (score === best.score && any === best.any) units.push(unit);
  }
  return {
    score: Math.min(1, best.score),
    units,
    leaves: heaviest(wanted, best.found),
    missing: wanted
      .filter(({ telling, covers, key }) => telling > 0 && !covers && !best.found.has(key))
      .map(({ written }) => written),
  };
}

interface Wanted {
  readonly key: string;
  readonly weight: number;
  /** Its weight if it says something that a value could have, else 0. */
  readonly telling: number;
  /** Carried already, by a flag or by hours. */
  readonly covers: boolean;
  readonly written: string;
}

function wantedOf(claim: string, covered: (word: Word) => boolean): readonly Wanted[] {
  const found = new Map<string, Wanted>();
  const list = words(claim);
  for (const [at, word] of list.entries()) {
    // Figures, written out or not, are looked at by themselves.
    if (word.kind === "number" || found.has(word.key) || cardinalAt(list, at) !== undefined) continue;
    const weight = weightOf(word);
    const telling = weight < TELLING || DESCRIBING.has(word.key) ? 0 : weight;
    found.set(word.key, {
      key: word.key,
      weight,
      telling,
      covers: covered(word),
      written: claim.slice(word.start, word.end),
    });
  }
  return [...found.values()];
}

/** The leaves in which a word stands, each once, in order; under its name written as one word, too. */
function* leavesWith({ sentences, names, leaves }: KnownRecord, key: string): Generator<Leaf> {
  const { positions, words: list } = wordingOf(sentences.text);
  let last: Leaf | undefined;
  for (const position of (positions.get(key) ?? []).slice(0, MOST)) {
    const leaf = sentences.leafAt(list[position]?.start ?? 0);
    if (leaf !== undefined && leaf !== last) yield leaf;
    last = leaf;
  }
  if (last !== undefined || !names.hasCompound(key)) return;
  for (const leaf of leaves.slice(0, MOST)) if (names.of(leaf.place).join("") === key) yield leaf;
}

function heaviest(wanted: readonly Wanted[], found: ReadonlyMap<string, Leaf>): readonly Leaf[] {
  const weights = new Map<Leaf, number>();
  for (const { key, weight } of wanted) {
    const leaf = found.get(key);
    if (leaf !== undefined && leaf.span.end > leaf.span.start) weights.set(leaf, (weights.get(leaf) ?? 0) + weight);
  }
  return [...weights]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([leaf]) => leaf);
}
