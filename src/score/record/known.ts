import { type Leaf, type Place, recordOf } from "../../text/record.ts";
import type { RecordText } from "../../text/record-text.ts";
import type { Source } from "../../types.ts";
import { type Flag, flagsOf } from "./flags.ts";
import { type Group, groupsOf } from "./members.ts";
import { type Names, namesOf } from "./names.ts";
import { type Schedule, schedulesOf } from "./schedule.ts";
import { isProse, sentencesOf } from "./sentences.ts";

/** A record with what checking needs of it. */
export interface KnownRecord {
  readonly leaves: readonly Leaf[];
  readonly names: Names;
  readonly sentences: RecordText;
  /** Whether it has anything but prose. */
  readonly isStructured: boolean;
  /** The unit of each leaf: a list of records is checked against one of them, any other record as a whole. */
  readonly unitOf: ReadonlyMap<Leaf, number>;
  /** Its lists of objects, and its objects of one shape. */
  readonly groups: readonly Group[];
  readonly flags: ReadonlyMap<number, readonly Flag[]>;
  readonly schedules: ReadonlyMap<number, readonly Schedule[]>;
}

const known = new WeakMap<Source, { readonly text: string; readonly record: KnownRecord | undefined }>();

/** What is known of a source of kind `record`; made once a source, and anew if its text was changed. */
export function knownRecord(source: Source): KnownRecord | undefined {
  const { text } = source;
  const kept = known.get(source);
  if (kept?.text === text) return kept.record;
  const record = make(source);
  known.set(source, { text, record });
  return record;
}

function make(source: Source): KnownRecord | undefined {
  const leaves = recordOf(source);
  if (leaves === undefined) return undefined;
  const names = namesOf(leaves);
  const units = unitsOf(leaves);
  const unitOf = new Map(leaves.map((leaf, at) => [leaf, units[at] ?? 0]));
  const byUnit = Map.groupBy(leaves, (leaf) => unitOf.get(leaf) ?? 0);
  return {
    leaves,
    names,
    sentences: sentencesOf(source, leaves),
    isStructured: leaves.some((leaf) => !isProse(leaf)),
    unitOf,
    groups: groupsOf(leaves),
    flags: new Map([...byUnit].map(([unit, own]) => [unit, flagsOf(own, names)])),
    schedules: new Map([...byUnit].map(([unit, own]) => [unit, schedulesOf(own)])),
  };
}

/** The position in the list of records of each leaf, where the whole record is such a list, or holds nothing else. */
function unitsOf(leaves: readonly Leaf[]): readonly number[] {
  const roots = leaves.map(({ place }) => rootOf(place));
  const [first] = roots;
  const isList = roots.every((root, at) => root[0]?.isItem === true && leaves[at]?.place !== root[0]);
  if (isList) return roots.map((root) => Number(root[0]?.key));
  const isHeldList = roots.every((root) => root[0]?.key === first?.[0]?.key && root[1]?.isItem === true);
  const holdsObjects = leaves.every(({ place }, at) => place !== roots[at]?.[1]);
  return isHeldList && holdsObjects ? roots.map((root) => Number(root[1]?.key)) : roots.map(() => 0);
}

/** The outermost place of a path, and the one below it. */
function rootOf(place: Place | undefined): readonly [Place | undefined, Place | undefined] {
  let [outer, below]: [Place | undefined, Place | undefined] = [place, undefined];
  while (outer?.holder !== undefined) [outer, below] = [outer.holder, outer];
  return [outer, below];
}
