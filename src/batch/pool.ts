import { VouchsafeError } from "../errors.ts";
import type { Answer, Failure, Outcome } from "../types.ts";
import { OVERTIME } from "../verify/outcome-of.ts";
import { lost, unsendable } from "./lost.ts";
import type { FromWorker, Task } from "./messages.ts";
import { haveOneSource, portable } from "./portable.ts";
import { startThread, type Thread } from "./thread.ts";

/** Threads that check answers. */
export interface Pool {
  /** Rejects with what `verify` rejects with, or when no worker can be started. */
  check(answer: Answer): Promise<Outcome>;
  close(): Promise<void>;
}

interface Job {
  readonly answer: Answer;
  readonly started: number;
  /** It was on a worker that died: checked again alone, so that it is known whose fault the next death is. */
  suspect: boolean;
  resolve(outcome: Outcome | Promise<Outcome>): void;
  reject(error: unknown): void;
}

/** A place for a worker, which may be replaced by another. */
interface Slot {
  thread: Thread | undefined;
  /** Its chain is made. */
  isReady: boolean;
  /** How long it may say nothing while it checks; `undefined`: for ever. */
  patienceMs: number | undefined;
  /** It was ended since it said nothing for that long. */
  isLate: boolean;
  /** What it has been sent and has not answered, by number. */
  readonly jobs: Map<number, Job>;
}

const START_MS = 60_000; // for a chain that opens files or asks for its configuration; one of ours takes 200 ms
const GRACE_MS = 1_000; // past a row's deadline: what one step of a guard may take on a busy machine, and a message its way
const DEATHS_IN_A_ROW = 10; // without one outcome between them: then it is not the rows, and no other worker is started

/**
 * A pool that sends rows in messages of up to `batch`, two of them to each worker at a time, so that none waits for the
 * next. A row whose worker dies comes out as `failed`, one that its worker is ended over, since a guard never lets go of
 * the thread, as `timed-out`; the rows sent along with it are checked once more by another.
 */
export function openPool(task: Task, { workers, batch }: { readonly workers: number; readonly batch: number }): Pool {
  const slots = Array.from({ length: workers }, newSlot);
  const waiting: Job[] = [];
  const suspects: Job[] = [];
  let rows = 0;
  let deaths = 0;
  let isReady = false;
  let isPlanned = false;
  let broken: { readonly error: unknown } | undefined;

  /** Once the rows that come at one go are all there. */
  function plan(): void {
    if (isPlanned) return;
    isPlanned = true;
    queueMicrotask(() => {
      isPlanned = false;
      try {
        for (const slot of slots) fill(slot);
      } catch (error) {
        // A thread that cannot be started at all.
        breakDown(error);
      }
    });
  }

  function fill(slot: Slot): void {
    if (broken !== undefined) breakDown(broken.error);
    if (deaths >= DEATHS_IN_A_ROW) giveUp();
    // Before rows are taken for it: where it cannot be started they are still to be found.
    if (waiting.length + suspects.length > 0) slot.thread ??= start(slot);
    for (let next = nextFor(slot); next.length > 0; next = nextFor(slot)) {
      if (!send(slot, next)) for (const job of next) send(slot, [job]) || refuse(job);
    }
    slot.thread?.hold(slot.jobs.size > 0);
  }

  function nextFor({ jobs }: Slot): readonly Job[] {
    const isIdle = jobs.size === 0;
    if (isIdle && suspects.length > 0) return suspects.splice(0, 1);
    if ([...jobs.values()].some(({ suspect }) => suspect)) return [];
    // An idle worker takes its share of what there is, a busy one only a whole message ahead.
    if (isIdle) return takeWaiting(Math.min(batch, Math.ceil(waiting.length / workers)));
    return jobs.size <= batch && waiting.length >= batch ? takeWaiting(batch) : [];
  }

  /** So many, and those after them over the same source: the worker has it prepared, another would do that again. */
  function takeWaiting(count: number): readonly Job[] {
    let end = count;
    const last = waiting[count - 1];
    while (end < 2 * count && last !== undefined && haveOneSource(last.answer, waiting[end]?.answer)) end += 1;
    return waiting.splice(0, end);
  }

  /** Whether they could be cloned. */
  function send(slot: Slot, jobs: readonly Job[]): boolean {
    const numbered = jobs.map((job) => [rows++, job] as const);
    try {
      slot.thread?.send(numbered.map(([row, { answer }]) => [row, answer]));
    } catch {
      return false;
    }
    const wasIdle = slot.jobs.size === 0;
    for (const [row, job] of numbered) slot.jobs.set(row, job);
    if (wasIdle) listen(slot);
    return true;
  }

  const refuse = (job: Job): void => job.resolve(unsendable(job.answer, task.options));

  /** From now on, as long as there is something to wait for. Its start is waited for without this. */
  function listen({ thread, isReady, patienceMs, jobs }: Slot): void {
    if (isReady) thread?.expect(jobs.size > 0 ? patienceMs : undefined);
  }

  function start(slot: Slot): Thread {
    Object.assign(slot, { isReady: false, isLate: false });
    const thread = startThread(task, {
      onMessage: (message) => hear(slot, message),
      onSilence() {
        slot.isLate = true;
        if (slot.isReady) slot.thread?.kill();
        else breakDown(unstarted());
      },
      onDeath: (exitCode, cause) => bury(slot, exitCode, cause),
    });
    thread.expect(START_MS);
    return thread;
  }

  function hear(slot: Slot, message: FromWorker): void {
    if (message.type === "ready") {
      isReady = true;
      slot.isReady = true;
      slot.patienceMs = message.timeoutMs === undefined ? undefined : message.timeoutMs + GRACE_MS;
    } else if (message.type === "refused") breakDown(message.error);
    else {
      deaths = 0;
      const settled = message.type === "outcomes" ? message.outcomes.map(([row]) => row) : [message.row];
      if (message.type === "failed") slot.jobs.get(message.row)?.reject(message.error);
      else for (const [row, outcome] of message.outcomes) slot.jobs.get(row)?.resolve(outcome);
      for (const row of settled) slot.jobs.delete(row);
      plan();
    }
    listen(slot);
  }

  function bury(slot: Slot, exitCode: number, cause: unknown): void {
    deaths += 1;
    slot.thread = undefined;
    // It is the chain or the platform, not a row.
    if (!isReady) breakDown(stillborn(exitCode, cause));
    const jobs = [...slot.jobs.values()];
    slot.jobs.clear();
    for (const job of jobs) {
      if (job.suspect)
        bereave(job, slot.isLate ? OVERTIME : died(`the worker that checked it ended, ${howOf(exitCode, cause)}`));
      else {
        job.suspect = true;
        suspects.push(job);
      }
    }
    plan();
  }

  const bereave = ({ resolve, answer, started }: Job, failure: Failure): void =>
    resolve(lost(answer, failure, performance.now() - started));

  function giveUp(): void {
    const message = `it was not checked: ${DEATHS_IN_A_ROW} workers in a row ended without an outcome`;
    for (const job of [...suspects.splice(0), ...waiting.splice(0)]) bereave(job, died(message));
  }

  function breakDown(error: unknown): void {
    broken ??= { error };
    const left = [...slots.flatMap(({ jobs }) => [...jobs.values()]), ...suspects.splice(0), ...waiting.splice(0)];
    for (const { jobs, thread } of slots) {
      jobs.clear();
      thread?.expect(undefined);
    }
    for (const job of left) job.reject(broken.error);
  }

  return {
    async check(row) {
      const answer = portable(row);
      if (answer === undefined) return unsendable(row, task.options);
      return new Promise((resolve, reject) => {
        waiting.push({ answer, started: performance.now(), suspect: false, resolve, reject });
        plan();
      });
    },
    async close() {
      await Promise.all(slots.map(({ thread }) => thread?.close()));
    },
  };
}

const newSlot = (): Slot => ({
  thread: undefined,
  isReady: false,
  patienceMs: undefined,
  isLate: false,
  jobs: new Map(),
});

const died = (message: string): Failure => ({ code: "worker-died", message });

function unstarted(): VouchsafeError {
  const message = `A worker could not be started: \`options\` of \`chain\` were not there after ${START_MS / 1_000} seconds.`;
  return new VouchsafeError(message, { code: "worker-died" });
}

function stillborn(exitCode: number, cause: unknown): VouchsafeError {
  const message = `A worker could not be started: it ended, ${howOf(exitCode, cause)}.`;
  return new VouchsafeError(message, { code: "worker-died", cause });
}

/** Its kind and code, never its message, which may quote a source. */
function howOf(exitCode: number, cause: unknown): string {
  if (!(cause instanceof Error)) return `with exit code ${exitCode}`;
  const code = "code" in cause && typeof cause.code === "string" ? ` (${cause.code})` : "";
  return `by ${cause.name}${code}`;
}
