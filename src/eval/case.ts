/** A labelled claim or answer, and what was said of it. */
export interface EvalCase {
  /** By which two runs know it again. */
  readonly id: string;
  /** The label: whether the sources carry it. */
  readonly supported: boolean;
  /** Support, 0..1: of an answer, that of its claim that is carried the least. */
  readonly score: number;
  /** How likely it is supported, 0..1, by a calibration. */
  readonly probability?: number;
  /** Whether it was withheld. */
  readonly flagged: boolean;
  /** What it was made from: cases of one cluster are hard or easy together, so intervals are drawn by clusters. */
  readonly cluster?: string;
  /** For a row of its own beside the whole. */
  readonly group?: string;
}

type Fields = { readonly [field: string]: unknown };

const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;
const isText = (value: unknown): value is string => typeof value === "string";
const isAbsentOr = (isIt: (value: unknown) => boolean, value: unknown): boolean => value === undefined || isIt(value);

/** Throws `TypeError` for anything but a list of cases, naming the first that is none and its field. */
export function assertEvalCases(cases: unknown, name = "cases"): asserts cases is readonly EvalCase[] {
  if (!Array.isArray(cases)) throw new TypeError(`Expected \`${name}\` to be an array of cases.`);
  for (const [at, one] of cases.entries()) {
    const { id, supported, score, probability, flagged, cluster, group } = Object(one) as Fields;
    const faults: readonly (readonly [field: string, expected: string, holds: boolean])[] = [
      ["id", "a string", isText(id)],
      ["supported", "true or false", typeof supported === "boolean"],
      ["score", "a number from 0 to 1", isShare(score)],
      ["probability", "a number from 0 to 1", isAbsentOr(isShare, probability)],
      ["flagged", "true or false", typeof flagged === "boolean"],
      ["cluster", "a string", isAbsentOr(isText, cluster)],
      ["group", "a string", isAbsentOr(isText, group)],
    ];
    const fault = faults.find(([, , holds]) => !holds);
    if (fault !== undefined) throw new TypeError(`Expected \`${name}[${at}].${fault[0]}\` to be ${fault[1]}.`);
  }
}
