import { type Leaf, pathOf } from "../../text/record.ts";
import { words } from "../../text/words.ts";
import type { Evidence, Ground, Source } from "../../types.ts";
import { weightOf } from "../weights.ts";
import { asText } from "./as-text.ts";
import { contentOf } from "./content.ts";
import { blanked, recordFiguresMissing } from "./figures.ts";
import { openIn, verdicts } from "./flag-verdicts.ts";
import { hourTimesIn } from "./hour-marks.ts";
import { checkHours } from "./hours.ts";
import { type KnownRecord, knownRecord } from "./known.ts";
import { type Subject, scoped, subjectsOf } from "./scopes.ts";
import { isProse } from "./sentences.ts";

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
  /** It names a value and has not one word of it: what the value says of it was not looked at. */
  readonly isUnsaid: boolean;
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
  const { record: _record, hasHours: _hasHours, ...verdict } = best;
  if (verdict.status !== "measured") return verdict;
  const invented = recordFiguresMissing(
    best.hasHours ? withoutTimes(claim) : claim,
    sources.map(asText),
    asked,
    checked.map(({ record }) => record),
  );
  return invented.length > 0 ? { ...verdict, status: "invented", words: invented } : verdict;
}

/** Times that a schedule agrees with are no figures to look for: "open after 6 PM" where it closes at 8. */
const withoutTimes = (claim: string): string => blanked(claim, hourTimesIn(claim, true));

const rank = ({ score, status }: RecordCheck): number => score + (status === "measured" ? 1e-9 : 0);

interface Checked extends RecordCheck {
  /** A schedule agrees with the times and days of the claim. */
  readonly hasHours: boolean;
}

function checkOne(claim: string, at: number, source: Source, record: KnownRecord): Checked {
  const subjects = subjectsOf(claim, record);
  const among = unitsNamed(subjects, record);
  const first = contentOf(claim, record, () => false, among);
  const units = among === undefined ? first.units : [...among];
  const flags = (among === undefined ? units : [...record.flags.keys()]).flatMap(
    (unit) => record.flags.get(unit) ?? [],
  );
  const schedules = units.flatMap((unit) => record.schedules.get(unit) ?? []);
  const { scopes, strange } = scoped(claim, flags, subjects);
  const verdictOn = verdicts(claim, record);
  const judged = scopes.map(({ kind, mentions }) => ({
    kind,
    mentions: mentions.map((mention) => ({ ...mention, verdict: verdictOn(mention) })),
  }));
  const mentions = judged.flatMap((scope) => scope.mentions);
  const agreeing = mentions.filter(({ verdict }) => verdict === "agrees");
  const hours = schedules.flatMap((schedule) => checkHours(claim, schedule) ?? []);
  const agreed = [
    ...agreeing.map(({ flag }) => flag.leaf),
    ...hours.filter((one) => one.says === "agrees").map(({ leaf }) => leaf),
  ];
  const content =
    agreeing.length === 0
      ? first
      : contentOf(
          claim,
          record,
          (word) => agreeing.some(({ start, end }) => word.start >= start && word.end <= end),
          among,
        );
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
  const verdict = (status: RecordCheck["status"], leaf: Leaf): Checked => ({
    status,
    score,
    agrees: false,
    hasHours: false,
    isUnsaid: false,
    evidence: evidenceOf([leaf, ...content.leaves], "scored"),
    words: [said(leaf)],
  });

  const { open, hasExcused } = openIn(judged);
  const against = open.find((mention) => mention.verdict === "contradicts");
  if (against !== undefined) return verdict("contradicted", against.flag.leaf);
  const differing = hours.every(({ says }) => says === "differs") ? hours[0] : undefined;
  if (differing !== undefined) return verdict("contradicted", differing.leaf);
  const partly = hours.find(({ says }) => says === "partly");
  if (partly !== undefined) return verdict("unknown", partly.leaf);
  const [unknown] = open;
  if (unknown !== undefined) return verdict("unknown", unknown.flag.leaf);
  const foreign = strange.find(
    ({ name }) => name === undefined || !agreeing.some(({ flag }) => flag.name.join(" ") === name),
  );
  if (foreign !== undefined) return { ...verdict("unknown", foreign.leaf), words: [foreign.words] };
  const leaves = agreed.length > 0 ? [...agreed, ...content.leaves] : content.leaves;
  return {
    status: "measured",
    score,
    agrees: agreed.length > 0 && !hasExcused,
    isUnsaid: content.leaves.some((leaf) => isUnsaid(claim, leaf, record)),
    hasHours: hours.some(({ says }) => says === "agrees"),
    evidence: evidenceOf(leaves, agreed.length > 0 ? "aligned" : "scored"),
    words: content.missing,
  };
}

const TELLING = 0.45; // weight of a word that says something, as in `contentOf`

function isUnsaid(claim: string, leaf: Leaf, { names }: KnownRecord): boolean {
  const name = names.of(leaf.place);
  if (leaf.type !== "string" || isProse(leaf) || name.length === 0) return false;
  const said = new Set(words(claim).map(({ key }) => key));
  return (
    name.every((key) => said.has(key)) &&
    !words(leaf.text).some((word) => said.has(word.key) && weightOf(word) >= TELLING)
  );
}

/** The members of a list of records that a claim names. */
function unitsNamed(subjects: readonly Subject[], { unitOf }: KnownRecord): ReadonlySet<number> | undefined {
  const units = new Set<number>();
  for (const { group, stretches } of subjects) {
    const [one, other] = group.members.map(({ leaves: [leaf] }) => (leaf === undefined ? 0 : unitOf.get(leaf)));
    if (one === other) continue;
    for (const { members } of stretches)
      for (const {
        leaves: [leaf],
      } of members)
        if (leaf !== undefined) units.add(unitOf.get(leaf) ?? 0);
  }
  return units.size === 0 ? undefined : units;
}
