import type { Bin } from "../calibration-error.ts";
import { type Operating, operatingCurveOf, type Point, reliabilityOf } from "../curves.ts";
import type { Evaluation } from "../evaluate.ts";
import { chart, percent } from "./chart.ts";

/** The three curves. */
export function chartsOf({ overall, cases, riskCoverage, probabilities }: Evaluation): string {
  const base = overall.unsupported / Math.max(1, overall.cases);
  const operating = operatingCurveOf(cases);
  const said = probabilities === "calibrated" ? "Probability said" : "Support, uncalibrated";
  return [
    riskChart(riskCoverage, base),
    ...(operating.length === 0 ? [] : [operatingChart(operating)]),
    reliabilityChart(reliabilityOf(cases), said),
  ].join("");
}

function riskChart(points: readonly Point[], base: number): string {
  const highest = Math.max(base, ...points.map(({ risk }) => risk));
  return chart({
    title: "Risk and coverage",
    x: "Released, the best scores first",
    y: "Of these unsupported",
    shape: "line",
    top: ENDS.find((end) => end >= highest) ?? 1,
    reference: { from: [0, base], to: [1, base], name: "all cases" },
    points: points.map(({ threshold, coverage, risk }) => ({
      x: coverage,
      y: risk,
      title: `from ${threshold.toFixed(3)}: ${percent(coverage)} released, ${percent(risk)} of it unsupported`,
    })),
  });
}

const ENDS = [0.05, 0.1, 0.2, 0.4, 0.6, 0.8]; // of the y axis: so that small risks can be told apart

const operatingChart = (points: readonly Operating[]): string =>
  chart({
    title: "What a threshold catches and costs",
    x: "Supported cases flagged",
    y: "Unsupported cases flagged",
    shape: "line",
    reference: { from: [0, 0], to: [1, 1], name: "chance" },
    points: points.map(({ threshold, falseAlarms, recall }) => ({
      x: falseAlarms,
      y: recall,
      title: `below ${threshold.toFixed(3)}: ${percent(recall)} caught, ${percent(falseAlarms)} false alarms`,
    })),
  });

function reliabilityChart(bins: readonly Bin[], said: string): string {
  const most = Math.max(...bins.map(({ rows }) => rows));
  return chart({
    title: "What is said and what is found",
    x: said,
    y: "Supported",
    shape: "dots",
    reference: { from: [0, 0], to: [1, 1], name: "as said" },
    points: bins.map((bin) => ({
      x: bin.said,
      y: bin.found,
      size: bin.rows / most / 2,
      title: `said ${percent(bin.said)}, found ${percent(bin.found)}, about ${Math.round(bin.rows)} cases`,
    })),
  });
}
