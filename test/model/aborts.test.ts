import { describe, expect, test, vi } from "vitest";
import {
  breaker,
  cached,
  fallback,
  limit,
  type Model,
  metered,
  recorded,
  resilient,
  retry,
  retryBucket,
  route,
  type ScriptLine,
  scripted,
  timeout,
  wrap,
} from "vouchsafe/model";
import { budget, ledger } from "vouchsafe/spend";
import { memory } from "vouchsafe/store";
import { countedSignal, down, hanging, mapStore, prompt } from "./asking.ts";

// Many runs each, beside other work.
vi.setConfig({ testTimeout: 60_000 });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const turn = () => new Promise((resolve) => setImmediate(resolve));
const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

/** Fails once, then answers; each after some milliseconds, heeding its signal. */
function slowly(...lines: readonly ScriptLine[]): Model {
  return scripted(
    lines.map((line) => async (asked, context) => {
      await pause(3);
      return typeof line === "function" ? line(asked, context) : line;
    }),
  );
}
const bucket = () => retryBucket({ tokens: 1_000_000 });
/** A store that takes its time. */
function slowStore() {
  const { store } = mapStore();
  return {
    ...store,
    get: async (key: string) => pause(2).then(() => store.get(key)),
    set: async (key: string, value: unknown) => pause(2).then(() => store.set(key, value)),
  };
}
/** Its one place is taken for some milliseconds. */
function busy(model: Model): Model {
  const one = limit({ concurrency: 1, longestWaitMs: 1_000 });
  wrap(slowly("first"), one)
    .generate(prompt)
    .catch(() => {});
  return one(model);
}

const routed = (model: Model) => route({ model }, () => "model");

const models: readonly (readonly [name: string, make: () => Model])[] = [
  ["scripted", () => slowly("fine")],
  ["retry", () => wrap(slowly(down, "fine"), retry({ firstWaitMs: 6, random: () => 0.5, bucket: bucket() }))],
  ["breaker", () => wrap(slowly("fine"), breaker())],
  ["timeout", () => wrap(slowly("fine"), timeout({ timeoutMs: 5_000 }))],
  ["limit", () => busy(slowly("fine"))],
  ["fallback", () => fallback(slowly(down), slowly("fine"))],
  ["route", () => routed(slowly("fine"))],
  ["cached", () => wrap(slowly("fine"), cached(slowStore()))],
  ["metered", () => wrap(slowly("fine"), metered(ledger()))],
  ["recorded", () => wrap(slowly("fine"), recorded("no-such-folder", { mode: "replay" }))],
  [
    "resilient",
    () =>
      resilient(slowly(down, "fine"), {
        ...{ fallback: slowly("fine"), cache: slowStore(), limit: { concurrency: 1 } },
        ...{
          budget: budget({ perDayCalls: 1_000_000 }),
          retry: { firstWaitMs: 6, random: () => 0.5, bucket: bucket() },
        },
      }),
  ],
];

const OTHER_THREAD = ["cached", "recorded", "resilient"];

/** Steps of the queue of promises, then milliseconds. */
const MOMENTS = [
  ...Array.from({ length: 60 }, (_, steps) => async () => {
    for (let step = 0; step < steps; step += 1) await undefined;
  }),
  ...Array.from({ length: 16 }, (_, ms) => () => pause(ms)),
];

describe("wherever a call is aborted, it rejects with the reason at once, or was over before", () => {
  test.each(
    models.flatMap(([name, make]) => (["generate", "stream"] as const).map((way) => [name, way, make] as const)),
  )("%s, %s", async (name, way, make) => {
    const results = await Promise.all(
      MOMENTS.map(async (moment) => {
        const { controller, listeners } = countedSignal();
        const model = make();
        const reason = new Error("the user left");
        let result: unknown;
        const context = { abortSignal: controller.signal };
        const ask = async (): Promise<unknown> => {
          if (way === "generate") return (await model.generate(prompt, context)).text;
          let text = "";
          for await (const part of model.stream(prompt, context)) if (part.type === "reply") text = part.reply.text;
          return text;
        };
        const asked = ask().then(
          (text) => (result = text),
          (error: unknown) => (result = error),
        );
        await moment();
        const before = result;
        controller.abort(reason);
        // A digest or a file is read on another thread; nothing else lets the loop turn once.
        await Promise.race([asked, OTHER_THREAD.includes(name) ? pause(100) : turn()]);
        expect(result).toBe(before ?? reason);
        expect(listeners()).toBe(0);
        return before;
      }),
    );
    // The sweep has met calls under way.
    expect(results.filter((before) => before === undefined).length).toBeGreaterThan(0);
  });
});

test("ten thousand aborted calls through the whole stack leave no listener, timer or handle", {
  timeout: 60_000,
}, async () => {
  const { controller: shared, listeners } = countedSignal();
  const requests = { open: 0 };
  const open: Model = {
    ...hanging(),
    id: "openai/gpt-4o-mini",
    async generate(asked, context) {
      requests.open += 1;
      try {
        return await hanging().generate(asked, context);
      } finally {
        requests.open -= 1;
        context?.onCall?.({ model: "openai/gpt-4o-mini", failure: "aborted" });
      }
    },
  };
  const meter = ledger();
  const model = resilient(open, {
    ...{ fallback: open, cache: memory(), ledger: meter, breaker: { slowMs: 100_000 } },
    limit: { concurrency: 300, queue: 1_000, perMinute: 1_000_000 },
  });
  await pause(200); // the timers of the tests before
  const before = { timers: timers(), handles: process.getActiveResourcesInfo().length };
  const ends: string[] = [];
  let told = 0;
  for (let batch = 0; batch < 20; batch += 1) {
    const callers = Array.from({ length: 500 }, (_, index) => {
      // Half of them ask what another asks; every tenth shares a signal that outlives its call.
      const asked = { messages: [{ role: "user", content: `${batch} ${index >> 1}` }] } as const;
      const controller = new AbortController();
      const abortSignal = index % 10 === 0 ? AbortSignal.any([controller.signal, shared.signal]) : controller.signal;
      const context = { abortSignal, onCall: () => (told += 1) };
      const reading = async () => {
        if (index % 3 > 0) return model.generate(asked, context);
        for await (const part of model.stream(asked, context)) if (part.type === "reply") return part.reply;
        return undefined;
      };
      const end = reading().then(
        () => "answered",
        (error: unknown) => (error === controller.signal.reason ? "aborted" : String(error)),
      );
      return { controller, end };
    });
    for (const [index, { controller, end }] of callers.entries()) {
      if (index % 50 === 0) await pause(1);
      controller.abort(new Error("left"));
      if (index % 7 === 0) await turn();
      end.then((how) => ends.push(how));
    }
    await Promise.all(callers.map(({ end }) => end));
  }
  await pause(20);
  expect(ends.length).toBe(10_000);
  expect(new Set(ends)).toEqual(new Set(["aborted"]));
  expect([requests.open, listeners()]).toEqual([0, 0]);
  expect(told).toBeGreaterThan(0);
  const after = { timers: timers(), handles: process.getActiveResourcesInfo().length };
  expect(after).toEqual(before);
});
