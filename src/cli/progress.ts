/** Tells on standard error how far a run has come. Never writes to standard output. */
export interface Progress {
  /** `said` is what was done so far, in words. */
  advance(done: number, said: () => string): void;
  /** Wipes what stands there, before anything else is written. */
  clear(): void;
}

const everyMs = 200; // often enough to look alive, seldom enough to cost nothing
const everyLines = 1000; // in a log: one line in some seconds

/**
 * On a terminal one line that is written over, unless the outcomes go to the same terminal; elsewhere a line every
 * thousand.
 */
export function openProgress(now: () => number = Date.now): Progress {
  const isLive = process.stderr.isTTY === true && process.stdout.isTTY !== true;
  const isLogged = process.stderr.isTTY !== true;
  let last = now();
  let isShown = false;
  return {
    advance(done, said) {
      if (isLogged && done % everyLines === 0) process.stderr.write(`${said()} so far\n`);
      if (!isLive || now() - last < everyMs) return;
      last = now();
      isShown = true;
      process.stderr.write(`\r${said()} so far\u001B[K`);
    },
    clear() {
      if (isShown) process.stderr.write("\r\u001B[K");
      isShown = false;
    },
  };
}
