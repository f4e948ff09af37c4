import { describe, expect, test } from "vitest";
import type { Fault } from "vouchsafe/testing";
import { ask, type Came, MODEL, modelBy, type Options, ownWays, REPLY, served, type Way, ways } from "./ways.ts";

async function cameOf(way: Way, fault: Fault | undefined, options?: Options): Promise<Came> {
  const server = await served();
  if (fault !== undefined) server.next(fault);
  const came = await ask(way, modelBy(way, server, options));
  expect(server.requests).toHaveLength(1);
  expect(came.calls).toHaveLength(1);
  // What is told is what came of it.
  if (came.reply !== undefined) expect(came.calls[0]).not.toHaveProperty("failure");
  return came;
}

/** In every way the same code. */
async function failsWith(fault: Fault, code: string, among: readonly Way[] = ways, options?: Options): Promise<void> {
  for (const way of among) {
    const came = await cameOf(way, fault, options);
    expect.soft([way.name, came.reply?.text ?? came.failure?.code ?? came.error]).toEqual([way.name, code]);
    expect.soft(came.calls[0]?.failure).toBe(code);
  }
}

test("without a fault the reply is whole in all ways, and its usage is told", async () => {
  for (const way of ways) {
    const { reply, text, calls } = await cameOf(way, undefined);
    expect(reply).toMatchObject({ text: REPLY, finish: "stop", modelId: MODEL[way.wire] });
    expect(reply?.usage).toMatchObject({ inputTokens: 12, outputTokens: 19 });
    expect(calls[0]?.usage).toEqual(reply?.usage);
    expect(text).toBe(way.streams ? REPLY : "");
  }
});

describe("F09, F10: a body that ends before its end", () => {
  test("F09: a proper end in the middle is no reply, in all ways", async () => {
    for (const way of ways) {
      const { reply, failure } = await cameOf(way, { kind: "ends-early" });
      expect(reply).toBeUndefined();
      // Half a JSON document is no JSON.
      expect(failure?.code).toBe(way.streams ? "model-truncated" : "model-malformed");
      expect(failure?.retryable).toBe(true);
    }
  });

  // Every prefix, byte by byte, is test/laws/stream-prefix.test.ts.
  test("F10: a reset after every 64th byte is no reply, in all ways", async () => {
    let cuts = 0;
    for (const way of ways) {
      const server = await served();
      const model = modelBy(way, server);
      for (let atByte = 0; ; atByte += 64) {
        server.next({ kind: "cut", atByte });
        const { reply, failure, text } = await ask(way, model);
        if (atByte > 0 && text === REPLY && reply !== undefined) break;
        expect(reply).toBeUndefined();
        expect(["model-truncated", "model-unavailable"]).toContain(failure?.code);
        cuts += 1;
        // What a plain body is long, a stream is at least.
        if (atByte > 8_192 || (!way.streams && atByte > 320)) break;
      }
    }
    expect(cuts).toBeGreaterThan(200);
  });
});

describe("F11: the limit of tokens", () => {
  test.each([
    ["half a sentence", undefined],
    ["what reads like a whole answer", REPLY],
    ["JSON that happens to parse", '{"label":"supported"}'],
  ])("F11: %s is truncated, in all ways", async (_, text) => {
    await failsWith({ kind: "length", ...(text === undefined ? {} : { text }) }, "model-truncated");
  });
});

describe("F12: nothing that can be seen", () => {
  const blanks: readonly string[] = [
    ..."\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a",
    ..."\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e",
    ..."\u3164\uffa0\u2800\ufe0f\u{e0020}\u{e0041}\u{e007f}\u202a\u202e\u2066\u2069",
    "",
    " \n\u200b\u3164 ",
    "\u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}",
  ];
  test(`F12: ${blanks.length} blanks are empty, in all ways`, { timeout: 30_000 }, async () => {
    expect(blanks.length).toBeGreaterThanOrEqual(40);
    for (const text of blanks) await failsWith({ kind: "blank", text }, "model-empty", ownWays);
    await failsWith({ kind: "blank" }, "model-empty");
  });

  test("F12: null in place of a text is no reply", async () => {
    for (const way of ways) {
      const { reply, failure } = await cameOf(way, { kind: "blank", text: null });
      expect(reply).toBeUndefined();
      expect(["model-empty", "model-malformed"]).toContain(failure?.code);
    }
  });
});

describe("F13: a refusal", () => {
  test("F13: told in a field is refused, in all ways", () => failsWith({ kind: "refusal" }, "model-refused"));
  test("F13: by a filter is refused, in all ways", () => failsWith({ kind: "content-filter" }, "model-refused"));
  test("F13: by a filter behind a whole answer is refused, in all ways", () =>
    failsWith({ kind: "content-filter", text: REPLY }, "model-refused"));
});

// Damage by chance to bodies of every form is test/faults/mutants.test.ts.
describe("F14: what is no reply of a provider", () => {
  test.each<[Fault, readonly string[]]>([
    [{ kind: "html" }, ["model-malformed"]],
    [{ kind: "html", status: 502 }, ["model-unavailable"]],
    [{ kind: "html", status: 302 }, ["model-rejected"]],
    [{ kind: "no-choices" }, ["model-malformed", "model-empty", "model-truncated"]],
    [{ kind: "error-with-200" }, ["model-unavailable", "model-malformed"]],
    [{ kind: "error-event" }, ["model-unavailable"]],
    [{ kind: "second-end" }, ["model-malformed"]],
    ...[42, true, {}, [], [{}], ["a"], { text: "a" }].map((as): [Fault, readonly string[]] => [
      { kind: "wrong-types", as },
      ["model-malformed"],
    ]),
    [{ kind: "wrong-types", as: null }, ["model-malformed", "model-empty"]],
  ])("F14: %j is %j, in all ways", async (fault, codes) => {
    for (const way of ways) {
      const { reply, failure, error } = await cameOf(way, fault);
      expect.soft([way.name, reply?.text]).toEqual([way.name, undefined]);
      expect.soft([way.name, ...codes]).toContain(failure?.code ?? error);
    }
  });

  test("F14: fields and events unheard of are overlooked, in all ways", async () => {
    for (const way of ways) expect((await cameOf(way, { kind: "unknown-events" })).reply?.text).toBe(REPLY);
  });
});

describe("F15: another model than was asked", () => {
  test.each(["another-model", "gpt-5", "gpt-5-mini-high", "claude-haiku-4", "claude-opus-4-5", "gpt-5-mini2"])(
    "F15: %s is a mismatch, in all ways",
    async (model) => failsWith({ kind: "other-model", model }, "model-mismatched"),
  );

  test("F15: a dated snapshot is the model that was asked; with `exact` it is another; with `any` no name is", async () => {
    for (const way of ways) {
      const snapshot: Fault = {
        kind: "other-model",
        model: way.wire === "messages" ? `${MODEL.messages}-20251001` : `${MODEL.chat}-2025-08-07`,
      };
      expect((await cameOf(way, snapshot)).reply).toMatchObject({ text: REPLY, modelId: snapshot.model });
      expect((await cameOf(way, snapshot, { sameModel: "exact" })).failure?.code).toBe("model-mismatched");
      const other: Fault = { kind: "other-model", model: "another-model" };
      expect((await cameOf(way, other, { sameModel: "any" })).reply?.modelId).toBe("another-model");
    }
  });
});

describe("F16: a piece that comes twice", () => {
  test("F16: is noticed where events have numbers (responses); in chat, messages and plain bodies it is a known limit", async () => {
    for (const way of ways) {
      const { reply, failure } = await cameOf(way, { kind: "duplicated-chunk" });
      if (way.wire === "responses" && way.streams) expect(failure?.code).toBe("model-malformed");
      // What comes is longer than what was written. The guards see the text as it came.
      else expect(reply?.text.length).toBeGreaterThan(REPLY.length);
    }
  });
});

describe("F17: too much", () => {
  const mib = 2 ** 20;

  test("F17: 8 MiB where 2 are allowed are given up, in all ways", { timeout: 30_000 }, async () => {
    await failsWith({ kind: "oversized" }, "model-oversized");
  });

  test("F17: one event of 50 MiB is given up before it is whole", async () => {
    for (const way of ownWays.filter(({ streams }) => streams)) {
      const server = await served();
      server.next({ kind: "oversized", bytes: 50 * mib, oneEvent: true });
      expect((await ask(way, modelBy(way, server))).failure?.code).toBe("model-oversized");
    }
  });

  test("F17: 200 MiB cost less than 50 MiB of memory, and the socket is closed", { timeout: 30_000 }, async () => {
    for (const way of ownWays) {
      const server = await served();
      const before = process.memoryUsage.rss();
      server.next({ kind: "oversized", bytes: 200 * mib });
      expect((await ask(way, modelBy(way, server))).failure?.code).toBe("model-oversized");
      expect((process.memoryUsage.rss() - before) / mib).toBeLessThan(50);
      await expect.poll(() => server.open).toBe(0);
    }
  });

  test("F17: a million events without a text are given up by their bytes", { timeout: 30_000 }, async () => {
    for (const way of ownWays.filter(({ streams }) => streams)) {
      const server = await served();
      server.next({ kind: "many-events", count: 1_000_000 });
      const model = modelBy(way, server, { maxResponseBytes: mib / 8 });
      expect((await ask(way, model)).failure?.code).toBe("model-oversized");
      await expect.poll(() => server.open).toBe(0);
    }
  });
});
