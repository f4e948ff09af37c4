import { type Answer, clip, sourceText } from "vouchsafe";
import type { Place } from "../entries.ts";
import { type Invalid, nameOf } from "../report.ts";
import { noneYet, type Tally } from "../tally.ts";
import { type FalseAlarm, likelihoodOfFalseAlarm } from "./false-alarm.ts";
import type { StoredEscalated, StoredFinding, StoredOutcome } from "./stored-outcome.ts";

/** How many answers have a reason or a code, and the first of them. */
export interface Count {
  number: number;
  readonly example: string;
}
/** An escalated answer that may be right, and what to know of it. */
export interface Suspect extends FalseAlarm {
  readonly name: string;
  readonly place: Place;
  readonly finding: StoredFinding;
  /** The sentence at fault; empty if the finding names none. */
  readonly sentence: string;
  /** The source text nearest to it, where the sources are at hand. */
  readonly nearest?: string;
}
/** Counts, one example each, and the ten likeliest false alarms: the same size for ten answers and for ten million. */
export interface Summary {
  readonly tally: Tally;
  readonly reasons: ReadonlyMap<string, Count>;
  readonly codes: ReadonlyMap<string, Count>;
  readonly suspects: readonly Suspect[];
}
export interface Collector extends Summary {
  /** Counts an outcome, or an answer that could not be read. `answer` is what was checked, where it is at hand. */
  add(place: Place, found: StoredOutcome | Invalid, answer?: Answer): void;
}

const MOST_SUSPECTS = 10;
const MOST_NAMES = 1_000; // of reasons and of codes: a hundred times what guards raise, and a bound on hostile input
const LONGEST_NAME = 80;
const LONGEST_TEXT = 600; // units of a sentence or source kept: more than is shown
const OTHERS = "others";

export function collector(): Collector {
  const tally = noneYet();
  const reasons = new Map<string, Count>();
  const codes = new Map<string, Count>();
  const suspects: Suspect[] = [];
  return {
    tally,
    reasons,
    codes,
    suspects,
    add(place, found, answer) {
      tally[found.status] += 1;
      if (found.status !== "escalated") return;
      const name = nameFor(found, place, answer);
      const { reason, findings, failures } = found.escalation;
      count(reasons, reason, name);
      for (const code of new Set([...failures, ...findings].map(({ code }) => code))) count(codes, code, name);
      const alarm = likelihoodOfFalseAlarm(found);
      const last = suspects[MOST_SUSPECTS - 1];
      const [finding] = findings;
      if (finding === undefined || alarm.likelihood <= (last?.likelihood ?? 0)) return;
      const rank = suspects.findIndex(({ likelihood }) => likelihood < alarm.likelihood);
      const suspect = { ...alarm, name, place, ...shownOf(found, finding, answer) };
      suspects.splice(rank < 0 ? suspects.length : rank, 0, suspect);
      suspects.length = Math.min(suspects.length, MOST_SUSPECTS);
    },
  };
}

/** The id that the answer was given; without one, where it stands: an id that was drawn for it tells nobody anything. */
function nameFor(found: StoredEscalated, place: Place, answer: Answer | undefined): string {
  const name = answer === undefined ? found.id : answer.id;
  return name === undefined ? describePlace(place) : clip(name, LONGEST_NAME);
}

export function describePlace({ file, line, item }: Place): string {
  return `${nameOf(file)}${line === undefined ? "" : `:${line}`}${item === undefined ? "" : `[${item}]`}`;
}

function count(counts: Map<string, Count>, written: string, example: string): void {
  const name = clip(written, LONGEST_NAME);
  const known = counts.get(name) ?? (counts.size < MOST_NAMES ? undefined : counts.get(OTHERS));
  if (known === undefined) counts.set(counts.size < MOST_NAMES ? name : OTHERS, { number: 1, example });
  else known.number += 1;
}

function shownOf(
  { escalation }: StoredEscalated,
  finding: StoredFinding,
  answer: Answer | undefined,
): Pick<Suspect, "finding" | "sentence" | "nearest"> {
  const { at, nearest } = finding;
  const sentence = at === undefined ? "" : clip(escalation.withheld.answer.slice(at.start, at.end), LONGEST_TEXT);
  const source = nearest === undefined ? undefined : answer?.sources[nearest.source];
  return {
    finding: { ...finding, code: clip(finding.code, LONGEST_NAME), message: clip(finding.message, LONGEST_TEXT) },
    sentence,
    ...(source === undefined || nearest === undefined
      ? {}
      : { nearest: clip(sourceText(source).slice(nearest.span.start, nearest.span.end), LONGEST_TEXT) }),
  };
}
