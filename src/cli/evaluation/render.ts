import type { Evaluation, Figure, FigureName, Measures, Point } from "vouchsafe/eval";
import { block, type Page } from "../page.ts";
import { printableLine } from "../printable.ts";
import { displayWidth } from "../wrap.ts";

const NAMES: readonly (readonly [figure: FigureName, name: string, meaning: string])[] = [
  ["precision", "Precision", "of the flagged, unsupported"],
  ["recall", "Recall", "of the unsupported, flagged"],
  ["f1", "F1", "harmonic mean of the two"],
  ["balancedAccuracy", "Balanced accuracy", "of both kinds, decided rightly"],
  ["auroc", "AUROC", "pairs that support ranks rightly"],
  ["aurc", "AURC", "mean risk; less is better"],
  ["expectedCalibrationError", "Calibration error", "less is better"],
];
const NAME = 20; // columns
const VALUE = 7;
const INTERVAL = 15;
const MOST_GROUPS = 20; // the largest; all are in --json and --html

/** The numbers of an evaluation for a person, with what each of them means. */
export function renderEvaluation(evaluation: Evaluation, page: Page): string {
  const { overall, groups, riskCoverage, probabilities } = evaluation;
  const { paint } = page;
  const decided = "Positive is an unsupported case; flagged is what would be withheld.";
  const about = `${count(overall.cases, "case")} from ${count(overall.clusters, "source")}: ${figure(overall.supported)} supported, ${figure(overall.unsupported)} unsupported`;
  const raw =
    "The calibration error is that of raw support, which is no probability: vouchsafe eval --calibrate FILE makes one.";
  const parts: readonly (readonly string[])[] = [
    [...block(about, page, { style: paint.strong }), ...block(decided, page, { style: paint.quiet })],
    [
      paint.quiet(`${"In per cent".padEnd(NAME)}${"value".padStart(VALUE)}${"95 % interval".padStart(INTERVAL)}`),
      ...NAMES.flatMap(([name, title, meaning]) => row(title, overall.figures[name], meaning, page)),
      ...(probabilities === "raw" && overall.cases > 0 ? block(raw, page, { style: paint.quiet }) : []),
    ],
    table(overall, page),
    released(riskCoverage, page),
    byGroup(groups, page),
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.join("\n"))
    .join("\n\n");
}

function row(title: string, found: Figure, meaning: string, page: Page): readonly string[] {
  const { paint } = page;
  const name = title.padEnd(NAME);
  if ("missing" in found)
    return [`${name}${paint.unsure("–".padStart(VALUE))}  ${paint.quiet(`not computed: ${found.missing}`)}`];
  const { value, low, high } = found;
  const interval = low === undefined || high === undefined ? "" : `${share(low)} – ${share(high)}`;
  const shown = `${name}${paint.strong(share(value).padStart(VALUE))}${interval.padStart(INTERVAL)}  `;
  const room = page.width - NAME - VALUE - INTERVAL - 2;
  return [displayWidth(meaning) > room ? shown.trimEnd() : `${shown}${paint.quiet(meaning)}`];
}

function table({ counts }: Measures, { paint }: Page): readonly string[] {
  const { caught, missed, alarms, quiet } = counts;
  const line = (name: string, flagged: string, passed: string): string => `${name.padEnd(NAME)}${flagged}${passed}`;
  const cell = (number: number): string => figure(number).padStart(VALUE);
  return [
    paint.quiet(line("", "flagged".padStart(VALUE), "passed".padStart(VALUE + 2))),
    line("Unsupported", paint.good(cell(caught)), paint.bad(`  ${cell(missed)}`)),
    line("Supported", paint.bad(cell(alarms)), paint.good(`  ${cell(quiet)}`)),
  ];
}

/** What a reader would meet if only the best scores were released. */
function released(points: readonly Point[], { paint }: Page): readonly string[] {
  const shares = [0.1, 0.25, 0.5, 0.75, 1];
  const found = shares.map((coverage) => points.find((point) => point.coverage >= coverage));
  if (points.length === 0) return [];
  const cells = (texts: readonly string[]): string => texts.map((text) => text.padStart(VALUE + 1)).join("");
  return [
    paint.quiet(`${"Best scores released".padEnd(NAME)}${cells(shares.map((coverage) => `${100 * coverage} %`))}`),
    `${"of them unsupported".padEnd(NAME)}${cells(found.map((point) => share(point?.risk ?? 0)))}`,
    paint.quiet(`${"from support".padEnd(NAME)}${cells(found.map((point) => (point?.threshold ?? 0).toFixed(3)))}`),
  ];
}

const COLUMNS: readonly (readonly [name: string, figure: FigureName])[] = [
  ["precision", "precision"],
  ["recall", "recall"],
  ["bal. acc.", "balancedAccuracy"],
  ["AUROC", "auroc"],
];

function byGroup(groups: Evaluation["groups"], { paint }: Page): readonly string[] {
  if (groups.length === 0) return [];
  const cell = (text: string): string => text.padStart(10);
  const left = groups.length - MOST_GROUPS;
  return [
    paint.quiet(
      `${"By group".padEnd(NAME)}${cell("cases")}${cell("unsupp.")}${COLUMNS.map(([name]) => cell(name)).join("")}`,
    ),
    ...groups.slice(0, MOST_GROUPS).map(({ group, cases, unsupported, figures }) => {
      const shares = COLUMNS.map(([, name]) => {
        const found = figures[name];
        return cell("missing" in found ? "–" : share(found.value));
      });
      return `${fitted(printableLine(group))}${cell(figure(cases))}${cell(figure(unsupported))}${shares.join("")}`;
    }),
    ...(left > 0 ? [`… and ${figure(left)} more`] : []),
  ];
}

function fitted(name: string): string {
  let shown = name;
  while (displayWidth(shown) > NAME - 1) shown = `${[...shown].slice(0, -2).join("")}…`;
  return shown + " ".repeat(NAME - displayWidth(shown));
}

const figure = (value: number): string => value.toLocaleString("en-US");
const count = (number: number, noun: string): string => `${figure(number)} ${noun}${number === 1 ? "" : "s"}`;
export const share = (value: number): string => (100 * value).toFixed(1);
