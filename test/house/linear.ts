import { checkSync, type Diagnostics } from "recheck";
import type { Pattern } from "./regexes.ts";

// Read when the first pattern is checked: the checker as plain JavaScript, the same wherever the tests run.
process.env.RECHECK_SYNC_BACKEND = "pure";

/** One pattern that the checker misjudges, with the reason why it is linear nevertheless. */
export interface Excused {
  /** As it stands in the file, between slashes and with its flags. */
  readonly pattern: string;
  readonly why: string;
}

/** One sentence for each pattern that is not shown to take linear time. */
export function slowPatterns(patterns: readonly Pattern[], excused: readonly Excused[]): readonly string[] {
  const known = new Set(excused.map(({ pattern }) => pattern));
  return patterns.flatMap((pattern) => {
    if (pattern.source === undefined) return [`${pattern.where} is not constant, so nobody can check it`];
    const written = `/${pattern.source}/${pattern.flags}`;
    const verdict = known.has(written) ? undefined : verdictOn(pattern.source, pattern.flags);
    return verdict === undefined ? [] : [`${pattern.where} ${written} is ${verdict}`];
  });
}

/** Excuses that no pattern needs: each would hide the next pattern that happens to be written so. */
export function idleExcuses(patterns: readonly Pattern[], excused: readonly Excused[]): readonly string[] {
  const written = new Set(patterns.map(({ source, flags }) => `/${source}/${flags}`));
  return excused.map(({ pattern }) => pattern).filter((pattern) => !written.has(pattern));
}

const seen = new Map<string, string | undefined>();

function verdictOn(source: string, flags: string): string | undefined {
  // `v` reads as `u` does, but for set operations, which then cannot be read and so are not passed over.
  // `d` only reports positions.
  const readable = flags.replace("v", "u").replace("d", "");
  const key = `/${source}/${readable}`;
  if (!seen.has(key)) seen.set(key, described(checked(source, readable)));
  return seen.get(key);
}

/**
 * Automata decide exactly, and know that a bounded repetition is linear. What they cannot read (assertions,
 * backreferences) or not decide in time is attacked with made-up texts instead, which takes longer and may miss.
 */
function checked(source: string, flags: string): Diagnostics {
  const exact = checkSync(source, flags, { checker: "automaton", timeout: 1500 });
  if (exact.status !== "unknown") return exact;
  // A quadratic pattern takes 50 million steps on 10,000 characters, a linear one with a bound of 1,000 takes 10.
  const attack = { maxAttackStringSize: 10_000, attackLimit: 30_000_000 };
  return checkSync(source, flags, { checker: "fuzz", timeout: 30_000, ...attack });
}

function described(found: Diagnostics): string | undefined {
  if (found.status === "safe") return undefined;
  if (found.status === "unknown") return `not decided (${JSON.stringify(found.error)})`;
  return `slow: ${found.complexity.summary}, by ${JSON.stringify(found.attack.pattern).slice(0, 120)}`;
}
