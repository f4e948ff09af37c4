import type { Flags } from "../flags.ts";
import type { Page } from "../page.ts";
import type { Session } from "../session.ts";
import { checked, noneYet } from "../tally.ts";
import type { Result } from "../view.ts";
import { readBaseline } from "./baseline.ts";
import { compareWith } from "./comparison.ts";
import { isWithin, limitOf } from "./limit.ts";
import { renderGate } from "./render.ts";

/** What decides in continuous integration: nothing newly escalated, or not too much. */
export interface Gate {
  add(result: Result): void;
  /** What the gate says, for a person. */
  render(page: Page): string;
  /** 0 if it held, 1 if it failed, 2 if it says nothing since a file could not be read, or no answer in it. */
  exitCode(): 0 | 1 | 2;
}

/** The gate that `--baseline` and `--max-escalated` make: both must hold. None without them. */
export async function gateOf(
  flags: Flags,
  options: { readonly session: Session; readonly maxLineBytes: number },
): Promise<Gate | undefined> {
  const file = flags.text("baseline");
  const most = flags.text("max-escalated");
  const limit = most === undefined ? undefined : limitOf(most);
  if (file === undefined && limit === undefined) return undefined;
  const comparer = file === undefined ? undefined : compareWith(await readBaseline(file, options));
  const tally = noneYet();
  let isWhole = true;
  const isLow = (): boolean => limit === undefined || isWithin(limit, tally.escalated + tally.invalid, checked(tally));
  const exitCode = (): 0 | 1 | 2 => {
    if (!isWhole || tally.verified + tally.escalated === 0) return 2;
    return isLow() && (comparer?.result().newly.number ?? 0) === 0 ? 0 : 1;
  };
  return {
    add(result) {
      tally["outcome" in result ? result.outcome.status : "invalid"] += 1;
      // A record that cannot be read is one case; of a file that cannot, nobody knows how many it has.
      if (!("outcome" in result) && result.line === undefined && result.item === undefined) isWhole = false;
      comparer?.add(result);
    },
    render: (page) =>
      renderGate(
        {
          exitCode: exitCode(),
          tally,
          ...(comparer === undefined ? {} : { comparison: comparer.result() }),
          ...(most === undefined ? {} : { most: { written: most, held: isLow() } }),
        },
        page,
      ),
    exitCode,
  };
}
