import type { Draft, Guard } from "vouchsafe/core";
import { copyOf } from "./draft-copies.ts";
import { quietContext } from "./hear.ts";
import { type WatchedSignal, watchedSignal } from "./watched-signal.ts";

/** When the signal is aborted, and what the guard is then found doing. */
const MOMENTS: readonly {
  readonly when: string;
  before?(watched: WatchedSignal): void;
  after?(watched: WatchedSignal): void;
}[] = [
  { when: "no abort" },
  { when: "an abort before the check", before: (watched) => watched.abort() },
  { when: "an abort during the check", after: (watched) => watched.abort() },
];

/**
 * How the guard misbehaves around an abort, if it does: it has to settle, with findings or an error, and to take its
 * listeners off the signal, which may outlive a thousand checks.
 */
export async function breaksAbort(guard: Guard, draft: Draft, patienceMs: number): Promise<string | undefined> {
  for (const { when, before, after } of MOMENTS) {
    const watched = watchedSignal();
    before?.(watched);
    const checked = started(guard, copyOf(draft), watched.signal);
    after?.(watched);
    if (!(await settles(checked, patienceMs))) return `with ${when} it did not settle in ${patienceMs} ms`;
    if (watched.isListenedTo()) return `with ${when} it left a listener on the signal`;
  }
  return undefined;
}

async function started(guard: Guard, draft: Draft, abortSignal: AbortSignal): Promise<unknown> {
  return guard.check(draft, quietContext(abortSignal));
}

async function settles(work: Promise<unknown>, patienceMs: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  const result = await Promise.race([settled, patience]);
  clearTimeout(timer);
  return result;
}
