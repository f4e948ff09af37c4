import { type ArgsDef, defineCommand } from "citty";
import type { Outcome } from "vouchsafe";
import { type Calibration, isReleased, probabilityOf } from "vouchsafe/score";
import { readRows } from "./cases.ts";
import type { Command } from "./command.ts";
import type { Place } from "./entries.ts";
import { type Flags, readFlags } from "./flags.ts";
import { openProgress } from "./progress.ts";
import { type Invalid, invalid } from "./report.ts";
import { resultsOf } from "./results.ts";
import { batchArgs, batchOf } from "./scoring/batch.ts";
import { readCalibration } from "./scoring/calibration-file.ts";
import { scoringCheck } from "./scoring/check.ts";
import { type ClaimRow, readClaim } from "./scoring/claim-row.ts";
import { ended, tallied } from "./scoring/ended.ts";
import { failureOf, scoresOf } from "./scoring/scores.ts";
import { openSession } from "./session.ts";

const args: ArgsDef = {
  calibration: {
    type: "string",
    valueHint: "FILE",
    description: "Also print probability and released, by what vouchsafe eval --calibrate wrote",
  },
  ...batchArgs,
};

export const scoreCommand: Command = {
  definition: defineCommand({
    meta: { name: "score", description: "Score claims by how well their sources carry them" },
    args,
    run: ({ rawArgs }) => runScore(readFlags(rawArgs, args)),
  }),
  args,
  summary: "score claims by how well their sources carry them",
  usage: ["vouchsafe score [FILE…]"],
  notes: [
    {
      title: "Input",
      lines: [
        "FILE holds one claim a line (JSONL), or an array of them as JSON. Without",
        "FILE, or with -, it is standard input. A claim looks like this:",
        "",
        '  {"id": "a", "claim": "…", "source": "…", "question": "…"}',
        "",
        "id and question may be left out; sources, a list of texts or of objects with id",
        "and text, may stand in place of source. Other fields are ignored.",
      ],
    },
    {
      title: "Output",
      lines: [
        "One line a claim, in the order of the input:",
        "",
        '  {"id": "a", "support": 0.93, "evidence": [{"start": 0, "end": 41, …}],',
        '   "findings": […]}',
        "",
        "support is 0 to 1: no probability before it is calibrated. start and end index",
        "the source, which sourceId names where several were given. A line that cannot",
        'be read comes out in its place, with "status": "invalid" and the reason.',
      ],
    },
    {
      title: "Exit code",
      lines: [
        "0    every claim is scored, whatever its score",
        "2    bad usage, or a line or file that cannot be read; the rest is scored",
        "130  interrupted",
      ],
    },
    {
      title: "Examples",
      lines: [
        "vouchsafe score claims.jsonl > scores.jsonl",
        "vouchsafe score --workers 4 --calibration calibration.json < claims.jsonl",
      ],
    },
  ],
};

async function runScore(flags: Flags): Promise<number> {
  const calibrationFile = flags.text("calibration");
  const { files, workers, maxLineBytes } = batchOf(flags, calibrationFile);
  const session = openSession();
  try {
    const calibration = calibrationFile === undefined ? undefined : await readCalibration(calibrationFile, session);
    const rows = readRows(files, { session, maxLineBytes }, readClaim);
    const progress = openProgress();
    const tally = { scored: 0, invalid: 0 };
    for await (const result of resultsOf(rows, session, scoringCheck(session, workers))) {
      if (session.stop !== undefined) break;
      const line = lineOf(result, calibration);
      tally["status" in line ? "invalid" : "scored"] += 1;
      await session.write(`${JSON.stringify(line)}\n`);
      progress.advance(tally.scored + tally.invalid, () => tallied("claim", tally));
    }
    progress.clear();
    return ended("claim", tally, session);
  } finally {
    session.close();
  }
}

/** What is printed of a claim; or, in its place, why there is nothing. */
function lineOf(
  result: (ClaimRow & { readonly place: Place; readonly outcome: Outcome }) | Invalid,
  calibration: Calibration | undefined,
): object {
  if (!("outcome" in result)) return result;
  const { id, place, outcome, isUnnamed } = result;
  const failure = failureOf(outcome);
  if (failure !== undefined) return invalid(place, { message: failure });
  const { support, evidence, findings } = scoresOf(outcome);
  return {
    ...(id === undefined ? {} : { id }),
    support,
    ...(calibration === undefined
      ? {}
      : { probability: probabilityOf(calibration, support), released: isReleased(calibration, support) }),
    evidence: evidence.map(({ sourceId, span, score }) => ({ ...(isUnnamed ? {} : { sourceId }), ...span, score })),
    findings,
  };
}
