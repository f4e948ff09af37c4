import type { Measures } from "./evaluate.ts";
import { FIGURES, type FigureName } from "./measure.ts";

/** The least, or the most, that a figure may be. */
export interface Bound {
  readonly figure: FigureName;
  readonly limit: number;
  /** `under`: it must not lie below the limit; `over`: not above. */
  readonly fail: "under" | "over";
}
export interface Checked extends Bound {
  readonly holds: boolean;
  /** What it is; absent where it cannot be computed, and then the bound does not hold. */
  readonly value?: number;
}

/** `balancedAccuracy=0.7` as a bound. Throws `TypeError` for what is none. */
export function parseBound(written: string, fail: Bound["fail"]): Bound {
  const [name = "", value = "", ...more] = written.split("=");
  const figure = FIGURES.find((known) => known === name.trim());
  if (figure === undefined)
    throw new TypeError(`Expected a figure, one of ${FIGURES.join(", ")}, got ${JSON.stringify(name.slice(0, 40))}.`);
  const limit = Number(value);
  if (more.length > 0 || !/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(value.trim()) || !(limit >= 0 && limit <= 1))
    throw new TypeError(`Expected \`${figure}\` to have a limit from 0 to 1, such as ${figure}=0.7.`);
  return { figure, limit, fail };
}

/** Each bound beside the figure. What cannot be computed holds no bound. */
export function checkBounds({ figures }: Measures, bounds: readonly Bound[]): readonly Checked[] {
  return bounds.map((bound) => {
    const found = figures[bound.figure];
    if ("missing" in found) return { ...bound, holds: false };
    const { value } = found;
    return { ...bound, value, holds: bound.fail === "under" ? value >= bound.limit : value <= bound.limit };
  });
}
