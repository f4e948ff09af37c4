import { prepare } from "../../text/prepared.ts";
import { type Leaf, pathOf } from "../../text/record.ts";
import { lazily } from "../../text/vocabulary.ts";
import type { Evidence, Ground, Source } from "../../types.ts";
import { asText } from "./as-text.ts";
import { contentOf } from "./content.ts";
import { recordFiguresMissing } from "./figures.ts";
import type { Mention } from "./flags.ts";
import { checkHours } from "./hours.ts";
import { type KnownRecord, knownRecord } from "./known.ts";
import { type Scope, type Subject, scoped, subjectsOf } from "./scopes.ts";
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
  const verdict = (status: RecordCheck["status"], leaf: Leaf): RecordCheck => ({
    status,
    score,
    agrees: false,
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
    evidence: evidenceOf(leaves, agreed.length > 0 ? "aligned" : "scored"),
    words: content.missing,
  };
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

interface Judged extends Mention {
  readonly verdict: FlagVerdict;
}

/** The mentions that do not agree, but for those beside which another of the same name does and may be the one that is meant. */
function openIn(scopes: readonly { readonly kind: Scope["kind"]; readonly mentions: readonly Judged[] }[]): {
  readonly open: readonly Judged[];
  readonly hasExcused: boolean;
} {
  const namesAgreeing = (mentions: readonly Judged[]): ReadonlySet<string> =>
    new Set(mentions.filter(({ verdict }) => verdict === "agrees").map(({ flag }) => flag.name.join(" ")));
  const outside = namesAgreeing(scopes.flatMap(({ kind, mentions }) => (kind === "outside" ? mentions : [])));
  let hasExcused = false;
  const open = scopes.flatMap(({ kind, mentions }) => {
    const within = namesAgreeing(mentions);
    return mentions.flatMap((mention): readonly Judged[] => {
      const name = mention.flag.name.join(" ");
      if (mention.verdict === "agrees" || mention.verdict === "neutral") return [];
      if (kind !== "named" && outside.has(name)) {
        hasExcused = true;
        return [];
      }
      // Members that differ, of which the claim singles out none.
      return [kind === "unnamed" && within.has(name) ? { ...mention, verdict: "unknown" } : mention];
    });
  });
  return { open, hasExcused };
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
    const payment = PAYMENT.exec(flag.leaf.text)?.[0];
    if (payment !== undefined && flag.leaf.type === "string" && !denied && saysOtherwise(claim, payment))
      return "contradicts";
    if ((flag.state === "yes" && !denied) || (flag.state === "no" && denied)) return "agrees";
    if (flag.state === (denied ? "doubted" : "likely")) return "neutral";
    if (flag.state === "doubted" && /\b(?:0|zero)\b/iu.test(claim)) return "neutral";
    if (namesInClaim().some((name) => name.start <= start && name.end >= end)) return "neutral";
    // What a text says of it stands beside the flag.
    if ((flag.state === "no" || flag.state === "unknown") && !denied && isInProse(flag.name)) return "neutral";
    return flag.state === "unknown" || flag.state === "doubted" ? "unknown" : "contradicts";
  };
}

const PAYMENT = /^(?:free|paid)$/iu;
const FOR_FREE = /\b(?:free|complimentary|gratis|no (?:extra )?(?:charge|cost|fee)|without charge)\b/iu;
const FOR_MONEY = /\b(?:paid|chargeable|fee|charged|surcharge)\b/iu;

/** Whether a claim calls free what is paid for, or the other way round, and not both. */
const saysOtherwise = (claim: string, payment: string): boolean =>
  payment.toLowerCase() === "paid"
    ? FOR_FREE.test(claim) && !FOR_MONEY.test(claim)
    : FOR_MONEY.test(claim) && !FOR_FREE.test(claim);

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
