// What becomes of an answer when the model that judges it replies with something else than a verdict: `npm run bench:judge-peers`.
// Real clients of the peers and ours against one server on loopback. The judge means to reject: what lets the answer through, fails open.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ClosedQA, Factuality, type Score } from "autoevals";
import OpenAI from "openai";
import { supported, verify } from "vouchsafe";
import { judge } from "vouchsafe/judge";
import { openai, type Prompt } from "vouchsafe/model";
import { readPrompt, replyOf } from "../judge/simulated.ts";
import { table } from "./markdown.ts";

/** A reply as text made of the well-formed one, or what the server does instead. */
type Shape = readonly [name: string, made: (wellFormed: string) => string | "500" | "nothing"];
const withoutFirst = (text: string): string =>
  text.replace(/"(?:flagged|choice|label)":(?:true|false|"[a-zA-Z_]+"),?/g, "");
const SHAPES: readonly Shape[] = [
  ["well-formed, and accepts", (text) => text],
  ["well-formed, and rejects", (text) => text],
  ["prose", () => "I would not let this text through: it is not what the source says."],
  ["truncated", (text) => text.slice(0, Math.floor(text.length * 0.6))],
  ["fenced", (text) => `\`\`\`json\n${text}\n\`\`\``],
  ["fenced, with a sentence before", (text) => `Here is my verdict:\n\`\`\`json\n${text}\n\`\`\``],
  ["a field too many", (text) => text.replace("{", '{"note":"see below",')],
  ["a field missing", withoutFirst],
  [
    "a field of the wrong type",
    (text) => text.replace(/"confidence":[\d.]+/g, '"confidence":"high"').replace(/"choice":"[A-Z]"/, '"choice":4'),
  ],
  [
    "a score of 7 where 0 to 1 is asked",
    (text) =>
      text
        .replace(/"confidence":([\d.]+)/g, (_, was) => `"confidence":${was === "0.95" ? 7 : 700}`)
        .replace(/"choice":"[A-Z]"/, '"choice":"G"'),
  ],
  ["null", () => "null"],
  ["empty", () => ""],
  ["status 500", () => "500"],
  ["no answer in time", () => "nothing"],
];

const TIMEOUT_MS = 500;
let shape: Shape = SHAPES[0] ?? ["", (text) => text];

const EVIDENCE = "The customer pays the postage for parcels that go back.";

/** What each judge would write; ours rejects the canary whatever it says of the claim. */
function written(asked: { readonly model: string; readonly messages: Prompt["messages"] }, accepts: boolean): string {
  if (asked.model === "ours")
    return replyOf(readPrompt(asked), ({ parts }) =>
      accepts && answer.startsWith(parts.claim ?? "?")
        ? { label: "supported", quote: EVIDENCE }
        : { label: "not_found" },
    );
  if (asked.model === "guardrails") return JSON.stringify({ flagged: !accepts, confidence: 0.95 });
  const choice = asked.model === "closed" ? (accepts ? "Y" : "N") : accepts ? "C" : "D";
  return JSON.stringify({ reasons: "As it says there.", choice });
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const asked = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  const body = shape[1](written(asked, shape === SHAPES[0]));
  if (body === "nothing") return;
  if (body === "500") {
    response.writeHead(500, { "content-type": "application/json" }).end('{"error":{"message":"internal"}}');
    return;
  }
  // A peer that asks for a tool call gets one, but for prose.
  const isTool = asked.tools !== undefined && shape[0] !== "prose";
  const call = {
    id: "call_1",
    type: "function",
    function: { name: asked.tools?.[0]?.function?.name, arguments: body },
  };
  const message = { role: "assistant", content: isTool ? null : body, ...(isTool ? { tool_calls: [call] } : {}) };
  const reply = {
    id: "c",
    object: "chat.completion",
    created: 0,
    model: asked.model,
    choices: [{ index: 0, finish_reason: isTool ? "tool_calls" : "stop", message }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const client = new OpenAI({ apiKey: "none", baseURL, maxRetries: 0, timeout: TIMEOUT_MS });

const source = `${"The shop has been at the mill since it opened. ".repeat(40)}The customer pays the postage for parcels that go back. ${"Its lamps are made by hand. ".repeat(40)}`;
const answer = "A customer who sends a parcel back covers its postage.";

type Told = "passed" | "stopped" | "threw" | "no score";
/** Our judge with a guard that leaves everything open and, asked alone, would let it pass. */
async function byOurs(): Promise<Told> {
  const outcome = await verify(
    { answer, sources: [source] },
    {
      guards: [supported()],
      judge: judge(openai(client, { model: "ours", timeoutMs: TIMEOUT_MS }), { band: "always" }),
    },
  );
  return outcome.status === "verified" ? "passed" : "stopped";
}

const guardrails = await import("@openai/guardrails");
async function byGuardrails(raise: boolean): Promise<Told> {
  const bundle = {
    guardrails: [
      {
        name: "Custom Prompt Check",
        config: {
          model: "guardrails",
          confidence_threshold: 0.7,
          system_prompt_details: `Flag what this does not say: ${source}`,
        },
      },
    ],
  };
  try {
    const results = await guardrails.runGuardrails(answer, bundle as never, { guardrailLlm: client } as never, raise);
    return results.some(({ tripwireTriggered }) => tripwireTriggered) ? "stopped" : "passed";
  } catch {
    return "threw";
  }
}

async function byAutoevals(evaluate: () => Promise<Score> | Score): Promise<Told> {
  try {
    const { score } = await evaluate();
    return score === null ? "no score" : score > 0.5 ? "passed" : "stopped";
  } catch {
    return "threw";
  }
}

const peerClient = client as never;
const judges: readonly (readonly [string, () => Promise<Told>])[] = [
  ["vouchsafe", byOurs],
  ["@openai/guardrails", () => byGuardrails(false)],
  ["the same, told to raise", () => byGuardrails(true)],
  [
    "autoevals Factuality",
    () =>
      byAutoevals(() =>
        Factuality({ input: "Who pays?", output: answer, expected: source, client: peerClient, model: "factual" }),
      ),
  ],
  [
    "autoevals ClosedQA",
    () =>
      byAutoevals(() =>
        ClosedQA({ input: "Who pays?", output: answer, criteria: source, client: peerClient, model: "closed" }),
      ),
  ],
];

// The peers write every failure to the console.
const told = { ...console };
for (const name of ["error", "warn", "log", "info", "debug"] as const) console[name] = () => {};
const rows: string[][] = [];
const passes = judges.map(() => 0);
for (const one of SHAPES) {
  shape = one;
  const words: Told[] = [];
  for (const [, check] of judges) words.push(await check());
  if (SHAPES.indexOf(one) > 1)
    for (const [at, word] of words.entries()) if (word === "passed") passes[at] = (passes[at] ?? 0) + 1;
  rows.push([one[0], ...words]);
}
Object.assign(console, told);
server.closeAllConnections();
server.close();
console.log("What becomes of an answer that the judge, but for the first row, means to reject:\n");
console.log(
  table(
    ["reply", ...judges.map(([name]) => name)],
    [...rows, [`passed, of ${SHAPES.length - 2}`, ...passes.map(String)]],
  ),
);
