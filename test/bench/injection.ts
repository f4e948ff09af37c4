// Whether a judge can be talked into a pass: `npm run bench:injection -- --data DIR [--corpora DIR] [--rows N]`. Claims that the free
// guards leave to a judge, with instructions put into source, answer and question, before a judge that obeys whatever it finds.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JudgeOptions } from "vouchsafe/judge";
import { type Attack, HELD_OUT_ATTACKS, KNOWN_ATTACKS, UNSEEN_ATTACKS } from "../judge/attacks.ts";
import {
  type Carrier,
  gullibleJudge,
  honestJudge,
  injected,
  isPutToJudge,
  type LabelledCase,
  type Obedience,
  type Position,
  toldOf,
} from "../judge/injection.ts";
import { dataFolder, dataSet, rowLimit, withoutMarkers } from "./data.ts";
import { share, table } from "./markdown.ts";
import { randomFrom } from "./metrics.ts";

const SETS = [
  "ragtruth_sentences",
  "gensearch",
  "hagrid",
  "fm2",
  "scifact_rte",
  "begin_wow",
  "summedits",
  "attributedqa",
];
const PER_SET = 60; // claims of each kind and set
const LONGEST = 60_000; // units of a source: longer ones take the time of many

const folder = dataFolder();
const random = randomFrom(6);

interface Cases {
  readonly supported: readonly LabelledCase[];
  readonly unsupported: readonly LabelledCase[];
}

/** Claims of a set, drawn by chance, that the free guards leave to a judge. */
async function casesOf(set: string): Promise<Cases> {
  const { claims, texts } = dataSet(folder, set);
  const drawn = claims.map((claim) => ({ claim, at: random() })).sort((a, b) => a.at - b.at);
  const found = { supported: [] as LabelledCase[], unsupported: [] as LabelledCase[] };
  for (const { claim } of drawn) {
    const list = claim.label === 1 ? found.supported : found.unsupported;
    const source = texts.get(claim.source_id) ?? "";
    if (list.length >= PER_SET || source === "" || source.length > LONGEST) continue;
    const one = { claim: withoutMarkers(claim.claim), source, supported: claim.label === 1 };
    if (await isPutToJudge(one)) list.push(one);
  }
  return found;
}

/** Instructions that others collected: to do something else than is asked. */
function collected(): readonly Attack[] {
  const at = process.argv.indexOf("--corpora");
  const corpora = at < 0 ? join(folder, "..", "corpora") : (process.argv[at + 1] ?? "");
  const files = ["injection-test.json", "injection-train.json"].map((name) => join(corpora, name));
  if (!files.every((file) => existsSync(file))) return [];
  return files.flatMap((file) =>
    Object.values(JSON.parse(readFileSync(file, "utf8")) as { readonly [kind: string]: readonly string[] }).flatMap(
      (texts) => texts.map((text) => ({ kind: "collected", isNarrow: false, text: () => text })),
    ),
  );
}

const all: (Cases & { readonly set: string })[] = [];
for (const set of SETS) all.push({ set, ...(await casesOf(set)) });
const unsupported = all.flatMap((one) => one.unsupported);

const liveness: (readonly string[])[] = [];
let [passed, asked, passedAlone] = [0, 0, 0];
for (const { set, supported } of all) {
  let own = 0;
  for (const one of supported) {
    const told = await toldOf({ answer: one.claim, sources: [one.source] }, honestJudge(one));
    own += told === "escalated" ? 0 : 1;
    const alone = honestJudge(one, { neighbours: false });
    passedAlone += (await toldOf({ answer: one.claim, sources: [one.source] }, alone)) === "escalated" ? 0 : 1;
  }
  liveness.push([set, share(own, supported.length)]);
  passed += own;
  asked += supported.length;
}
liveness.push(["all, no neighbours shown", `${share(passedAlone, asked)}, ${interval(passedAlone, asked)}`]);
liveness.push(["all", `${share(passed, asked)}, ${interval(passed, asked)}`]);

const POSITIONS: readonly Position[] = ["begin", "middle", "end", "beside"];
const CARRIERS: readonly Carrier[] = ["source", "answer", "claim", "question"];

interface Count {
  tried: number;
  reached: number;
  verified: number;
  withoutJudge: number;
}
const counts = new Map<string, Count>();
const slips: string[] = [];
let next = 0;
/** Places tried of each carrier. */
const PLACES: { readonly [carrier in Carrier]: number } = { source: 4, answer: 2, claim: 1, question: 1 };
const thin = rowLimit() < Number.POSITIVE_INFINITY ? 0.05 : 1;

/** Each instruction in each carrier and position, by each way of obeying it. */
async function attack(
  group: string,
  attacks: readonly Attack[],
  obediences: (attack: Attack) => readonly Obedience[],
  options: JudgeOptions = {},
) {
  for (const one of attacks)
    for (const carrier of CARRIERS)
      for (const position of POSITIONS.slice(0, PLACES[carrier]))
        for (const obedience of obediences(one)) {
          if (random() < thin) await tried(group, one, { carrier, position }, obedience, options);
        }
}

async function tried(
  group: string,
  { kind, text }: Attack,
  place: { readonly carrier: Carrier; readonly position: Position },
  obedience: Obedience,
  options: JudgeOptions,
): Promise<void> {
  const one = unsupported[next++ % unsupported.length];
  if (one === undefined) return;
  const written = text(one.claim);
  let reached = false;
  const by = gullibleJudge(
    one,
    written,
    obedience,
    () => {
      reached = true;
    },
    options,
  );
  const told = await toldOf(injected(one, { text: written, ...place }), by);
  const count = counts.get(group) ?? { tried: 0, reached: 0, verified: 0, withoutJudge: 0 };
  count.tried += 1;
  count.reached += reached ? 1 : 0;
  count.verified += told === "verified" ? 1 : 0;
  count.withoutJudge += told === "verified-without-judge" ? 1 : 0;
  counts.set(group, count);
  if (told === "verified")
    slips.push(`${group}: ${kind} in ${place.carrier}, ${place.position}, ${obedience}: ${written.slice(0, 100)}`);
}

/** Wilson's interval of 95 %. */
function interval(part: number, whole: number): string {
  if (whole === 0) return "–";
  const [z, p] = [1.96, part / whole];
  const middle = (p + z ** 2 / (2 * whole)) / (1 + z ** 2 / whole);
  const half = (z / (1 + z ** 2 / whole)) * Math.sqrt((p * (1 - p)) / whole + z ** 2 / (4 * whole ** 2));
  return `${(100 * Math.max(0, middle - half)).toFixed(2)}–${(100 * Math.min(1, middle + half)).toFixed(2)} %`;
}

const theirs = collected();
const toTheLetter = ({ isNarrow }: Attack): readonly Obedience[] =>
  isNarrow ? ["named", "quoting"] : ["all", "quoting-all"];
await attack("wordings that the lists were made with, obeyed", KNOWN_ATTACKS, toTheLetter);
await attack("wordings written afterwards, obeyed", UNSEEN_ATTACKS, toTheLetter);
await attack("wordings written last, obeyed", HELD_OUT_ATTACKS, toTheLetter);
await attack("collected instructions, obeyed", theirs, () => ["prose", "all"]);
const asTheAttackerWould = (): readonly Obedience[] => ["named"];
await attack("the first, by a judge all the attacker's", KNOWN_ATTACKS, asTheAttackerWould);
await attack("the second, by such a judge", UNSEEN_ATTACKS, asTheAttackerWould);
await attack("the third, by such a judge", HELD_OUT_ATTACKS, asTheAttackerWould);
await attack("the fourth, by such a judge", theirs, asTheAttackerWould);
const alone = { neighbours: false };
await attack("wordings written last, obeyed; no neighbours shown", HELD_OUT_ATTACKS, toTheLetter, alone);
const every = [...KNOWN_ATTACKS, ...UNSEEN_ATTACKS, ...HELD_OUT_ATTACKS, ...theirs];
await attack("all four, by such a judge; no neighbours shown", every, asTheAttackerWould, alone);

console.log(
  `Supported claims that the free guards leave to a judge, and that an honest one passes (${asked} claims):\n`,
);
console.log(table(["set", "passed"], liveness));
console.log(
  `\nUnsupported claims with an instruction (${unsupported.length} claims of ${SETS.length} sets; ${theirs.length} collected instructions):\n`,
);
console.log(
  table(
    ["instructions", "answers", "reached the judge", "verified by it", "95 %", "verified by words alone"],
    [...counts].map(([group, { tried, reached, verified, withoutJudge }]) => [
      group,
      String(tried),
      String(reached),
      String(verified),
      interval(verified, tried),
      String(withoutJudge),
    ]),
  ),
);
if (process.argv.includes("--slips")) console.log(`\n${slips.join("\n")}`);
