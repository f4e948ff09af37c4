import { badInput } from "../flags.ts";
import { describeInvalid } from "../report.ts";
import type { Session } from "../session.ts";
import { storedOutcomes } from "../summary/stored-outcomes.ts";
import { contentKey, idKey, invalidKey } from "./case-key.ts";

/** A case of an earlier run: whether it was verified, and whether this run has had it. */
export interface KnownCase {
  wasVerified: boolean;
  isSeen: boolean;
}
/** Of an earlier run the keys and what became of them, and no text. */
export interface Baseline {
  readonly cases: readonly KnownCase[];
  /** By `idKey`, or `invalidKey`. */
  readonly byId: ReadonlyMap<string, KnownCase>;
  readonly byContent: ReadonlyMap<string, readonly KnownCase[]>;
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
  const byId = new Map<string, KnownCase>();
  const byContent = new Map<string, KnownCase[]>();
  const repeated: RepeatedIds = { number: 0 };
  for await (const line of storedOutcomes([file], options)) {
    if ("fault" in line) throw badInput(`--baseline: ${describeInvalid(line.fault)}`);
    const { stored } = line;
    const isVerified = stored.status === "verified";
    const key = stored.status === "invalid" ? invalidKey(stored) : idKey(stored.id);
    const twin = byId.get(key);
    if (twin !== undefined && stored.status !== "invalid") tellRepeated(repeated, stored.id);
    const known = twin ?? { wasVerified: isVerified, isSeen: false };
    // Of two with one id, the one that was verified is the one that can be lost.
    known.wasVerified ||= isVerified;
    byId.set(key, known);
    if (stored.status === "invalid") continue;
    const content = contentKey(stored);
    byContent.set(content, [...(byContent.get(content) ?? []), known]);
  }
  return { cases: [...byId.values()], byId, byContent, repeated };
}

export function tellRepeated(repeated: RepeatedIds, id: string): void {
  repeated.number += 1;
  repeated.example ??= id;
}
