import type { Checked } from "vouchsafe/eval";
import { block, type Page } from "../page.ts";

/** Whether the gate held, and by which figures. */
export function renderBounds(bounds: readonly Checked[], page: Page): string {
  const { paint } = page;
  const holds = bounds.every((bound) => bound.holds);
  return [
    ...block(holds ? "The gate held" : "The gate failed", page, { style: holds ? paint.good : paint.bad }),
    ...bounds.flatMap(({ figure, limit, fail, value, holds: isGood }) => {
      const found = value === undefined ? "cannot be computed" : value.toFixed(4);
      const rule = `${fail === "under" ? "at least" : "at most"} ${limit} is asked`;
      return block(`${figure} ${found}; ${rule}`, page, {
        indent: "    ",
        mark: `  ${isGood ? paint.good("✓") : paint.bad("✗")} `,
      });
    }),
  ].join("\n");
}
