/** At most so many starts in any stretch of so many milliseconds. */
export interface Rate {
  /** How long until the next may start; 0: now. */
  waitMs(now: number): number;
  start(now: number): void;
  /** A start is taken back: nothing came of it. */
  undo(start: number): void;
}

/**
 * Remembers the starts of the last `periodMs`, which are `most` at most: so the bound holds in every stretch, not in
 * calendar minutes only.
 */
export function rateOf(most: number, periodMs: number): Rate {
  const starts: number[] = [];
  return {
    waitMs(now) {
      const [oldest = now] = starts;
      return starts.length < most ? 0 : Math.max(0, oldest + periodMs - now);
    },
    start(now) {
      if (starts.length >= most) starts.shift();
      starts.push(now);
    },
    undo(start) {
      const at = starts.lastIndexOf(start);
      if (at >= 0) starts.splice(at, 1);
    },
  };
}
