import { check, read, sameFigures } from "vouchsafe";
import { checkFigures, checkRecords } from "vouchsafe/score";
import { answerOf, dataSet, type LabelledClaim, withoutMarkers } from "../data.ts";
import { percent, table } from "../markdown.ts";

/** One labelled sentence and the hard checks that raise an alarm on it. */
export interface HardChecked {
  readonly set: string;
  readonly label: 0 | 1;
  readonly alarms: ReadonlySet<string>;
}

const SETS = ["ragtruth_sentences", "gensearch", "attributedqa", "attrscore_gensearch", "hagrid"];
const UNION = "union of those that block";
const WARNS = " (only warns)";
const RECORD_CHECKS = ["record: attribute", "record: opening hours", "record: null"] as const;
/** The bars, of the sentences labelled as supported or not, over all seven sets together. */
const BARS = { check: 0.005, union: 0.01, recall: 0.12, record: 0.015 };

/** Every sentence of the seven sets with its alarms. RAGTruth's tasks are three of them. */
export async function hardChecked(folder: string): Promise<readonly HardChecked[]> {
  const checked: HardChecked[] = [];
  for (const name of SETS) {
    const { claims, texts } = dataSet(folder, name);
    for (const row of claims) {
      const set = row.task === undefined ? name : `RAGTruth, ${row.task}`;
      checked.push({ set, label: row.label, alarms: await alarmsOf(row, texts.get(row.source_id) ?? "") });
    }
  }
  return checked;
}

async function alarmsOf(row: LabelledClaim, text: string): Promise<ReadonlySet<string>> {
  const answer = answerOf({ ...row, claim: withoutMarkers(row.claim) }, text);
  const { findings } = await check(sameFigures(), answer);
  const warnings = findings.filter(({ severity, code }) => severity === "warn" && !code.startsWith("figure-"));
  const alarms = new Set(warnings.map(({ code }) => `${code}${WARNS}`));
  const draft = read(answer);
  const asked = draft.sources.map((_, source) => source);
  for (const claim of draft.claims.filter(({ kind }) => kind !== "absence")) {
    for (const { kind, status, isSure } of checkFigures(claim.text, draft.sources, asked)) {
      if (status !== "absent" && status !== "differs") continue;
      alarms.add(isSure ? kind : `${kind}${WARNS}`);
      if (!isSure) continue;
      alarms.add(UNION);
      alarms.add(`of these: ${status}`);
    }
    const record = checkRecords(claim.text, draft.sources, asked);
    if (record?.status === "unknown") alarms.add(RECORD_CHECKS[2]);
    if (record?.status === "contradicted")
      alarms.add(/hour|open/i.test(record.evidence[0]?.path ?? "") ? RECORD_CHECKS[1] : RECORD_CHECKS[0]);
  }
  return alarms;
}

interface AlarmRates {
  /** Share of the supported sentences with the alarm. */
  readonly falseAlarms: number;
  /** Share of the unsupported ones. */
  readonly recall: number;
}

function alarmRates(rows: readonly HardChecked[], alarm: string): AlarmRates {
  const shareOf = (label: 0 | 1): number => {
    const own = rows.filter((row) => row.label === label);
    return own.length === 0 ? 0 : own.filter(({ alarms }) => alarms.has(alarm)).length / own.length;
  };
  return { falseAlarms: shareOf(1), recall: shareOf(0) };
}

/** The table of every check, pooled and by set, that of the checks on records, and whether the bars are met. */
export function hardCheckPage(rows: readonly HardChecked[]): string {
  const sets = [...new Set(rows.map(({ set }) => set))];
  const isRecord = (alarm: string): boolean => alarm.startsWith("record:");
  const names = [...new Set(rows.flatMap(({ alarms }) => [...alarms]))].filter((alarm) => !isRecord(alarm)).sort(order);
  const shown = ({ falseAlarms, recall }: AlarmRates): string => `${hundredths(falseAlarms)} / ${percent(recall)}`;
  const ownOf = (set: string): readonly HardChecked[] => rows.filter((row) => row.set === set);
  const counts = (own: readonly HardChecked[]): string => {
    const supported = own.filter(({ label }) => label === 1).length;
    return `${supported} / ${own.length - supported}`;
  };
  const body = names.map((name) => [
    name,
    shown(alarmRates(rows, name)),
    ...sets.map((set) => shown(alarmRates(ownOf(set), name))),
  ]);
  const records = rows.filter(({ set }) => set.endsWith("data2txt"));
  return [
    "False alarms on supported sentences / recall on unsupported ones.",
    "",
    table(
      ["check", "all seven", ...sets],
      [["sentences", counts(rows), ...sets.map((set) => counts(ownOf(set)))], ...body],
    ),
    "",
    table(
      ["check on JSON records", "false alarms", "recall"],
      RECORD_CHECKS.map((name) => {
        const { falseAlarms, recall } = alarmRates(records, name);
        return [name, hundredths(falseAlarms), percent(recall)];
      }),
    ),
    "",
    ...barLines(rows, records, names),
  ].join("\n");
}

const order = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : 1);
const rank = (name: string): number =>
  name === UNION ? 0 : name.startsWith("of these") ? 1 : name.endsWith(WARNS) ? 3 : 2;
const hundredths = (share: number): string => `${(100 * share).toFixed(2)} %`;

function barLines(
  rows: readonly HardChecked[],
  records: readonly HardChecked[],
  names: readonly string[],
): readonly string[] {
  const met = (yes: boolean): string => (yes ? "met" : "**missed**");
  const worst = (own: readonly HardChecked[], list: readonly string[]): number =>
    Math.max(0, ...list.map((name) => alarmRates(own, name).falseAlarms));
  const blocking = names.filter((name) => rank(name) === 2);
  const union = alarmRates(rows, UNION);
  const [single, apart] = [worst(rows, blocking), worst(records, RECORD_CHECKS)];
  return [
    `Bars: the worst single check ${hundredths(single)} of at most 0.50 % (${met(single <= BARS.check)});`,
    `the union ${hundredths(union.falseAlarms)} of at most 1.00 % (${met(union.falseAlarms <= BARS.union)}) at a recall of ${percent(union.recall)} of at least 12 % (${met(union.recall >= BARS.recall)});`,
    `the worst check on records ${hundredths(apart)} of at most 1.50 % (${met(apart <= BARS.record)}).`,
  ];
}
