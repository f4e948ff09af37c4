import { type ArgsDef, defineCommand } from "citty";
import {
  type Checked,
  type Comparison,
  checkBounds,
  compare,
  type Evaluation,
  evaluate,
  FIGURES,
  renderHtml,
} from "vouchsafe/eval";
import { type Calibration, describeCalibration } from "vouchsafe/score";
import type { Command } from "./command.ts";
import { calibrated } from "./evaluation/calibrated.ts";
import { boundsOf, riskOf } from "./evaluation/eval-flags.ts";
import { readRun, writeWhole } from "./evaluation/files.ts";
import { measuredCases } from "./evaluation/measured.ts";
import { renderEvaluation } from "./evaluation/render.ts";
import { renderBounds } from "./evaluation/render-bounds.ts";
import { renderComparison } from "./evaluation/render-comparison.ts";
import { badInput, type Flags, readFlags } from "./flags.ts";
import { block, type Page } from "./page.ts";
import { batchArgs, batchOf } from "./scoring/batch.ts";
import { readCalibration } from "./scoring/calibration-file.ts";
import { openSession } from "./session.ts";
import { openPage } from "./view.ts";

const args: ArgsDef = {
  json: { type: "boolean", description: "Print all numbers, and each case, as one JSON object" },
  html: { type: "string", valueHint: "FILE", description: "Also write a page with the curves drawn" },
  compare: {
    type: "string",
    valueHint: "FILE",
    description: "Show what changed since the run whose --json output is in FILE",
  },
  "fail-under": {
    type: "string",
    valueHint: "FIGURE=N",
    description: "Fail if a figure is below N, 0 to 1; repeatable",
  },
  "fail-over": { type: "string", valueHint: "FIGURE=N", description: "Fail if it is above N; repeatable" },
  calibrate: { type: "string", valueHint: "FILE", description: "Write the calibration that these labels make" },
  risk: {
    type: "string",
    valueHint: "SHARE",
    description: "With --calibrate: release only what is wrong at most so often, such as 0.05, with 95 % confidence",
  },
  calibration: { type: "string", valueHint: "FILE", description: "Flag what this calibration does not release" },
  ...batchArgs,
  "no-color": { type: "boolean", description: "Print without colour, as with NO_COLOR set" },
};

export const evalCommand: Command = {
  definition: defineCommand({
    meta: { name: "eval", description: "Measure the guards on labelled cases" },
    args,
    run: ({ rawArgs }) => runEval(readFlags(rawArgs, args, { repeatable: ["fail-under", "fail-over"] })),
  }),
  args,
  summary: "measure the guards on labelled cases, and calibrate them",
  usage: ["vouchsafe eval [FILE…]"],
  notes: [
    {
      title: "Input",
      lines: [
        "FILE holds one labelled case a line (JSONL), or an array of them as JSON.",
        "Without FILE, or with -, it is standard input. A case is a claim or an answer:",
        "",
        '  {"id": "a", "claim": "…", "source": "…", "supported": true}',
        '  {"id": "b", "answer": "…", "sources": ["…"], "supported": false}',
        "",
        "supported is the label: true if the sources carry all of it. group names a row",
        "of the report. Cases with the same sources, or the same cluster, count as",
        "dependent: intervals and guarantees take them for one.",
      ],
    },
    {
      title: "Figures",
      lines: ["Positive is an unsupported case, flagged what the guards would withhold.", ...figureLines()],
    },
    {
      title: "Calibration",
      lines: [
        "50 to 300 labels of your own are worth their while. Without --risk the",
        "threshold balances both errors; with it, released claims are wrong at most so",
        "often, or nothing is written and it says how many labels are lacking. Measure",
        "a calibration on other labels than those it was made of.",
      ],
    },
    {
      title: "Exit code",
      lines: [
        "0    measured, and every bound holds",
        "1    a bound does not hold, or --risk cannot be proven with these labels",
        "2    bad usage, or a line or file that cannot be read; the rest is measured",
        "130  interrupted",
      ],
    },
    {
      title: "Examples",
      lines: [
        "vouchsafe eval labelled.jsonl --html report.html",
        "vouchsafe eval labelled.jsonl --json > run.json",
        "vouchsafe eval labelled.jsonl --compare run.json --fail-under recall=0.6",
        "vouchsafe eval labelled.jsonl --calibrate calibration.json --risk 0.05",
      ],
    },
  ],
};

/** The names for --fail-under, on lines of at most 78 columns. */
function figureLines(): readonly string[] {
  return [`${FIGURES.slice(0, 5).join(", ")},`, `${FIGURES.slice(5).join(", ")} (of the last two less is better)`];
}

async function runEval(flags: Flags): Promise<number> {
  const [calibrationFile, compareFile] = [flags.text("calibration"), flags.text("compare")];
  const batch = batchOf(flags, calibrationFile, compareFile);
  const bounds = boundsOf(flags);
  const risk = riskOf(flags);
  const isJson = flags.isOn("json");
  const session = openSession();
  try {
    const calibration = calibrationFile === undefined ? undefined : await readCalibration(calibrationFile, session);
    const earlier =
      compareFile === undefined ? undefined : await readRun(compareFile, { session, maxBytes: longestRun });
    const { cases, invalid } = await measuredCases(batch, { session, calibration });
    if (session.stop === "interrupted") return 130;
    if (cases.length === 0) throw badInput("there is no labelled case to measure");
    const evaluation = evaluate(cases);
    const report: Report = {
      evaluation,
      checked: checkBounds(evaluation.overall, bounds),
      ...(earlier === undefined ? {} : { comparison: compare(earlier, cases), compareFile: compareFile ?? "" }),
      ...(flags.isOn("calibrate") ? { made: calibrated(cases, risk) } : {}),
    };
    await writeFiles(report, flags);
    if (isJson) await session.write(`${JSON.stringify(recordOf(report))}\n`);
    const page = openPage(isJson ? process.stderr : process.stdout, flags.isOn("no-color"));
    const text = pagesOf(report, page, isJson);
    if (isJson) process.stderr.write(text);
    else await session.write(text);
    return invalid > 0 || session.stop === "output-failed" ? 2 : exitCodeOf(report);
  } finally {
    session.close();
  }
}

const longestRun = 256 * 1024 * 1024; // bytes of an earlier run: over a million cases

interface Report {
  readonly evaluation: Evaluation;
  readonly checked: readonly Checked[];
  readonly comparison?: Comparison;
  readonly compareFile?: string;
  /** The calibration that was asked for. */
  readonly made?: Calibration;
}

async function writeFiles({ evaluation, comparison, made }: Report, flags: Flags): Promise<void> {
  const [html, calibration] = [flags.text("html"), flags.text("calibrate")];
  if (html !== undefined)
    await writeWhole(html, renderHtml(evaluation, comparison === undefined ? {} : { comparison }));
  // One that releases nothing is not written: it would stand there in place of one that does.
  if (calibration !== undefined && made?.threshold !== undefined)
    await writeWhole(calibration, `${JSON.stringify(made)}\n`);
}

function recordOf({ evaluation, comparison, checked }: Report): object {
  const bounds = checked.length > 0 ? { bounds: checked } : {};
  return { ...evaluation, ...(comparison === undefined ? {} : { comparison }), ...bounds };
}

/** What is said to a person; beside JSON, only what is not in it. */
function pagesOf(
  { evaluation, comparison, compareFile = "", made, checked }: Report,
  page: Page,
  isJson: boolean,
): string {
  const { overall } = evaluation;
  const parts = [
    ...(isJson ? [] : [renderEvaluation(evaluation, page)]),
    ...(comparison === undefined || isJson ? [] : [renderComparison(compareFile, comparison, overall, page)]),
    ...(made === undefined ? [] : [block(describeCalibration(made), page).join("\n")]),
    ...(checked.length === 0 ? [] : [renderBounds(checked, page)]),
  ];
  return parts.map((part) => `${part}\n`).join("\n");
}

function exitCodeOf({ checked, made }: Report): 0 | 1 {
  const isProven = made === undefined || made.threshold !== undefined;
  return checked.every(({ holds }) => holds) && isProven ? 0 : 1;
}
