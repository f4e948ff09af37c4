/** The programs of strangers: what each prints at its end shows that it ran to the end. */

const cases = `
const source = "The shop opens at nine. It is closed on Sundays and on the first of May.";
const good = { answer: "It is closed on Sundays and on the first of May [1].", sources: [source] };
const bad = { answer: 'The page says "open all night on every Sunday" [1].', sources: [source] };
`;

export const imported = `
import assert from "node:assert/strict";
import { cited, codes, explain, shaped, verify, VouchsafeError } from "vouchsafe";
import * as core from "vouchsafe/core";
import { evaluate } from "vouchsafe/eval";
import { knownModels, localEntailer } from "vouchsafe/local";
import { fromOpenAI, read } from "vouchsafe/read";
import { judge } from "vouchsafe/judge";
import { anthropic, metered, openai, resilient, scripted, wrap } from "vouchsafe/model";
import * as score from "vouchsafe/score";
import { budget, ledger, prices } from "vouchsafe/spend";
import { memory, sqlite } from "vouchsafe/store";
import { faultServer, judging, testGuard } from "vouchsafe/testing";
import { jsonl } from "vouchsafe/trace";
${cases}
const verified = await verify(good);
assert.equal(verified.status, "verified", explain(verified));
assert.equal(verified.answer, good.answer);
const { span, source: index } = verified.claims[0].evidence[0];
assert.ok(good.sources[index].slice(span.start, span.end).includes("closed on Sundays"));
assert.deepEqual(JSON.parse(JSON.stringify(verified)), verified);

const escalated = await verify(bad);
assert.equal(escalated.status, "escalated");
assert.ok(!("answer" in escalated));
assert.ok(codes(escalated).includes("quote-not-found"), explain(escalated));

const schema = { type: "object", required: ["open"], properties: { open: { type: "boolean" } } };
for (const name of process.argv.slice(2)) {
  const main = name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const made = (await import("vouchsafe/guards/" + name))[main];
  const polite = { question: "Is it polite?", labels: [{ name: "yes", means: "It is.", score: 1 }, { name: "no", means: "It is not.", score: 0 }] };
  const model = scripted(judging(() => ({ label: "yes" })));
  const guard = made({ shaped: schema, "on-topic": { allow: ["Sunday"], deny: [/night/g] }, judged: { model, rubric: polite } }[name]);
  if (name === "judged") {
    assert.deepEqual((await verify(good, { guards: [cited(), guard] })).usage, { modelCalls: 1 });
    continue;
  }
  const answer = name === "shaped" ? { ...good, value: { open: true } } : good;
  assert.equal((await verify(answer, { guards: [guard] })).status, "verified", name);
}
// Its validator is loaded only now, from the installed package.
const misshaped = await verify({ ...good, value: { open: "yes" } }, { guards: [shaped(schema)] });
assert.equal(misshaped.status, "escalated");

// The published names share their modules: one error class, one guard runner.
assert.equal(core.VouchsafeError, VouchsafeError);
assert.equal((await import("vouchsafe/guards/cited")).cited, cited);
assert.equal(typeof testGuard, "function");
const response = { choices: [{ message: { content: good.answer }, finish_reason: "stop" }] };
assert.equal((await verify(fromOpenAI(response, { sources: good.sources }))).status, "verified");
assert.equal(read, core.read);
assert.equal(typeof jsonl("outcomes.jsonl").close, "function");
assert.ok(Object.keys(score).length > 0);
assert.equal(evaluate([{ id: "a", supported: false, score: 0, flagged: true }]).overall.figures.recall.value, 1);
// Models, judges and budgets over a provider on this machine; its first reply is turned away.
const said = "The shop stays shut on Sundays, and on the first of May too.";
const server = await faultServer({ reply: judging({ [said]: { label: "supported", quote: "It is closed on Sundays and on the first of May." } }) });
server.next({ kind: "rate-limited", retryAfter: "0" });
const day = budget({ perDayCalls: 2, ledger: ledger({ store: memory() }) });
const model = resilient(openai({ baseURL: server.url }, { model: "m" }), { budget: day, fallback: anthropic({ baseURL: server.anthropicUrl + "/v1" }, { model: "n" }) });
const judged = await verify({ ...good, answer: said }, { judge: judge(model, { band: "always" }) });
assert.equal(judged.basis, "judged", explain(judged));
assert.equal(judged.usage.modelCalls, 2);
const spent = await verify({ ...good, answer: said }, { judge: judge(model, { band: "always" }) });
assert.equal(spent.escalation.reason, "over-budget");
assert.ok(Object.keys(prices).length > 0);
assert.equal(typeof wrap(model, metered(ledger())).generate, "function");
await server.close();
// Node 22 warns that its SQLite is an experiment.
if (!process.versions.node.startsWith("22.")) {
  const kept = sqlite(":memory:");
  await kept.set("a", { b: 1 });
  assert.deepEqual(await kept.get("a"), { b: 1 });
}
// Its peer is not here: that is said when a model is first asked, by the thread that would have loaded it.
const entailer = localEntailer({ model: knownModels[0].id });
await assert.rejects(entailer.entail([{ claim: "It is.", evidence: "It is." }]), (error) =>
  error instanceof VouchsafeError && error.code === "peer-missing" && error.message.includes("npm install @huggingface/transformers"));
await assert.rejects(import("vouchsafe/src/verify.ts"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
process.stdout.write("ran on " + process.versions.node.split(".")[0]);
`;

/** On threads of its own, with the default chain and with one of the stranger's, and by the command line. */
export const batched = `
import assert from "node:assert/strict";
import { verifyEach } from "vouchsafe";
${cases}
const statuses = async (options) => {
  const found = [];
  for await (const { status } of verifyEach([good, bad, null, good], options)) found.push(status);
  return found;
};
assert.deepEqual(await statuses({ workers: 2 }), ["verified", "escalated", "escalated", "verified"]);
const chain = new URL("./chain.mjs", import.meta.url);
assert.deepEqual(await statuses({ workers: 1, chain, chainData: "traceable" }), ["verified", "verified", "escalated", "verified"]);
process.stdout.write("ran on " + process.versions.node.split(".")[0]);
`;

export const batchedChain = `
import { traceable } from "vouchsafe";
export const options = (name) => ({ guards: [{ traceable }[name]()] });
`;

/** With the peer, and a small model in the folder. */
export const local = `
import assert from "node:assert/strict";
import { localEntailer } from "vouchsafe/local";
const entailer = localEntailer({ model: "./model", threads: 1 });
const evidence = "The library is closed on Sunday.";
const results = await entailer.entail([{ claim: evidence, evidence }, { claim: "The station is open.", evidence }]);
assert.deepEqual(results.map(({ supported }) => supported > 0.5), [true, false]);
process.stdout.write("ran on " + process.versions.node.split(".")[0]);
`;

export const required = `
const assert = require("node:assert/strict");
const { verify } = require("vouchsafe");
const { defineGuard } = require("vouchsafe/core");
const { traceable } = require("vouchsafe/guards/traceable");
${cases}
(async () => {
  assert.equal((await verify(good)).status, "verified");
  assert.equal((await verify(bad)).status, "escalated");
  assert.equal(verify, (await import("vouchsafe")).verify);
  assert.equal(typeof defineGuard, "function");
  assert.equal(traceable().name, "traceable");
  process.stdout.write("ran on " + process.versions.node.split(".")[0]);
})();
`;

/** Each \`@ts-expect-error\` is a control: were a name untyped, the line would be no error and so be one. */
export const typed = `
import { check, codes, explain, quoted, verify } from "vouchsafe";
import type { Answer, Offset, Outcome, Verdict, VerifiedText } from "vouchsafe";
import { block, defineGuard, type Guard } from "vouchsafe/core";
import { traceable } from "vouchsafe/guards/traceable";
import { knownModel, type LocalEntailer, localEntailer } from "vouchsafe/local";
import { fromAnthropic } from "vouchsafe/read";
import * as score from "vouchsafe/score";
import { matchers, testGuard } from "vouchsafe/testing";
import { jsonl } from "vouchsafe/trace";

export const polite: Guard = defineGuard({
  name: "polite",
  unit: "claim",
  check: ({ claims }) =>
    claims.filter((claim) => claim.text.includes("!")).map((claim) => block("too-loud", "shouts", { at: claim.at })),
});

export async function ask(answer: Answer): Promise<string> {
  const outcome = await verify(answer, { guards: [quoted(), traceable(), polite], timeoutMs: 100 });
  const whole: Outcome = outcome;
  if (outcome.status === "verified") return outcome.answer;
  // @ts-expect-error an escalation has no answer
  String(outcome.answer);
  return explain(whole) + codes(whole).join() + outcome.reply;
}

export async function log(outcome: Outcome): Promise<void> {
  const record = jsonl("outcomes.jsonl", { maxBytes: 1_000_000, keep: 3 });
  await record(outcome);
  return record.close();
}

export async function alone(answer: Answer): Promise<Verdict> {
  return check(quoted(), answer);
}

export const heard = (text: string): Answer =>
  fromAnthropic({ content: [{ type: "text", text }], stop_reason: "end_turn" }, { sources: [text] });

export async function entailed(entailer: LocalEntailer, claim: string, evidence: string): Promise<boolean> {
  const [result] = await entailer.entail([{ claim, evidence }]);
  return result !== undefined && result.supported >= (knownModel("a")?.threshold ?? 0.5);
}
export const like: score.Entailer = localEntailer({ model: new URL("file:///model"), labels: { supported: "yes" } });

// @ts-expect-error no such precision
export const imprecise = () => localEntailer({ model: "./model", weights: "fp8" });
// @ts-expect-error text is no response
export const unheard = () => fromAnthropic("text");
// @ts-expect-error any text is not verified text
export const forged: VerifiedText = "text";
// @ts-expect-error an offset into an answer is none into a source
export const mixed = (at: Offset<"answer">): Offset<"source"> => at;
// @ts-expect-error sources are to be given
export const unsourced = () => verify({ answer: "text" });
// @ts-expect-error no such way to treat citations
export const misspelt = () => verify({ answer: "text", sources: [] }, { citations: "sometimes" });
// @ts-expect-error a guard has a name
export const nameless = () => defineGuard({ unit: "claim", check: () => [] });
// @ts-expect-error no such export
export const missing = score.noSuchScore;
// @ts-expect-error only outcomes are recorded
export const noted = () => jsonl("outcomes.jsonl")("a line");
// @ts-expect-error a guard is not its name
export const untested = () => testGuard("polite", []);
// @ts-expect-error no such matcher
export const unmatched = matchers.toBeGround;
`;

const matched = `
export const a: Promise<void> = expect("text").toBeGrounded({ sources: ["text"], timeoutMs: 5 });
export const b: Promise<void> = expect({ answer: "text" }).not.toEscalate("quote-not-found", { sources: ["text"] });
export const c: Promise<void> = expect(Promise.resolve("text")).resolves.toEscalate({ sources: ["text"] });
// @ts-expect-error no such option
export const misspelt = () => expect("text").toBeGrounded({ source: ["text"] });
// @ts-expect-error a code is text
export const numbered = () => expect("text").toEscalate(7);
// @ts-expect-error no such matcher
export const unmatched = () => expect("text").toBeGround();
`;

/** What a test says in TypeScript, with each runner. */
export const matching = {
  vitest: `
import { expect } from "vitest";
import "vouchsafe/vitest";
${matched}`,
  jest: `
import { expect } from "@jest/globals";
import { type GroundingMatchers, matchers } from "vouchsafe/testing";
declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends GroundingMatchers {}
}
expect.extend(matchers);
${matched}`,
} as const;

export const mistyped = `
import { verify } from "vouchsafe";
export const wrong: number = verify({ answer: "text", sources: [] });
`;

const strict = {
  strict: true,
  noEmit: true,
  // Our declarations are read whole: nothing of Node's and no optional peer is there to lean on.
  skipLibCheck: false,
  types: [],
  target: "es2022",
  lib: ["es2022", "dom"],
};

export const compilers = [
  { name: "nodenext, as a module", file: "a.mts", tool: "tsc", options: { ...strict, module: "nodenext" } },
  { name: "nodenext, from CommonJS", file: "b.cts", tool: "tsc", options: { ...strict, module: "nodenext" } },
  {
    name: "bundler",
    file: "c.ts",
    tool: "tsc",
    options: { ...strict, module: "esnext", moduleResolution: "bundler", exactOptionalPropertyTypes: true },
  },
  {
    name: "node10, TypeScript 5.9",
    file: "d.ts",
    tool: "typescript-5.9",
    options: { ...strict, module: "commonjs", moduleResolution: "node10" },
  },
] as const;
