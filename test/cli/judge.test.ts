import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaultServer, faultServer, type ServerRequest } from "vouchsafe/testing";
import { bestSentence, readPrompt, replyOf } from "../judge/simulated.ts";
import { jsonl, recordsOf, runCli } from "./run-cli.ts";

const KEY = "sk-canary-5f1d";
const source = { id: "refunds", text: "Refunds are paid within 30 days of delivery to the original payment method." };
/** Words leave it open: half of it stands there. */
const doubtful = {
  id: "doubtful",
  answer: "For delivery by post, refunds go to the original method of payment.",
  sources: [source],
};
const invented = {
  id: "invented",
  answer: "For delivery by post, customers choose the original payment method of refunds.",
  sources: [source],
};
const carried = { id: "carried", answer: "Refunds are paid within 30 days of delivery.", sources: [source] };

/** What a judge says that lets pass what is about customers, with the sentence that shares most words with it. */
function ruled({ prompt }: ServerRequest): string {
  const read = readPrompt({ messages: [{ role: "user", content: prompt }] });
  return replyOf(read, ({ parts: { claim = "" }, passages }) =>
    claim.includes("refunds go to")
      ? { label: "supported", quote: bestSentence(claim, passages) }
      : { label: "not_found" },
  );
}

describe("vouchsafe verify --judge", { timeout: 60_000 }, () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await faultServer({ reply: ruled });
  });
  afterAll(() => server.close());
  const environment = () => ({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.url });

  test("asks nothing where nothing is open", async () => {
    const before = server.requests.length;
    const run = await runCli(["verify", "--jsonl", "--judge", "openai:gpt-5-mini"], {
      input: jsonl(carried),
      environment: environment(),
    });
    expect(run).toMatchObject({ code: 0 });
    expect(server.requests.length).toBe(before);
    expect(recordsOf(run)).toMatchObject([{ status: "verified", usage: { modelCalls: 0 } }]);
  });

  test.each([
    ["here", []],
    ["on a thread", ["--workers", "1"]],
  ])("settles what is open by the model's word, %s, and counts its calls", async (_, args) => {
    const before = server.requests.length;
    const run = await runCli(["verify", "--jsonl", "--judge", "openai:gpt-5-mini", ...args], {
      input: jsonl(doubtful, invented, carried),
      environment: environment(),
    });
    expect(recordsOf(run)).toMatchObject([
      { id: "doubtful", status: "verified", basis: "judged", usage: { modelCalls: 1 } },
      { id: "invented", status: "escalated", escalation: { reason: "rejected" } },
      { id: "carried", status: "verified" },
    ]);
    expect(run).toMatchObject({ code: 1, stderr: "3 answers: 2 verified, 1 escalated; 2 model calls\n" });
    const asked = server.requests.slice(before);
    expect(asked.map(({ model }) => model)).toEqual(["gpt-5-mini", "gpt-5-mini"]);
    expect(asked.every(({ headers }) => headers.authorization === `Bearer ${KEY}`)).toBe(true);
    expect(run.stdout + run.stderr).not.toContain(KEY);
  });

  test("asks Anthropic's models too", async () => {
    const run = await runCli(["verify", "--jsonl", "--judge", "anthropic:claude-haiku-4-5"], {
      input: jsonl(doubtful),
      environment: { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: server.anthropicUrl },
    });
    expect(recordsOf(run)).toMatchObject([{ status: "verified", basis: "judged" }]);
    expect(server.requests.at(-1)).toMatchObject({ wire: "messages", headers: { "x-api-key": KEY } });
  });

  test("without it the rules decide, so that the verdicts above are the model's", async () => {
    const run = await runCli(["verify", "--jsonl"], { input: jsonl(doubtful, invented) });
    expect(recordsOf(run).map(({ basis, status }) => basis ?? status)).toEqual(["scored", "scored"]);
  });

  test("escalates where the model is down, shows its code and no key", async () => {
    server.next({ kind: "echoes-key" });
    const run = await runCli(["verify", "--judge", "openai:gpt-5-mini"], {
      input: jsonl(doubtful),
      environment: environment(),
    });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("model-");
    expect(run.stdout + run.stderr).not.toContain(KEY);
  });

  test.each([
    ["no provider", ["--judge", "gpt-5-mini"], {}, "--judge takes PROVIDER:MODEL"],
    ["an unknown provider", ["--judge", "acme:x"], {}, "openai or anthropic"],
    ["no model", ["--judge", "openai:"], {}, "--judge takes PROVIDER:MODEL"],
    ["a provider by the name of what every object has", ["--judge", "constructor:x"], {}, "openai or anthropic"],
    ["no key", ["--judge", "openai:gpt-5-mini"], {}, "needs OPENAI_API_KEY"],
    ["no key for Anthropic", ["--judge", "anthropic:claude-haiku-4-5"], {}, "needs ANTHROPIC_API_KEY"],
    ["a key that cannot be one", ["--judge", "openai:x"], { OPENAI_API_KEY: `${KEY} and more` }, "apiKey"],
    [
      "an address that is none",
      ["--judge", "openai:x"],
      { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: "nowhere" },
      "baseURL",
    ],
  ])("refuses %s, and shows no key", async (_, args, own, message) => {
    const none = { OPENAI_API_KEY: "", OPENAI_BASE_URL: "", ANTHROPIC_API_KEY: "", ANTHROPIC_BASE_URL: "" };
    const run = await runCli(["verify", ...args], { input: jsonl(carried), environment: { ...none, ...own } });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stdout + run.stderr).not.toContain(KEY);
  });
});
