// What a calibration is worth: `npm run bench:calibration -- --data DIR [--rows N]`. Labels are drawn by whole sources, the
// rest is scored. Calibration error after 300 labels, and how often a promised risk is kept.
import { calibrate, isReleased, probabilityOf } from "vouchsafe/score";
import { calibrationErrorOf } from "../../src/eval/calibration-error.ts";
import { tiesOf, weighed } from "../../src/eval/ties.ts";
import { dataFolder, rowLimit } from "./data.ts";
import { percent, table } from "./markdown.ts";
import { quantile, randomFrom } from "./metrics.ts";
import { type SupportRow, supportRows } from "./support-rows.ts";

const DRAWS = 20;
const LABELS = 300;
const LEAST_ROWS = 600;
const RISKS = [0.05, 0.1, 0.2];
const folder = dataFolder();
const sets = ["hagrid", "gensearch", "fm2", "ragtruth_sentences"]
  .flatMap((set) => [...Map.groupBy(supportRows(folder, set), ({ name }) => name)])
  .filter(([, rows]) => rows.length >= Math.min(LEAST_ROWS, rowLimit()));

interface Split {
  readonly labelled: readonly SupportRow[];
  readonly rest: readonly SupportRow[];
}

/** Whole sources until there are enough labels; at most half of all. */
function splitOf(rows: readonly SupportRow[], random: () => number): Split {
  const sources = [...Map.groupBy(rows, ({ source }) => source).values()]
    .map((own) => ({ own, at: random() }))
    .sort((a, b) => a.at - b.at);
  const wanted = Math.min(LABELS, rows.length / 2);
  const labelled: SupportRow[] = [];
  const rest: SupportRow[] = [];
  for (const { own } of sources) (labelled.length < wanted ? labelled : rest).push(...own);
  return { labelled, rest };
}

const cases = (rows: readonly SupportRow[]) =>
  rows.map(({ score, label, group }) => ({ score, supported: label === 1, group }));

function errorOf(said: readonly number[], truth: readonly boolean[]): number {
  return calibrationErrorOf(weighed(tiesOf(said), truth, new Uint8Array(said.length).fill(1)));
}

/** The error after calibration, before it, and what chance alone makes of probabilities that are exactly right. */
function errors({ labelled, rest }: Split, random: () => number): readonly [number, number, number] {
  const made = calibrate(cases(labelled));
  const truth = rest.map(({ label }) => label === 1);
  const said = rest.map(({ score }) => probabilityOf(made, score));
  const raw = rest.map(({ score }) => score);
  const drawn = said.map((probability) => random() < probability);
  return [errorOf(said, truth), errorOf(raw, truth), errorOf(said, drawn)];
}

/** Of the answers with released claims, the mean share of these that is wrong; with how much is released. */
function kept(
  { labelled, rest }: Split,
  risk: number,
): { readonly released: number; readonly wrong: number } | undefined {
  const made = calibrate(cases(labelled), { aim: { risk } });
  if (made.threshold === undefined) return undefined;
  const released = rest.filter(({ score }) => isReleased(made, score));
  const shares = [...Map.groupBy(released, ({ group }) => group).values()].map(
    (own) => own.filter(({ label }) => label === 0).length / own.length,
  );
  return { released: released.length / rest.length, wrong: mean(shares) };
}

const shown = (error: number): string => (Number.isFinite(error) ? error.toFixed(3) : "–");
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

const random = randomFrom(2_026);
const drawn = sets.map(([name, rows]) => ({
  name,
  rows,
  splits: Array.from({ length: DRAWS }, () => splitOf(rows, random)),
}));
const measured = drawn.map(({ name, rows, splits }) => {
  const found = splits.map((split) => errors(split, random));
  const column = (at: 0 | 1 | 2): number => mean(found.map((row) => row[at]));
  return {
    name,
    rows,
    after: column(0),
    worst: quantile(
      found.map(([after]) => after),
      1,
    ),
    raw: column(1),
    chance: column(2),
  };
});

console.log(`Expected calibration error, 15 equal bins, after ${LABELS} labels, ${DRAWS} draws by source\n`);
console.log(
  table(
    ["set", "claims", "after", "worst draw", "raw support", "chance alone"],
    [
      ...measured.map(({ name, rows, after, worst, raw, chance }) => [
        name,
        String(rows.length),
        ...[after, worst, raw, chance].map(shown),
      ]),
      [
        "**mean**",
        "",
        ...(["after", "worst", "raw", "chance"] as const).map((key) => shown(mean(measured.map((row) => row[key])))),
      ],
    ],
  ),
);
console.log(
  "\nPromised risks: in how many draws one is proven, how much is then released, and how much of it is wrong\n",
);
console.log(
  table(
    ["set", ...RISKS.flatMap((risk) => [`${percent(risk)} proven`, "released", "wrong", "broken"])],
    drawn.map(({ name, splits }) => [
      name,
      ...RISKS.flatMap((risk) => {
        const proven = splits.flatMap((split) => kept(split, risk) ?? []);
        return [
          `${proven.length}/${DRAWS}`,
          percent(mean(proven.map(({ released }) => released))),
          percent(mean(proven.map(({ wrong }) => wrong))),
          String(proven.filter(({ wrong }) => wrong > risk).length),
        ];
      }),
    ]),
  ),
);
