import { clip } from "vouchsafe";
import type { Place } from "../entries.ts";
import { invocation } from "../invocation.ts";
import { block, codePainted, type Page } from "../page.ts";
import { printable, printableLine } from "../printable.ts";
import { checked } from "../tally.ts";
import { displayWidth } from "../wrap.ts";
import { type Count, describePlace, type Summary, type Suspect } from "./collect.ts";

const MOST_ROWS = 20; // of codes: those of all built-in guards; with guards of one's own the rarest are left out
// Columns of a row: the longest code of ours has 19 letters, and a million answers nine figures.
const INDENT = "  ";
const NAMED = 21;
const FIGURES = 9;
const SHARES = 8;
const NARROWEST = 8; // of an example: less of it tells nothing

/** A summary for a person: how many came out how, what escalated, and which of it to look at first. */
export function renderSummary(summary: Summary, page: Page, options: { readonly isStored: boolean }): string {
  const { tally, reasons, codes, suspects } = summary;
  const { paint } = page;
  const total = checked(tally);
  const statuses = (["verified", "escalated", "invalid"] as const).filter((status) => tally[status] > 0);
  const style = { verified: paint.good, escalated: paint.bad, invalid: paint.unsure };
  const parts = [
    [
      paint.strong(`${figure(total)} ${total === 1 ? "answer" : "answers"}`),
      ...statuses.map((status) => row(status, tally[status], total, page, { style: style[status] })),
    ],
    counted("Escalated, by reason, with an example of each", reasons, total, page),
    counted("By code, of which an answer may have several", codes, total, page),
    suspects.length === 0 ? [] : renderSuspects(suspects, page, options),
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.join("\n"))
    .join("\n\n");
}

function counted(title: string, counts: ReadonlyMap<string, Count>, total: number, page: Page): readonly string[] {
  if (counts.size === 0) return [];
  const ordered = [...counts].sort(([, left], [, right]) => right.number - left.number);
  const left = ordered.length - MOST_ROWS;
  return [
    ...block(title, page, { style: page.paint.strong }),
    ...ordered.slice(0, MOST_ROWS).map(([name, { number, example }]) => row(name, number, total, page, { example })),
    ...(left > 0 ? [`  … and ${figure(left)} more`] : []),
  ];
}

/** `  claim-unsupported          690  55.8 %  row-17`. */
function row(
  name: string,
  number: number,
  total: number,
  page: Page,
  options: { readonly example?: string; readonly style?: (text: string) => string },
): string {
  const { example = "", style = (text: string) => text } = options;
  const shown = fitted(printableLine(name), NAMED - 1);
  const filling = " ".repeat(NAMED - displayWidth(shown));
  const share = `${((100 * number) / total).toFixed(1)} %`;
  const figures = `${style(shown)}${filling}${figure(number).padStart(FIGURES)}${share.padStart(SHARES)}`;
  const room = page.width - INDENT.length - NAMED - FIGURES - SHARES - 2;
  return `${INDENT}${figures}${example === "" || room < NARROWEST ? "" : `  ${fitted(printableLine(example), room)}`}`;
}

/** Cut to so many columns, one at least. */
function fitted(text: string, columns: number): string {
  let shown = text;
  while (displayWidth(shown) > columns) shown = `${[...shown].slice(0, -2).join("")}…`;
  return shown;
}

const figure = (value: number): string => value.toLocaleString("en-US");

function renderSuspects(
  suspects: readonly Suspect[],
  page: Page,
  options: { readonly isStored: boolean },
): readonly string[] {
  return [
    ...block("To look at first: the likeliest false alarms", page, { style: page.paint.strong }),
    ...block("The less of an answer failed, and the more narrowly, the likelier.", page, { style: page.paint.quiet }),
    ...suspects.flatMap((suspect, at) => ["", ...renderSuspect(suspect, at + 1, page, options)]),
  ];
}

const MARGIN = "    ";

function renderSuspect(
  { name, place, failed, claims, finding, sentence, nearest }: Suspect,
  rank: number,
  page: Page,
  options: { readonly isStored: boolean },
): readonly string[] {
  const { paint } = page;
  return [
    ...block(
      `${printableLine(name)}, ${figure(failed)} of ${figure(claims)} ${claims === 1 ? "claim" : "claims"} failed`,
      page,
      {
        indent: MARGIN,
        mark: `${rank}.`.padEnd(MARGIN.length),
        limit: 2,
      },
    ),
    ...(sentence === "" ? [] : block(quoted(sentence), page, { indent: MARGIN, style: paint.strong, limit: 3 })),
    ...block(`${printableLine(finding.code)}: ${printable(finding.message)}`, page, {
      indent: MARGIN,
      limit: 3,
      style: codePainted(paint.bad),
    }),
    ...renderNearest(finding, nearest, page),
    ...howToLook(place, options.isStored, page).flatMap((line) =>
      block(line, page, { indent: MARGIN, style: paint.quiet }),
    ),
  ];
}

const quoted = (text: string): string => `“${printable(text.replaceAll(/\s+/g, " ").trim())}”`;

/** The source text nearest to the sentence; without the sources, where it stands. */
function renderNearest({ nearest }: Suspect["finding"], text: string | undefined, page: Page): readonly string[] {
  if (nearest === undefined) return [];
  const { start, end } = nearest.span;
  const source = printableLine(clip(nearest.sourceId, 40));
  return text === undefined
    ? block(`source ${source}, characters ${start} to ${end}`, page, { indent: MARGIN, label: "Nearest: ", limit: 2 })
    : block(`${source} says ${quoted(text)}`, page, { indent: MARGIN, limit: 3 });
}

/** A line of a file is shown by a command, which breaks where a shell lets it; of all else there is but its place. */
function howToLook(place: Place, isStored: boolean, page: Page): readonly string[] {
  const { file, line } = place;
  if (file === "-" || line === undefined) return [`Look at ${printableLine(describePlace(place))}`];
  const row = printableLine(`sed -n ${line}p ${shellWord(file)}`);
  if (isStored) return [row];
  const check = `${invocation} verify`;
  const whole = `${row} | ${check}`;
  return displayWidth(whole) <= page.width - MARGIN.length ? [whole] : [`${row} |`, `  ${check}`];
}

/** The name as a shell takes it for one word, which is no flag. */
function shellWord(file: string): string {
  const name = file.startsWith("-") ? `./${file}` : file;
  return /^[\w./,:=@%+-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
