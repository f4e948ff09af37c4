import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { breaker, type Model, modelError, type Reply, retry, retryBucket, type Wrap, wrap } from "vouchsafe/model";
import { down, prompt } from "./asking.ts";

// Many runs each, beside other work.
vi.setConfig({ testTimeout: 60_000 });

// A provider is down for a minute under 200 callers, each of whom asks again as soon as it is told, a moment's thought apart.
const CALLERS = 200;
const DOWN_FROM = 20_000;
const DOWN_UNTIL = 80_000;
const END = 120_000;
const THOUGHT_MS = 250;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

interface Request {
  readonly at: number;
  readonly isDown: boolean;
}
interface Call {
  readonly began: number;
  readonly code: string;
  /** How many requests were made for it. */
  readonly requests: number;
}

/** All requests that the provider saw, all calls that the callers made, and when the breaker opened. */
async function outage(...wraps: readonly Wrap[]) {
  const start = performance.now();
  const now = () => performance.now() - start;
  const requests: Request[] = [];
  const calls: Call[] = [];
  const openings: { readonly at: number; readonly heard: number }[] = [];
  let heard = 0; // failures that ended

  const whole: Reply = { text: "Thirty days.", finish: "stop", usage: {} };
  const provider: Model = {
    id: "test/provider",
    async generate(_, context) {
      const at = now();
      const isCut = at < DOWN_FROM && at + 200 > DOWN_FROM; // under way when it goes down
      const isDown = isCut || (at >= DOWN_FROM && at < DOWN_UNTIL);
      requests.push({ at, isDown });
      await new Promise((resolve) => setTimeout(resolve, isCut ? DOWN_FROM - at : isDown ? 20 : 200));
      if (isDown) heard += 1;
      context?.onCall?.({ model: "test/provider", ...(isDown ? { failure: down.code } : {}) });
      if (isDown) throw modelError(down);
      return whole;
    },
    stream: () => {
      throw new Error("not asked for");
    },
  };
  const model = wrap(provider, ...wraps);
  const caller = async (index: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, index * 5));
    while (now() < END) {
      const began = now();
      let made = 0;
      const context = {
        onCall: () => {
          made += 1;
        },
        trace: { event: (name: string) => void (name === "breaker-opened" && openings.push({ at: now(), heard })) },
      };
      const code = await model.generate(prompt, context).then(
        () => "ok",
        (error: unknown) => String(error instanceof Error && "code" in error ? error.code : error),
      );
      calls.push({ began, code, requests: made });
      await new Promise((resolve) => setTimeout(resolve, THOUGHT_MS));
    }
  };
  const all = Promise.all(Array.from({ length: CALLERS }, (_, index) => caller(index)));
  await vi.advanceTimersByTimeAsync(END + 10_000);
  await all;
  return { requests, calls, openings };
}

test("without a breaker: once the bucket is empty a call is one request, until successes refill it", async () => {
  const bucket = retryBucket();
  let emptied = Number.POSITIVE_INFINITY;
  const start = performance.now();
  const watched = {
    ...bucket,
    take(code: string) {
      const cost = bucket.take(code);
      if (cost === undefined) emptied = Math.min(emptied, performance.now() - start);
      return cost;
    },
  };
  const { requests, calls } = await outage(retry({ bucket: watched, random: () => 0.5 }));
  expect(emptied).toBeLessThan(DOWN_FROM + 1_000);
  const during = calls.filter(({ began }) => began >= emptied && began < DOWN_UNTIL - 2_000);
  expect(during.length).toBeGreaterThan(CALLERS * 50);
  const amplification = during.reduce((sum, call) => sum + call.requests, 0) / during.length;
  expect(amplification).toBeLessThanOrEqual(1.1);
  // All of the outage: 500 tokens are 100 retries in 40,000 calls.
  const retried =
    requests.filter(({ isDown }) => isDown).length - calls.filter(({ code }) => code === down.code).length;
  expect(retried).toBeLessThanOrEqual(100);
  // Told is what was made.
  expect(calls.reduce((sum, call) => sum + call.requests, 0)).toBe(requests.length);
});

test("control: without a bucket every call of the outage is three requests", async () => {
  const bottomless = { tokens: 1, take: () => 0, give() {} };
  const { calls } = await outage(retry({ bucket: bottomless, random: () => 0.5 }));
  const during = calls.filter(({ began }) => began > DOWN_FROM && began < DOWN_UNTIL - 2_000);
  expect(during.reduce((sum, call) => sum + call.requests, 0) / during.length).toBe(3);
});

test("with a breaker: it opens within its window of calls, probes by threes, and closes when the provider is back", async () => {
  const settings = { calls: 20, probes: 3, openMs: 10_000 };
  const fuse = breaker(settings);
  const { requests, calls, openings } = await outage(retry({ bucket: retryBucket(), random: () => 0.5 }), fuse);
  const [first, ...later] = openings;
  expect(first?.heard).toBeLessThanOrEqual(settings.calls);
  // One failed probe opens it anew: every ten seconds of the minute that is left.
  expect(later.length).toBeGreaterThanOrEqual(4);
  expect(later.length).toBeLessThanOrEqual(6);
  for (const [at, opening] of openings.entries()) {
    const until = openings[at + 1]?.at ?? DOWN_UNTIL;
    const between = requests.filter((request) => request.at > opening.at && request.at <= until && request.isDown);
    expect(between.length).toBeLessThanOrEqual(settings.probes);
  }
  const asked = requests.filter(({ isDown }) => isDown);
  const failing = calls.filter(({ began }) => began >= DOWN_FROM && began < DOWN_UNTIL);
  expect(asked.length / failing.length).toBeLessThan(0.02);
  expect(failing.filter(({ code }) => code === "model-shunned").length).toBeGreaterThan(0.95 * failing.length);
  // Back within one more opening; then nobody fails.
  expect(fuse.status).toBe("closed");
  const after = calls.filter(({ began }) => began >= DOWN_UNTIL + settings.openMs + 1_000);
  expect(after.length).toBeGreaterThan(CALLERS * 30);
  expect(new Set(after.map(({ code }) => code))).toEqual(new Set(["ok"]));
  expect(calls.reduce((sum, call) => sum + call.requests, 0)).toBe(requests.length);
});
