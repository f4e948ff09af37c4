export interface Count {
  readonly all: number;
  readonly right: number;
  readonly strict: number;
}

/** Counts by what was asked. */
export type Tally = Map<string, Count>;

export const emptyTally = (): Tally => new Map();

export function addTo(tally: Tally, key: string, { right, strict }: { right: boolean; strict: boolean }): void {
  const known = tally.get(key) ?? { all: 0, right: 0, strict: 0 };
  tally.set(key, {
    all: known.all + 1,
    right: known.right + (right ? 1 : 0),
    strict: known.strict + (strict ? 1 : 0),
  });
}
