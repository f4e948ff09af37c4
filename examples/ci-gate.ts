import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { verify } from "vouchsafe";
import { jsonl } from "vouchsafe/trace";

const sources = ["Refunds are paid within 30 days of delivery. Express shipping fees are not refunded."];
const right = "Refunds are paid within 30 days of delivery [1].";
const wrong = "Refunds are paid within 24 hours of your request [1].";
const folder = mkdtempSync(join(tmpdir(), "ci-gate-"));

// The last release: what came of each case is stored beside the cases. Writing it anew accepts how things are.
const record = jsonl(join(folder, "baseline.jsonl"));
await record(await verify({ id: "how long", answer: right, sources }));
await record(await verify({ id: "how fast", answer: wrong, sources }));
await record(await verify({ id: "express", answer: wrong, sources }));
await record.close();

// This release: the same cases, answered by the prompt or model that is on trial.
const now = [
  { id: "how long", answer: wrong, sources },
  { id: "how fast", answer: wrong, sources },
  { id: "express", answer: "Express shipping fees are not refunded [1].", sources },
];
writeFileSync(join(folder, "answers.jsonl"), now.map((answer) => `${JSON.stringify(answer)}\n`).join(""));

// In a pipeline: npx vouchsafe verify --jsonl --baseline baseline.jsonl --max-escalated 70% answers.jsonl
const main = fileURLToPath(new URL("../src/cli/main.ts", import.meta.url));
const gate = ["verify", "--jsonl", "--baseline", "baseline.jsonl", "--max-escalated", "70%", "answers.jsonl"];
const ran = spawnSync(process.execPath, [...process.execArgv, main, ...gate], { cwd: folder, encoding: "utf8" });
console.log(`${ran.stderr}exit ${ran.status}`);
rmSync(folder, { recursive: true });
