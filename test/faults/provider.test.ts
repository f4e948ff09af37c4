import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import type { Model } from "vouchsafe/model";
import type { Fault } from "vouchsafe/testing";
import { ask, type Came, modelAt, modelBy, served, type Way, ways } from "./ways.ts";

/** No reply, no text before it, and one request told, as many as the server saw. */
function failedOnce(came: Came, code: string): void {
  expect(came.reply).toBeUndefined();
  expect(came.failure?.code ?? came.error).toBe(code);
  expect(came.calls).toHaveLength(1);
  expect(came.calls[0]).toMatchObject({ model: expect.any(String), failure: code });
}

describe("F01: a rate limit, with whatever wait it asks for", () => {
  const inDays = new Date(Date.now() + 3 * 86_400_000).toUTCString();
  const forms: [string, Fault, number | undefined, number | undefined][] = [
    ["seconds", { kind: "rate-limited", retryAfter: "2" }, 2_000, 2_000],
    ["a part of a second", { kind: "rate-limited", retryAfter: "0.5" }, 500, 500],
    ["nothing", { kind: "rate-limited", retryAfter: "0" }, 0, 0],
    ["a date in three days", { kind: "rate-limited", retryAfter: inDays }, 259_100_000, 259_300_000],
    ["a date that is over", { kind: "rate-limited", retryAfter: "Wed, 21 Oct 2015 07:28:00 GMT" }, 0, 0],
    ["milliseconds", { kind: "rate-limited", retryAfterMs: "1500" }, 1_500, 1_500],
    ["35 days, more than a timer takes", { kind: "rate-limited", retryAfter: "3024000" }, 3_024_000_000, 3_024_000_000],
    ["1e9", { kind: "rate-limited", retryAfter: "1e9" }, 1e12, 1e12],
    ["less than nothing", { kind: "rate-limited", retryAfter: "-5" }, undefined, undefined],
    ["no number", { kind: "rate-limited", retryAfter: "NaN" }, undefined, undefined],
    ["words", { kind: "rate-limited", retryAfter: "in a while" }, undefined, undefined],
    ["none", { kind: "rate-limited" }, undefined, undefined],
  ];
  test.each<[string, Fault, number | undefined, number | undefined]>(forms)(
    "F01: %s is read as a wait that is finite, or as none (12 forms, all ways)",
    async (_, fault, least, most) => {
      for (const way of ways) {
        const server = await served();
        server.always(fault);
        const came = await ask(way, modelBy(way, server));
        failedOnce(came, "model-rate-limited");
        expect(server.requests).toHaveLength(1);
        expect(came.failure).toMatchObject({ status: 429, retryable: true });
        if (least === undefined || most === undefined) expect(came.failure).not.toHaveProperty("retryAfterMs");
        else {
          expect(came.failure?.retryAfterMs).toBeGreaterThanOrEqual(least);
          expect(came.failure?.retryAfterMs).toBeLessThanOrEqual(most);
        }
        // The adapter itself never waits.
        expect(came.ms).toBeLessThan(2_000);
      }
    },
  );
});

/** Where nobody listens, where no such host is, and where a handshake is answered with garbage. */
async function unreachable(): Promise<readonly (readonly [string, string])[]> {
  const closed = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => closed.once("listening", resolve));
  const { port } = closed.address() as { readonly port: number };
  await new Promise((resolve) => closed.close(resolve));
  return [
    ["no listener", `http://127.0.0.1:${port}`],
    ["no such host", "http://nowhere.invalid"],
  ];
}

describe("F02: a provider that is down", () => {
  test.each([500, 502, 503, 504, 529, 408, 409])(
    "F02: status %d is one request, and may be tried again",
    async (status) => {
      for (const way of ways) {
        const server = await served();
        server.always({ kind: "unavailable", status });
        const came = await ask(way, modelBy(way, server));
        failedOnce(came, "model-unavailable");
        expect(came.failure).toMatchObject({ status, retryable: true });
        expect(server.requests).toHaveLength(1);
      }
    },
  );

  test("F02: a connection that is reset or no TLS is the same without a status; one refused or without a host has 0", async () => {
    const server = await served();
    server.always("reset");
    // Of a broken connection nobody knows what was sent; of one that was never made, that nothing was.
    const places = [
      [server.anthropicUrl, undefined] as const,
      [server.anthropicUrl.replace("http:", "https:"), undefined] as const,
      ...(await unreachable()).map(([, url]) => [url, 0] as const),
    ];
    for (const way of ways) {
      for (const [url, status] of places) {
        const came = await ask(way, modelAt(way, { openai: `${url}/v1`, anthropic: url }));
        failedOnce(came, "model-unavailable");
        expect(came.failure?.status).toBe(status);
        expect(came.failure?.retryable).toBe(true);
      }
    }
    expect(server.requests).toHaveLength(ways.length);
  });
});

describe("F03: a request that is not accepted", () => {
  test.each([
    [400, "model-rejected"],
    [401, "model-unauthorized"],
    [403, "model-unauthorized"],
    [404, "model-rejected"],
    [413, "model-rejected"],
    [422, "model-rejected"],
  ])("F03: status %d is %s, one request, and not to be tried again", async (status, code) => {
    for (const way of ways) {
      const server = await served();
      server.always({ kind: "rejected", status });
      const came = await ask(way, modelBy(way, server));
      failedOnce(came, code);
      expect(came.failure).toMatchObject({ status, retryable: false });
      expect(server.requests).toHaveLength(1);
    }
  });
});

describe("F05: the SDKs' own retries", () => {
  test("F05: are off: what is told is what the server saw, of all faults that SDKs retry, in all ways", async () => {
    let seen = 0;
    let told = 0;
    for (const way of ways) {
      const server = await served();
      const model = modelBy(way, server);
      for (const fault of ["unavailable", "rate-limited", "reset"] as const) {
        server.next(fault, { kind: "unavailable", status: 409 }, { kind: "unavailable", status: 408 });
        for (let at = 0; at < 3; at += 1) told += (await ask(way, model)).calls.length;
      }
      seen += server.requests.length;
    }
    expect([told, seen]).toEqual([108, 108]);
  });
});

const LIMIT_MS = 60;
/** What a loaded machine may add to a timer. */
const SLACK_MS = 250;

async function endsInTime(way: Way, model: Model, open: () => number): Promise<number> {
  const came = await ask(way, model);
  failedOnce(came, "model-timed-out");
  expect(came.failure?.retryable).toBe(true);
  expect(came.ms).toBeGreaterThanOrEqual(LIMIT_MS - 2);
  expect(came.ms).toBeLessThan(LIMIT_MS + SLACK_MS);
  await expect.poll(open).toBe(0);
  return came.ms - LIMIT_MS;
}

describe("F06 to F08: a provider that does not come to an end", () => {
  test("F06: no headers: given up at `headersTimeoutMs`, and the socket is closed, in all ways", async () => {
    for (const way of ways) {
      const server = await served();
      server.always("no-headers");
      await endsInTime(way, modelBy(way, server, { headersTimeoutMs: LIMIT_MS }), () => server.open);
    }
  });

  test("F07: silence in the middle: given up at `idleTimeoutMs`, and the socket is closed, in all ways", async () => {
    for (const way of ways) {
      const server = await served();
      server.always("hang-mid-stream");
      await endsInTime(way, modelBy(way, server, { idleTimeoutMs: LIMIT_MS }), () => server.open);
    }
  });

  test("F08: a drip that is never idle: given up at `timeoutMs` of the whole, in all ways", async () => {
    for (const way of ways) {
      const server = await served();
      server.always({ kind: "slow-drip", everyMs: 10 });
      const model = modelBy(way, server, { idleTimeoutMs: 1_000, timeoutMs: LIMIT_MS });
      await endsInTime(way, model, () => server.open);
    }
  });

  test("F08: what comes slowly, and in time, is whole", async () => {
    for (const way of ways) {
      const server = await served();
      server.always({ kind: "slow-drip", bytes: 600, everyMs: 2 });
      expect((await ask(way, modelBy(way, server, { idleTimeoutMs: 2_000 }))).reply?.finish).toBe("stop");
    }
  });
});
