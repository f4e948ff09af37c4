import { prepare } from "../../text/prepared.ts";
import { type Leaf, pathOf } from "../../text/record.ts";
import { lazily } from "../../text/vocabulary.ts";
import type { Evidence, Ground, Source } from "../../types.ts";
import { asText } from "./as-text.ts";
import { contentOf } from "./content.ts";
import { recordFiguresMissing } from "./figures.ts";
import { type Mention, mentionsOf } from "./flags.ts";
import { checkHours } from "./hours.ts";
import { type KnownRecord, knownRecord } from "./known.ts";
import { isProse } from "./sentences.ts";
import { saysNothingKnown } from "./silence.ts";

/** What the records among the sources asked say to a claim. */
export interface RecordCheck {
  /**
   * `contradicted`: a value says the opposite. `unknown`: it turns on a value that is null. `invented`: it has figures that no
   * source asked has. `measured`: neither; see `score`.
   */
  readonly status: "contradicted" | "unknown" | "invented" | "measured";
  /** 0..1: how much of the claim's content the best record has, anywhere in it. */
  readonly score: number;
  /** A flag or a schedule says what the claim says. */
  readonly agrees: boolean;
  /** The values that say so, or come closest, the best first. */
  readonly evidence: readonly Evidence[];
  /** What is wrong, or what the record lacks, as written in the claim. */
  readonly words: readonly string[];
}

/**
 * A claim against the records among the sources asked, as a whole and not sentence by sentence: flags (a key whose value is true, false or null), opening hours, figures, and content words. `undefined` if none of them
 * is a record with more than prose in it.
 */
export function checkRecords(
  claim: string,
  sources: readonly Source[],
  asked: readonly number[],
): RecordCheck | undefined {
  const checked = asked.flatMap((at) => {
    const source = sources[at];
    const record = source === undefined ? undefined : knownRecord(source);
    if (source === undefined || record === undefined || !record.isStructured) return [];
    return [{ record, ...checkOne(claim, at, source, record) }];
  });
  const [first, ...others] = checked;
  if (first === undefined) return undefined;
  // The record that the claim speaks of is the one that has most of it; of equals, one that carries it.
  const best = others.reduce((one, other) => (rank(other) > rank(one) ? other : one), first);
  const { record: _record, ...verdict } = best;
  if (verdict.status !== "measured") return verdict;
  const invented = recordFiguresMissing(
    claim,
    sources.map(asText),
    asked,
    checked.map(({ record }) => record),
  );
  return invented.length > 0 ? { ...verdict, status: "invented", words: invented } : verdict;
}

const rank = ({ score, status }: RecordCheck): number => score + (status === "measured" ? 1e-9 : 0);

function checkOne(claim: string, at: number, source: Source, record: KnownRecord): RecordCheck {
  const first = contentOf(claim, record, () => false);
  const flags = first.units.flatMap((unit) => record.flags.get(unit) ?? []);
  const schedules = first.units.flatMap((unit) => record.schedules.get(unit) ?? []);
  const verdictOn = verdicts(claim, record);
  const mentions = mentionsOf(claim, flags).map((mention) => ({ ...mention, verdict: verdictOn(mention) }));
  const agreeing = mentions.filter(({ verdict }) => verdict === "agrees");
  const hours = schedules.flatMap((schedule) => checkHours(claim, schedule) ?? []);
  const agreed = [
    ...agreeing.map(({ flag }) => flag.leaf),
    ...hours.filter((one) => one.agrees).map(({ leaf }) => leaf),
  ];
  const content =
    agreeing.length === 0
      ? first
      : contentOf(claim, record, (word) => agreeing.some(({ start, end }) => word.start >= start && word.end <= end));
  // What shares no word with the record was not measured.
  const score = content.leaves.length === 0 && agreed.length === 0 ? 0 : content.score;
  const evidenceOf = (leaves: readonly Leaf[], by: Ground): readonly Evidence[] =>
    [...new Set(leaves)]
      .filter(({ span }) => source.text.slice(span.start, span.end).trim() !== "")
      .slice(0, 3)
      .map((leaf) => ({
        source: at,
        sourceId: source.id,
        span: leaf.span,
        score,
        by,
        path: pathOf(leaf),
      }));
  const said = (leaf: Leaf): string => `${pathOf(leaf)} ${leaf.text}`;
  const verdict = (status: RecordCheck["status"], leaf: Leaf): RecordCheck => ({
    status,
    score,
    agrees: false,
    evidence: evidenceOf([leaf, ...content.leaves], "scored"),
    words: [said(leaf)],
  });

  // Another value of the same name that agrees may be the one that is meant.
  const open = mentions.filter(
    ({ flag, verdict: own }) =>
      own !== "agrees" && own !== "neutral" && !agreeing.some((one) => one.flag.name.join() === flag.name.join()),
  );
  const against = open.find((mention) => mention.verdict === "contradicts");
  if (against !== undefined) return verdict("contradicted", against.flag.leaf);
  const differing = hours.every(({ agrees }) => !agrees) ? hours[0] : undefined;
  if (differing !== undefined) return verdict("contradicted", differing.leaf);
  const [unknown] = open;
  if (unknown !== undefined) return verdict("unknown", unknown.flag.leaf);
  const leaves = agreed.length > 0 ? [...agreed, ...content.leaves] : content.leaves;
  return {
    status: "measured",
    score,
    agrees: agreed.length > 0,
    evidence: evidenceOf(leaves, agreed.length > 0 ? "aligned" : "scored"),
    words: content.missing,
  };
}

type FlagVerdict = "agrees" | "contradicts" | "unknown" | "neutral";

function verdicts(claim: string, record: KnownRecord): (mention: Mention) => FlagVerdict {
  // Looked up once a claim, for a record may have very many flags.
  const namesInClaim = lazily(() => placesOfNames(claim, record));
  const inProse = new Map<string, boolean>();
  const isInProse = (name: readonly string[]): boolean => {
    const key = name.join(" ");
    const known = inProse.get(key) ?? proseHas(name, record);
    inProse.set(key, known);
    return known;
  };
  return (mention) => {
    const { flag, denied, start, end } = mention;
    // That nothing is known of what the record denies is nearly so.
    if (saysNothingKnown(claim, mention))
      return flag.state === "unknown" ? "agrees" : flag.state === "yes" ? "contradicts" : "neutral";
    if ((flag.state === "yes" && !denied) || (flag.state === "no" && denied)) return "agrees";
    if (namesInClaim().some((name) => name.start <= start && name.end >= end)) return "neutral";
    // What a text says of it stands beside the flag.
    if (flag.state !== "yes" && !denied && isInProse(flag.name)) return "neutral";
    return flag.state === "unknown" ? "unknown" : "contradicts";
  };
}

interface NamePlace {
  readonly start: number;
  readonly end: number;
}

/** Where a claim has a name that the record has: the "Casual Corner" is not said to be casual. Each place once. */
function placesOfNames(claim: string, { leaves }: KnownRecord): readonly NamePlace[] {
  const names = new Set(
    leaves.filter((leaf) => leaf.type === "string" && !isProse(leaf)).map(({ text }) => text.trim()),
  );
  const found = [...names].flatMap((name): readonly NamePlace[] => {
    const start = /\s/.test(name) ? claim.indexOf(name) : -1;
    return start < 0 ? [] : [{ start, end: start + name.length }];
  });
  return [...new Map(found.map((place) => [`${place.start}-${place.end}`, place])).values()];
}

function proseHas(name: readonly string[], { sentences }: KnownRecord): boolean {
  const { positions, words: list } = prepare(sentences.text);
  return name.every((key) =>
    (positions.get(key) ?? []).slice(0, MOST).some((position) => {
      const leaf = sentences.leafAt(list[position]?.start ?? 0);
      return leaf !== undefined && isProse(leaf);
    }),
  );
}

const MOST = 200; // places of a word that are looked at: the first ones tell
