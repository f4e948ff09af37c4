import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codes, grounded, type Outcome } from "vouchsafe";
import { jsonl } from "vouchsafe/trace";

const sources = [
  { id: "refunds", text: "Refunds are paid within 30 days of delivery. Express fees are not refunded." },
];

/** Stands for the function that answers in production today. */
const answerFromDocs = (question: string) => ({
  answer: /express/i.test(question) ? "Express fees are refunded within 3 days." : "Refunds are paid within 30 days.",
  sources,
});

const folder = await mkdtemp(join(tmpdir(), "observe-"));
const record = jsonl(join(folder, "outcomes.jsonl"));
const ask = grounded(answerFromDocs, { mode: "observe", sources: "from-answer", record });

// Users see what they always saw, and no later than before.
for (const question of ["How long do refunds take?", "And express fees?"]) {
  const { status, answer } = await ask(question);
  console.log(`${status}: ${answer}`);
}

await ask.settled();
await record.close();
// `npx vouchsafe summary outcomes.jsonl` prints this as a table, the likeliest false alarms first.
const lines = (await readFile(join(folder, "outcomes.jsonl"), "utf8")).trim().split("\n");
for (const outcome of lines.map((line) => JSON.parse(line) as Outcome))
  console.log(`would be ${outcome.status}${outcome.status === "escalated" ? ` (${codes(outcome).join(", ")})` : ""}`);
await rm(folder, { recursive: true });
