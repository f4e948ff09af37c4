import { type Context, type Draft, type Guard, runGuard, type Verdict } from "vouchsafe/core";

/** What a guard said of a draft: read by the library, and as it came. */
export interface Heard {
  readonly verdict: Verdict;
  /** What `check` gave; absent if it gave nothing before it was ended. */
  readonly raw?: unknown;
}

/** What the guard says; given up as `guard-timed-out` after `patienceMs`. */
export async function hear(guard: Guard, draft: Draft, patienceMs: number): Promise<Heard> {
  const ender = new AbortController();
  const timer = setTimeout(() => ender.abort(), patienceMs);
  let raw: { readonly raw?: unknown } = {};
  const recorded: Guard = {
    name: guard.name,
    unit: guard.unit,
    async check(read, context) {
      const findings = await guard.check(read, context);
      raw = { raw: findings };
      return findings;
    },
  };
  try {
    const verdict = await runGuard(recorded, draft, quietContext(ender.signal));
    return { verdict, ...raw };
  } finally {
    clearTimeout(timer);
  }
}

export function quietContext(abortSignal: AbortSignal): Context {
  return { abortSignal, trace: { event() {} } };
}

/** One text for each thing that a guard can say, so that two can be compared. */
export function wordsOf(verdict: Verdict): string {
  return JSON.stringify(verdict.status === "error" ? verdict.failure : verdict.findings);
}
