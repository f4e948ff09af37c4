// Throughput of `verifyEach`: `npm run bench:batch -- --data DIR [--rows N]`, answers a second on this thread and on workers.
import { type Answer, verifyEach } from "vouchsafe";
import { answerOf, dataFolder, dataSet, rowLimit } from "./data.ts";
import { table } from "./markdown.ts";
import { median } from "./metrics.ts";

const RUNS = 5;
const SETTINGS = [
  { name: "this thread", workers: 0 },
  { name: "1 worker", workers: 1 },
  { name: "2 workers", workers: 2 },
] as const;

const { claims, texts } = dataSet(dataFolder(), "ragtruth_answers");
const answers = claims.map((row) => answerOf(row, texts.get(row.source_id) ?? ""));

/**
 * As a log holds them: answers of their own over sources of their own. Each round adds a line break to the sources, the
 * same words and a text that nobody has seen, so that no round finds its sources prepared.
 */
function* logged(rounds: number, from: number): Generator<Answer> {
  for (let round = from; round < from + rounds; round += 1) {
    const added = "\n".repeat(round);
    for (const answer of answers) {
      yield { ...answer, sources: answer.sources.map((source) => ({ ...source, text: source.text + added })) };
    }
  }
}

let seen = 0;

interface Run {
  readonly perSecond: number;
  /** Milliseconds of all threads, which a busy machine changes less than the time on the clock. */
  readonly cpu: number;
}

/** After a first round in which threads start and code warms up. */
async function runOf(workers: number, rounds: number): Promise<Run> {
  const outcomes = verifyEach(logged(rounds + 1, seen), { workers });
  seen += rounds + 1;
  for (let row = 0; row < answers.length; row += 1) await outcomes.next();
  const before = process.cpuUsage();
  const started = performance.now();
  let count = 0;
  for await (const _ of outcomes) count += 1;
  const elapsed = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { perSecond: (1_000 * count) / elapsed, cpu: (user + system) / 1_000 / count };
}

const rounds = Number.isFinite(rowLimit()) ? 1 : 2;
const found = SETTINGS.map((): Run[] => []);
for (let run = 0; run < RUNS; run += 1) {
  // Forwards and backwards in turn: what slows the machine for a while slows none more than another.
  const order = [...SETTINGS.keys()];
  for (const at of run % 2 === 0 ? order : order.reverse()) {
    found[at]?.push(await runOf(SETTINGS[at]?.workers ?? 0, rounds));
  }
}
const of = (at: number): readonly number[] => (found[at] ?? []).map(({ perSecond }) => perSecond);
const cpu = (at: number): number => median((found[at] ?? []).map((run) => run.cpu));
const ratio = (at: number, to: number): string => (median(of(at)) / median(of(to))).toFixed(2);
console.log(
  table(
    [
      `${answers.length * rounds} answers, medians of ${RUNS} runs in turn`,
      "answers a second",
      "slowest to fastest run",
      "× one worker",
      "milliseconds of CPU an answer",
    ],
    SETTINGS.map(({ name }, at) => [
      name,
      median(of(at)).toFixed(0),
      `${Math.min(...of(at)).toFixed(0)} to ${Math.max(...of(at)).toFixed(0)}`,
      ratio(at, 1),
      cpu(at).toFixed(2),
    ]),
  ),
);
