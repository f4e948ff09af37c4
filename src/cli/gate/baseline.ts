import { badInput } from "../flags.ts";
import { describeInvalid } from "../report.ts";
import type { Session } from "../session.ts";
import { storedOutcomes } from "../summary/stored-outcomes.ts";
import { contentKey, idKey, invalidKey, sharedKey } from "./case-key.ts";

/** What an earlier run had under one key. */
export interface Known {
  /** On how many of its lines. */
  lines: number;
  wasVerified: boolean;
  /** How many cases of this run had it. */
  seen: number;
  /** Its one case was met by a case of this run that has its id alone, and was escalated as it was. */
  isLoose: boolean;
}
/** Of an earlier run the keys and what became of them, and no text. */
export interface Baseline {
  /** By `idKey`, or `invalidKey`. */
  readonly byId: ReadonlyMap<string, Known>;
  readonly byContent: ReadonlyMap<string, Known>;
  /** By `sharedKey`: where an id stands for several cases. */
  readonly byBoth: ReadonlyMap<string, Known>;
  /** How many of its cases this run has not had, neither by id nor by content. */
  gone(): number;
  /** An id that stands on several lines, and how many lines repeat one. */
  readonly repeated: RepeatedIds;
}
export interface RepeatedIds {
  number: number;
  example?: string;
}

/** The cases of a file of outcomes. Throws bad input at a line that is none. */
export async function readBaseline(
  file: string,
  options: { readonly session: Session; readonly maxLineBytes: number },
): Promise<Baseline> {
  const byId = new Map<string, Known>();
  const byContent = new Map<string, Known>();
  const byBoth = new Map<string, Known>();
  const cases: { readonly own: Known; readonly both?: Known; readonly content?: Known }[] = [];
  const repeated: RepeatedIds = { number: 0 };
  for await (const line of storedOutcomes([file], options)) {
    if ("fault" in line) throw badInput(`--baseline: ${describeInvalid(line.fault)}`);
    const { stored } = line;
    const isVerified = stored.status === "verified";
    if (stored.status === "invalid") {
      cases.push({ own: knownAt(byId, invalidKey(stored), isVerified) });
      continue;
    }
    const key = idKey(stored.id);
    if (byId.has(key)) tellRepeated(repeated, stored.id);
    cases.push({
      own: knownAt(byId, key, isVerified),
      both: knownAt(byBoth, sharedKey(stored.id, stored), isVerified),
      content: knownAt(byContent, contentKey(stored), isVerified),
    });
  }
  const isGone = ({ own, both, content }: (typeof cases)[number]): boolean =>
    (own.lines > 1 ? both : own)?.seen === 0 && (content?.seen ?? 0) === 0;
  return { byId, byContent, byBoth, gone: () => cases.filter(isGone).length, repeated };
}

/** Of two under one key, the one that was verified is the one that can be lost. */
function knownAt(all: Map<string, Known>, key: string, isVerified: boolean): Known {
  const known = all.get(key) ?? { lines: 0, wasVerified: false, seen: 0, isLoose: false };
  known.lines += 1;
  known.wasVerified ||= isVerified;
  all.set(key, known);
  return known;
}

export function tellRepeated(repeated: RepeatedIds, id: string): void {
  repeated.number += 1;
  repeated.example ??= id;
}
