import { createOpenAI as createV4 } from "@ai-sdk/openai";
import { createOpenAI as createV2 } from "ai-sdk-openai-v2";
import { createOpenAI as createV3 } from "ai-sdk-openai-v3";
import { describe, expect, test } from "vitest";
import { aiSdk } from "vouchsafe/model";
import { type FaultKind, type FaultServer, faultKinds } from "vouchsafe/testing";
import { ask, KEY, REPLY, served } from "../faults/ways.ts";

const CREATE = { V2: createV2, V3: createV3, V4: createV4 };
/** For what is about time; all else has as much as a loaded machine may take. */
const TIMED: ReadonlySet<FaultKind> = new Set(["no-headers", "hang-mid-stream", "slow-drip", "many-events"]);
const PATIENT = { timeoutMs: 20_000, idleTimeoutMs: 20_000 };
const LIMITS = { timeoutMs: 1_200, idleTimeoutMs: 250 };

/** Each specification, interface and kind of request: twelve ways through the AI SDK's own packages. */
const ways = (["V2", "V3", "V4"] as const).flatMap((version) =>
  (["chat", "responses"] as const).flatMap((wire) =>
    [false, true].map((streams) => ({
      name: `${version}, ${wire}, ${streams ? "stream" : "whole"}`,
      version,
      wire,
      streams,
    })),
  ),
);
type Way = (typeof ways)[number];
const modelBy = ({ version, wire }: Way, { url }: FaultServer, limits = LIMITS) =>
  aiSdk(CREATE[version]({ apiKey: KEY, baseURL: url })[wire]("gpt-5-mini"), limits);

/** What each fault comes to. Where the AI SDK shows one thing whole and another in a stream, both are named. */
const CODES: { readonly [kind in FaultKind]: RegExp } = {
  "rate-limited": /^model-rate-limited$/,
  unavailable: /^model-unavailable$/,
  unauthorized: /^model-unauthorized$/,
  rejected: /^model-rejected$/,
  "echoes-key": /^model-unauthorized$/,
  "error-with-200": /^model-(malformed|truncated)$/,
  reset: /^model-unavailable$/,
  "no-headers": /^model-timed-out$/,
  slow: /^whole$/,
  "hang-mid-stream": /^model-timed-out$/,
  "slow-drip": /^model-timed-out$/,
  "ends-early": /^model-(malformed|truncated)$/,
  cut: /^model-unavailable$/,
  length: /^model-truncated$/,
  blank: /^model-empty$/,
  // V2 leaves a refusal out: what remains is nothing, or what it cannot read.
  refusal: /^model-(refused|empty|malformed)$/,
  "content-filter": /^model-refused$/,
  html: /^model-(malformed|truncated)$/,
  "no-choices": /^model-(malformed|truncated|empty)$/,
  "wrong-types": /^model-(malformed|empty)$/,
  "unknown-events": /^whole$/,
  "other-model": /^model-mismatched$/,
  // Nothing on the wire tells that a piece came twice.
  "duplicated-chunk": /^doubled$/,
  // In a stream the AI SDK ends once, whatever came.
  "second-end": /^(model-malformed|whole)$/,
  oversized: /^model-oversized$/,
  // As many blanks in one piece, or events without text in a stream: by the speed of the machine it is late or whole.
  "many-events": /^(model-timed-out|whole)$/,
  "error-event": /^model-(malformed|unavailable|truncated)$/,
};

describe.each(ways)("$name", (way) => {
  test.each(faultKinds)(
    "%s: no reply but a whole one, and one call told for one request",
    { timeout: 20_000 },
    async (kind) => {
      const server = await served();
      server.next(kind === "slow" ? { kind, ms: 50 } : kind);
      const limits = TIMED.has(kind) ? LIMITS : PATIENT;
      const { reply, failure, calls, error } = await ask(way, modelBy(way, server, limits));
      const came = reply === undefined ? failure?.code : reply.text === REPLY ? "whole" : "doubled";
      expect(came).toMatch(CODES[kind]);
      expect(server.requests).toHaveLength(1);
      expect(calls).toHaveLength(1);
      expect(calls[0]?.failure).toBe(failure?.code);
      expect(String(error) + JSON.stringify([error, failure, calls])).not.toContain("canary");
      await expect.poll(() => server.open, { timeout: 5_000 }).toBe(0);
    },
  );

  test("aborted at any time it rejects with the caller's reason at once, and what was open is closed", {
    timeout: 20_000,
  }, async () => {
    const server = await served();
    for (const kind of ["no-headers", "hang-mid-stream", "slow-drip"] as const) {
      for (const afterMs of [0, 15, 60]) {
        server.always(kind);
        const controller = new AbortController();
        const reason = { mine: kind };
        let abortedAt = Number.NaN;
        setTimeout(() => {
          abortedAt = performance.now();
          controller.abort(reason);
        }, afterMs);
        const { error, calls } = await ask(way, modelBy(way, server), { abortSignal: controller.signal });
        expect(error).toBe(reason);
        expect(performance.now() - abortedAt).toBeLessThan(1_000);
        expect(calls).toMatchObject([{ failure: "aborted" }]);
        await expect.poll(() => server.open, { timeout: 5_000 }).toBe(0);
      }
    }
  });
});

test("of hundred calls at a time against a server that fails by chance, each is told once and none is half a reply", {
  timeout: 30_000,
}, async () => {
  const server = await served({
    reply: REPLY,
    rate: 0.5,
    seed: 3,
    kinds: ["cut", "ends-early", "length", "html", "unavailable"],
  });
  const [, way] = ways.filter(({ version }) => version === "V4");
  if (way === undefined) return expect.fail("there is no such way");
  const model = modelBy(way, server, PATIENT);
  const came = await Promise.all(Array.from({ length: 100 }, () => ask(way, model)));
  for (const { reply, calls } of came) {
    if (reply !== undefined) expect(reply.text).toBe(REPLY);
    expect(calls).toHaveLength(1);
  }
  expect(server.requests).toHaveLength(100);
  expect(came.filter(({ reply }) => reply !== undefined).length).toBeGreaterThan(30);
});
