import { clip } from "vouchsafe";
import { block, type Page } from "../page.ts";
import { printableLine } from "../printable.ts";
import { checked, type Tally } from "../tally.ts";
import type { RepeatedIds } from "./baseline.ts";
import type { Comparison, Named } from "./comparison.ts";

/** What a gate found. */
export interface GateResult {
  readonly exitCode: 0 | 1 | 2;
  readonly tally: Tally;
  readonly comparison?: Comparison;
  /** `--max-escalated` as written, and whether this run is within it. */
  readonly most?: { readonly written: string; readonly held: boolean };
}

const HEADINGS = {
  0: "The gate held",
  1: "The gate failed",
  2: "The gate says nothing: not all could be read",
} as const;

/** Whether the gate held and why: what is newly escalated, what is mended, how much is escalated in all. */
export function renderGate({ exitCode, tally, comparison, most }: GateResult, page: Page): string {
  const { paint } = page;
  const mark = (isGood: boolean): string => (isGood ? paint.good("✓") : paint.bad("✗"));
  const line = (isGood: boolean, text: string): readonly string[] =>
    block(text, page, { indent: "    ", mark: `  ${mark(isGood)} ` });
  const escalated = tally.escalated + tally.invalid;
  const share = (100 * escalated) / Math.max(1, checked(tally));
  return [
    ...block(HEADINGS[exitCode], page, { style: exitCode === 0 ? paint.good : paint.bad }),
    ...(comparison === undefined
      ? []
      : [
          ...line(comparison.newly.number === 0, `${figure(comparison.newly.number)} newly escalated`),
          ...list(comparison.newly, page),
          ...block(
            `${figure(comparison.mended.number)} mended, ${figure(comparison.still)} escalated as before, ${figure(comparison.gone)} gone`,
            page,
            { indent: "    " },
          ),
          ...list(comparison.mended, page),
          ...tellTwice(comparison.repeated, "this run", page),
          ...tellTwice(comparison.repeatedBefore, "the baseline", page),
        ]),
    ...(most === undefined
      ? []
      : line(
          most.held,
          `${figure(escalated)} of ${figure(checked(tally))} escalated, ${share.toFixed(1)} %; at most ${most.written} may be`,
        )),
  ].join("\n");
}

const figure = (value: number): string => value.toLocaleString("en-US");

function list({ number, names }: Named, page: Page): readonly string[] {
  const left = number - names.length;
  return [
    ...names.flatMap((name) => block(printableLine(name), page, { indent: "      ", limit: 3 })),
    ...(left > 0 ? [`      … and ${figure(left)} more`] : []),
  ];
}

/** Of cases that share an id, one whose answer changes is not known again: worth mending. */
function tellTwice({ number, example }: RepeatedIds, where: string, page: Page): readonly string[] {
  if (example === undefined) return [];
  const text = `${where} repeats an id ${figure(number)} ${number === 1 ? "time" : "times"}, such as ${printableLine(clip(example, 80))}: such a case is known again only with the same answer and sources; give each case an id of its own`;
  return block(text, page, { indent: "    ", mark: `  ${page.paint.unsure("?")} ` });
}
