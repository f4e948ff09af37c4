// What the wraps around a model cost a call, beside a bare call in the same run: `npm run bench:model [-- --rows N]`.
// The model answers at once, so that nothing but the wraps takes time. With --rows, so many calls a run in place of 2,000.
import {
  breaker,
  cached,
  limit,
  type Model,
  metered,
  type Prompt,
  type Reply,
  resilient,
  retry,
  timeout,
  type Wrap,
  wrap,
} from "vouchsafe/model";
import { budget, ledger, type Meter } from "vouchsafe/spend";
import { memory } from "vouchsafe/store";
import { rowLimit } from "./data.ts";
import { table } from "./markdown.ts";
import { median, quantile } from "./metrics.ts";

const RUNS = 5;
const CALLS = Math.min(2_000, rowLimit());
const BAR_MS = 0.2;
const LENGTHS = [200, 20_000]; // a question; a question with some ten passages

const reply: Reply = { text: "Thirty days.", finish: "stop", usage: { inputTokens: 50, outputTokens: 4 } };
const bare: Model = {
  id: "openai/gpt-4o-mini",
  async generate(_, context) {
    context?.onCall?.({ model: "openai/gpt-4o-mini", usage: reply.usage });
    return reply;
  },
  async *stream() {
    yield { type: "reply", reply };
  },
};

const spending = () => budget({ perDayMicroUsd: 1e12, maxOutputTokens: 100 });
const wraps: readonly (readonly [name: string, wrapped: () => Model])[] = [
  ["bare", () => bare],
  ["`timeout`", one(() => timeout({ timeoutMs: 60_000 }))],
  ["`retry`", one(() => retry())],
  ["`breaker`", one(() => breaker())],
  ["`limit`", one(() => limit({ concurrency: 100, perMinute: 1_000_000 }))],
  ["`metered(ledger())`", one(() => metered(ledger()))],
  ["`metered(budget(…))`", one(() => metered(spending()))],
  ["`cached`, a miss", one(() => cached(memory()))],
  ["the whole stack with a ledger, a miss", () => stack(ledger())],
  ["the whole stack with a budget, a miss", () => stack(spending())],
];

function stack(meter: Meter): Model {
  const shared = { fallback: bare, cache: memory(), limit: { concurrency: 100, perMinute: 1_000_000 } };
  return resilient(bare, { ...shared, budget: meter });
}

function one(make: () => Wrap): () => Model {
  return () => wrap(bare, make());
}

let calls = 0; // another prompt for each, so that none is found in a cache
function promptOf(length: number): Prompt {
  calls += 1;
  const content = `${calls} How long do refunds take? `.padEnd(length, "Refunds are paid within thirty days. ");
  return { messages: [{ role: "user", content }], task: "answer" };
}

async function timesOf(model: Model, length: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const prompt = promptOf(length);
    const context = { abortSignal: new AbortController().signal, onCall: () => {} };
    const started = performance.now();
    await model.generate(prompt, context);
    times.push(performance.now() - started);
  }
  return times;
}

const micro = (ms: number): string => (1_000 * ms).toFixed(1);
const rows: string[][] = [];
const stacks: string[] = [];
const bareMedian = new Map<number, number>();
for (const [name, make] of wraps) {
  const cells: string[] = [];
  for (const length of LENGTHS) {
    // The first run warms the code.
    const runs: (readonly number[])[] = [];
    for (let run = 0; run <= RUNS; run += 1) runs.push(await timesOf(make(), length));
    const [, ...later] = runs;
    const middle = median(later.map(median));
    if (name === "bare") bareMedian.set(length, middle);
    const more = middle - (bareMedian.get(length) ?? 0);
    if (name.startsWith("the whole stack"))
      stacks.push(
        `- ${name}, ${length.toLocaleString("en")} units: ${more.toFixed(3)} ms, ${more <= BAR_MS ? "met" : "**missed**"}`,
      );
    cells.push(micro(middle), micro(more), micro(median(later.map((times) => quantile(times, 0.99)))));
  }
  rows.push([name, ...cells]);
}
const heads = LENGTHS.flatMap((length) => [`${length.toLocaleString("en")} units: median`, "added", "99th percentile"]);
console.log(table([`µs a call, median of ${RUNS} runs of ${CALLS.toLocaleString("en")}`, ...heads], rows));
console.log(`\nBar: at most ${BAR_MS} ms more a call than the bare one, median.\n\n${stacks.join("\n")}`);
