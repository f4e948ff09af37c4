// Does the summary show the right answers first? `npm run bench:summary -- --data DIR [--rows N]`.
// Exits with 0 whatever the figures; with 2 without data.
import { type Outcome, verify } from "vouchsafe";
import { likelihoodOfFalseAlarm } from "../../src/cli/summary/false-alarm.ts";
import { answerOf, dataFolder, dataSet } from "./data.ts";
import { table } from "./markdown.ts";

type Escalated = Extract<Outcome, { status: "escalated" }>;
interface Row {
  readonly outcome: Escalated;
  readonly clean: boolean;
  readonly task: string;
  readonly half: 0 | 1;
}

const HALVES = ["weights chosen here", "held out"];
const { claims, texts } = dataSet(dataFolder(), "ragtruth_answers");
const rows: Row[] = [];
for (const claim of claims) {
  const outcome = await verify(answerOf(claim, texts.get(claim.source_id) ?? ""));
  // Whole sources, so that no answer of one half has a twin in the other.
  const half = Number(claim.source_id.slice(1)) % 2 === 0 ? 0 : 1;
  if (outcome.status === "escalated") rows.push({ outcome, clean: claim.label === 1, task: claim.task ?? "", half });
}

const scoreAlone = ({ escalation }: Escalated): number =>
  Math.min(1, ...escalation.findings.flatMap(({ code, score = 0 }) => (code === "claim-unsupported" ? [score] : [])));
const ORDERS: readonly (readonly [name: string, of: (outcome: Escalated) => number])[] = [
  ["at random", () => 0],
  ["by the lowest score alone", scoreAlone],
  ["by the number of findings", ({ escalation }) => -escalation.findings.length],
  ["as the summary orders them", (outcome) => likelihoodOfFalseAlarm(outcome).likelihood],
];
const GROUPS: readonly (readonly [name: string, has: (task: string) => boolean])[] = [
  ["QA and summary", (task) => task !== "data2txt"],
  ["JSON records", (task) => task === "data2txt"],
  ["overall", () => true],
];

/** The share of clean answers expected among the first `count`, those of equal rank in any order. */
function precision(own: readonly Row[], of: (outcome: Escalated) => number, count: number): string {
  const ranks = [...Map.groupBy(own, ({ outcome }) => of(outcome))].sort(([a], [b]) => b - a);
  let left = Math.min(count, own.length);
  let clean = 0;
  for (const [, tied] of ranks) {
    const taken = Math.min(left, tied.length);
    clean += (taken * tied.filter((row) => row.clean).length) / tied.length;
    left -= taken;
  }
  return own.length === 0 ? "–" : `${Math.round((100 * clean) / Math.min(count, own.length))} %`;
}

console.log(
  table(
    ["clean among the first escalated answers", ...HALVES.flatMap((half) => [`10, ${half}`, `30, ${half}`])],
    GROUPS.flatMap(([group, has]) =>
      ORDERS.map(([order, of]) => [
        `${group}: ${order}`,
        ...HALVES.flatMap((_, half) => {
          const own = rows.filter((row) => row.half === half && has(row.task));
          return [10, 30].map((count) => precision(own, of, count));
        }),
      ]),
    ),
  ),
);
console.log(
  `\n${rows.length} escalated answers of RAGTruth's test sources. Clean: people marked nothing in them as unsupported.`,
);
