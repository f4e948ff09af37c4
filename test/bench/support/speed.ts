import { statSync } from "node:fs";
import { support } from "vouchsafe/score";
import { dataSet, withoutMarkers } from "../data.ts";
import { milliseconds, table } from "../markdown.ts";
import { median, quantile } from "../metrics.ts";
import type { Part } from "./stage.ts";

const TOKENS = 10_000; // words and figures of the sources of one answer
const TEXTS = 5;
const CLAIMS = 200; // a text
const RUNS = 5;
const SETS = ["hagrid", "gensearch"]; // short sources and long ones
const WEIGHTS = new URL("../../../src/score/model/support.data.json", import.meta.url);

/** Time to score a claim against sources of ten thousand words that are prepared, and the size of the weights. */
export const speed: Part = ({ folder }) => {
  const rows = SETS.map((name) => {
    const { claims, texts } = dataSet(folder, name);
    const sources = [...texts].map(([id, text]) => ({ id, text }));
    const runs: number[][] = Array.from({ length: RUNS }, () => []);
    let [taken, tokens, count] = [0, 0, 0];
    for (let text = 0; text < TEXTS && taken < sources.length; text += 1) {
      const own: { readonly id: string; readonly text: string }[] = [];
      for (tokens = 0; tokens < TOKENS && taken < sources.length; taken += 1) {
        const source = sources[taken];
        if (source === undefined) break;
        own.push(source);
        tokens += source.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
      }
      const ids = new Set(own.map(({ id }) => id));
      // Half of the claims are about these sources, the others are as foreign to them as invented ones.
      const about = claims.filter(({ source_id }) => ids.has(source_id)).slice(0, CLAIMS / 2);
      const foreign = claims.filter(({ source_id }) => !ids.has(source_id)).slice(0, CLAIMS / 2);
      const asked = [...about, ...foreign].map(({ claim }) => withoutMarkers(claim));
      for (const claim of asked) support(claim, own);
      for (const times of runs) times.push(...asked.map((claim) => timeOf(claim, own)));
      count += asked.length;
    }
    const over = (share: number): number => median(runs.map((times) => quantile(times, share)));
    return { name, count, median: over(0.5), p99: over(0.99) };
  });
  const kilobytes = statSync(WEIGHTS).size / 1_000;
  const worst = (key: "median" | "p99"): number => Math.max(...rows.map((row) => row[key]));
  const inKilobytes = (size: number): string => `${size.toFixed(1)} kB`;
  const inMilliseconds = (time: number): string => `${milliseconds(time)} ms`;
  return {
    lines: [
      table(
        ["milliseconds a claim", "claims", "median", "99th percentile"],
        rows.map(({ name, count, median, p99 }) => [name, String(count), milliseconds(median), milliseconds(p99)]),
      ),
      "",
      `Sources of ${TOKENS.toLocaleString("en-US")} words together, prepared; median of ${RUNS} runs over all claims. The weights take ${inKilobytes(kilobytes)}.`,
    ],
    bars: [
      {
        name: "time of a claim, median",
        figure: worst("median"),
        limit: 2,
        aim: 0.5,
        most: true,
        shown: inMilliseconds,
      },
      {
        name: "time of a claim, 99th percentile",
        figure: worst("p99"),
        limit: 10,
        aim: 3,
        most: true,
        shown: inMilliseconds,
      },
      { name: "weights", figure: kilobytes, limit: 100, aim: 60, most: true, shown: inKilobytes },
    ],
  };
};

function timeOf(claim: string, sources: readonly { readonly id: string; readonly text: string }[]): number {
  const started = performance.now();
  support(claim, sources);
  return performance.now() - started;
}
