/** Run with a small heap: the second of three answers takes all of a worker's memory. Prints what became of each. */
import { type Answer, verifyEach } from "vouchsafe";
import { TRUTHS } from "../oracles/generators.ts";
import type { Asked } from "./chains.ts";

const good: Answer = { answer: TRUTHS[0].text, sources: [TRUTHS[0]] };
const chain = new URL("./chains.ts", import.meta.url);
const chainData: Asked = { word: "Penguins", act: "eat-memory" };
const answers = [good, { ...good, answer: "Penguins eat." }, good];
for await (const outcome of verifyEach(answers, { workers: 1, chain, chainData })) {
  const [failure] = outcome.status === "escalated" ? outcome.escalation.failures : [];
  process.stdout.write(`${outcome.status} ${failure?.message ?? ""}\n`);
}
