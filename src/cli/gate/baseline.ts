import { badInput } from "../flags.ts";
import { describeInvalid } from "../report.ts";
import type { Session } from "../session.ts";
import { storedOutcomes } from "../summary/stored-outcomes.ts";
import { contentKey, idKey, invalidKey } from "./case-key.ts";

/** What an earlier run had under one key: whether it was verified, and whether this run has had it. */
export interface Known {
  wasVerified: boolean;
  isSeen: boolean;
}
/** Of an earlier run the keys and what became of them, and no text. */
export interface Baseline {
  /** By `idKey`, or `invalidKey`. */
  readonly byId: ReadonlyMap<string, Known>;
  readonly byContent: ReadonlyMap<string, Known>;
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
  const cases: { readonly own: Known; readonly content?: Known }[] = [];
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
    cases.push({ own: knownAt(byId, key, isVerified), content: knownAt(byContent, contentKey(stored), isVerified) });
  }
  const gone = (): number => cases.filter(({ own, content }) => !own.isSeen && content?.isSeen !== true).length;
  return { byId, byContent, gone, repeated };
}

/** Of two under one key, the one that was verified is the one that can be lost. */
function knownAt(all: Map<string, Known>, key: string, isVerified: boolean): Known {
  const known = all.get(key) ?? { wasVerified: false, isSeen: false };
  known.wasVerified ||= isVerified;
  all.set(key, known);
  return known;
}

export function tellRepeated(repeated: RepeatedIds, id: string): void {
  repeated.number += 1;
  repeated.example ??= id;
}
