import { lazily } from "../../text/vocabulary.ts";
import { wordingOf } from "../../text/wording.ts";
import type { Mention } from "./flags.ts";
import type { KnownRecord } from "./known.ts";
import type { Scope } from "./scopes.ts";
import { isProse } from "./sentences.ts";
import { saysNothingKnown } from "./silence.ts";

/** A mention and what the record says to it. */
export interface Judged extends Mention {
  readonly verdict: FlagVerdict;
}

/** The mentions that do not agree, but for those beside which another of the same name does and may be the one that is meant. */
export function openIn(scopes: readonly { readonly kind: Scope["kind"]; readonly mentions: readonly Judged[] }[]): {
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

/** What a record says to each flag that a claim names. */
export function verdicts(claim: string, record: KnownRecord): (mention: Mention) => FlagVerdict {
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
    if (flag.state === "doubted" && ZERO.test(claim)) return "neutral";
    if (namesInClaim().some((name) => name.start <= start && name.end >= end)) return "neutral";
    // What a text says of it stands beside the flag.
    if ((flag.state === "no" || flag.state === "unknown") && !denied && isInProse(flag.name)) return "neutral";
    return flag.state === "unknown" || flag.state === "doubted" ? "unknown" : "contradicts";
  };
}

const ZERO = /\b(?:0|zero)\b/iu;
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
  const { positions, words: list } = wordingOf(sentences.text);
  return name.every((key) =>
    (positions.get(key) ?? []).slice(0, MOST).some((position) => {
      const leaf = sentences.leafAt(list[position]?.start ?? 0);
      return leaf !== undefined && isProse(leaf);
    }),
  );
}

const MOST = 200; // places of a word that are looked at: the first ones tell
