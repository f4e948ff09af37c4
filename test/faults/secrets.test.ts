import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { grounded } from "vouchsafe";
import { judge } from "vouchsafe/judge";
import { type CallContext, type Model, type Prompt, resilient, retryBucket } from "vouchsafe/model";
import { ledger } from "vouchsafe/spend";
import { memory } from "vouchsafe/store";
import { type Fault, faultKinds } from "vouchsafe/testing";
import { KEY, modelBy, QUESTION, SOURCE, served, type Way, ways } from "./ways.ts";

const CANARIES = {
  key: KEY,
  // In the prompt, and in nothing that an escalation may show: the question and the answer are for a person's eyes.
  prompt: "canary-system-77f0",
  header: "canary-header-3b9a",
};
const secretPrompt: Prompt = {
  messages: [
    { role: "system", content: `Answer by the sources. ${CANARIES.prompt}` },
    { role: "user", content: QUESTION },
  ],
  maxOutputTokens: 100,
};

/** Everything that was written, to any stream and by any method of the console. */
const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((chunk) => written.push(String(chunk)) > 0);
  for (const method of ["log", "info", "warn", "error", "debug", "trace"] as const)
    vi.spyOn(console, method).mockImplementation((...parts) => void written.push(parts.map(String).join(" ")));
});
afterEach(() => vi.restoreAllMocks());

const faults: readonly Fault[] = [
  ...[400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 503, 529].map(
    (status): Fault => ({ kind: "echoes-key", status }),
  ),
  { kind: "echoes-key", status: 200 },
  ...faultKinds
    .filter((kind) => !["echoes-key", "slow", "slow-drip", "oversized", "many-events"].includes(kind))
    .map((kind) => ({ kind }) as Fault),
];

/** What anybody could make of it: as JSON, as shown, its message, stack, cause and every field, hidden ones too. */
function formsOf(thing: unknown): string {
  const shown = inspect(thing, {
    depth: 20,
    showHidden: true,
    getters: true,
    maxArrayLength: null,
    maxStringLength: null,
  });
  const own =
    thing instanceof Error ? [thing.message, thing.stack, String(thing.cause), JSON.stringify({ ...thing })] : [];
  return [shown, JSON.stringify(thing), ...own].join("\n");
}

function found(things: { readonly [name: string]: unknown }): readonly string[] {
  return Object.entries(things).flatMap(([name, thing]) => {
    const text = formsOf(thing);
    return Object.entries(CANARIES).flatMap(([what, canary]) => (text.includes(canary) ? `${what} in ${name}` : []));
  });
}

describe("F20: secrets that a provider echoes", () => {
  test(`F20: of ${faults.length} faults in all ways none brings a key, a header or a prompt into an error, call, trace, ledger, outcome, model or output`, {
    timeout: 60_000,
  }, async () => {
    let searched = 0;
    for (const way of ways) {
      for (const fault of faults) {
        const server = await served();
        server.always(fault);
        const spent = ledger();
        const model = modelBy(way, server, { timeoutMs: 60, headersTimeoutMs: 60, idleTimeoutMs: 60 });
        const events: unknown[] = [];
        const calls: unknown[] = [];
        const context: CallContext = {
          trace: { event: (name, attributes) => void events.push([name, attributes]) },
          onCall: (call) => void calls.push(call),
          account: { tenant: "t" },
        };
        const all = resilient(model, {
          ledger: spent,
          cache: memory(),
          retry: { attempts: 2, firstWaitMs: 1, longestWaitMs: 5, bucket: retryBucket() },
          timeoutMs: 400,
        });
        let error: unknown;
        const outcome = await grounded(
          async () => {
            try {
              return await textOf(way, all, context);
            } catch (thrown) {
              error = thrown;
              throw thrown;
            }
          },
          { attempts: 1 },
        )({ question: QUESTION, sources: [SOURCE] });
        const report = await spent.report({ by: ["model", "tenant"] });
        const things = { error, events, calls, outcome, report, model, all, written };
        expect([way.name, fault, ...found(things)]).toEqual([way.name, fault]);
        searched += Object.keys(things).length;
        expect(calls.length).toBeGreaterThan(0);
      }
    }
    expect(searched).toBe(ways.length * faults.length * 8);
  });

  test("F20: nor into what a judge that cannot be asked leaves behind", async () => {
    for (const way of ways.filter(({ streams }) => !streams)) {
      const server = await served();
      server.always({ kind: "echoes-key", status: 401 });
      const feature = grounded(async () => "Opened items cannot be sent back for money, by any customer. [1]", {
        attempts: 1,
        judge: judge(modelBy(way, server)),
      });
      const outcome = await feature({ question: QUESTION, sources: [SOURCE] });
      expect(outcome.status).toBe("escalated");
      expect(found({ outcome, written })).toEqual([]);
    }
  });

  test("F20: the search finds what is there: the bare error of an SDK holds the key", async () => {
    const server = await served();
    server.always("echoes-key");
    const { default: OpenAI } = await import("openai");
    const client = new OpenAI({ baseURL: server.url, apiKey: KEY, maxRetries: 0, logLevel: "off" });
    const messages = secretPrompt.messages.map(({ role, content }) => ({ role, content }));
    const error = await client.chat.completions.create({ model: "m", messages }).catch((thrown: unknown) => thrown);
    expect(found({ error })).toEqual(["key in error", "prompt in error"]);
  });
});

async function textOf({ streams }: Way, model: Model, context: CallContext): Promise<string> {
  if (!streams) return (await model.generate(secretPrompt, context)).text;
  let text = "";
  for await (const part of model.stream(secretPrompt, context)) if (part.type === "text") text += part.text;
  return text;
}
