import { type Change, type Comparison, FIGURES, type Measures } from "vouchsafe/eval";
import { block, type Page } from "../page.ts";
import { printableLine } from "../printable.ts";
import { nameOf } from "../report.ts";
import { share } from "./render.ts";

const MOST = 20; // of each kind: the others are counted, and are in --json

/** What changed since an earlier run: the figures, and the cases that are decided otherwise. */
export function renderComparison(file: string, comparison: Comparison, now: Measures, page: Page): string {
  const { mended, broken, relabelled, same, rescored, added, gone, before } = comparison;
  const { paint } = page;
  const counts = `${mended.length} mended, ${broken.length} broken, ${same} decided as before, ${rescored} of them with another score; ${added.length} new, ${gone.length} gone`;
  const lines = FIGURES.flatMap((name) => {
    const [was, is] = [before.figures[name], now.figures[name]];
    if ("missing" in was || "missing" in is) return [];
    const change = 100 * (is.value - was.value);
    const shown = `${change >= 0 ? "+" : "−"}${Math.abs(change).toFixed(1)}`;
    return [`  ${name.padEnd(26)}${share(was.value).padStart(6)} → ${share(is.value).padStart(5)}${shown.padStart(8)}`];
  });
  return [
    ...block(`Beside ${printableLine(nameOf(file))}: ${counts}`, page, { style: paint.strong }),
    ...lines,
    ...listed(broken, paint.bad("✗"), page),
    ...listed(mended, paint.good("✓"), page),
    ...listed(relabelled, paint.unsure("?"), page),
  ].join("\n");
}

function listed(changes: readonly Change[], mark: string, page: Page): readonly string[] {
  const left = changes.length - MOST;
  return [
    ...changes.slice(0, MOST).flatMap((change) =>
      block(`${printableLine(change.id)}: ${described(change)}`, page, {
        indent: "    ",
        mark: `  ${mark} `,
        limit: 3,
      }),
    ),
    ...(left > 0 ? [`    … and ${left.toLocaleString("en-US")} more`] : []),
  ];
}

function described({ before, after }: Change): string {
  const scores = `support ${before.score.toFixed(3)} → ${after.score.toFixed(3)}`;
  if (before.supported !== after.supported)
    return `labelled ${label(after.supported)} now, ${label(before.supported)} before; ${scores}`;
  return `${label(after.supported)}, ${after.flagged ? "flagged" : "passed"} now; ${scores}`;
}

const label = (supported: boolean): string => (supported ? "supported" : "unsupported");
