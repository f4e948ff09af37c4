import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";

/** What a judge may say, and what it is worth. */
export interface RubricLabel {
  /** A word as the judge writes it: small letters, digits and `_`. */
  readonly name: string;
  /** One sentence: when it is to be given. */
  readonly means: string;
  /** 0..1; from the rubric's `passFrom` on it speaks for the answer. */
  readonly score: number;
  /** Whether it stands only with a quotation from the passages, which is then looked for there. */
  readonly quote?: boolean;
}

/** What a judge is asked, as data. */
export interface Rubric {
  readonly question: string;
  /** Two to ten, of which one passes and one does not. */
  readonly labels: readonly RubricLabel[];
  /** The score from which a label passes. Default: 1. */
  readonly passFrom?: number;
  /** A text to which every honest judge gives a label that does not pass: it rides along with what is asked. */
  readonly canary?: string;
}

/** What `supported` asks. Part of a claim is not the claim: only `supported` passes. */
export const SUPPORT_RUBRIC: Rubric = {
  question: "Is every part of the claim stated by the sources?",
  labels: [
    {
      name: "supported",
      means: "The passages of the item state every part of the claim, or it follows from them without other knowledge.",
      score: 1,
      quote: true,
    },
    { name: "partial", means: "The passages state a part of the claim; another part they do not state.", score: 0.5 },
    { name: "contradicted", means: "The passages say otherwise.", score: 0 },
    { name: "not_found", means: "The passages do not say it, whether or not it is true.", score: 0 },
  ],
};

/** For a question of which nothing is known but its wording: what asks so has it that `yes` lets the answer pass. */
export const yesOrNo = (question: string): Rubric => ({
  question,
  labels: [
    { name: "yes", means: "Plainly so.", score: 1 },
    { name: "no", means: "Plainly not so.", score: 0 },
    { name: "unclear", means: "It cannot be told from what is shown.", score: 0.5 },
  ],
});

const NAME = /^[a-z][a-z0-9_]{0,31}$/;
const FIELDS = { rubric: ["question", "labels", "passFrom", "canary"], label: ["name", "means", "score", "quote"] };

/** Throws `TypeError` for a rubric that could not be put to a judge, or that nothing could fail or pass. */
export function assertRubric(rubric: unknown, field: string): asserts rubric is Rubric {
  const { question, labels, passFrom = 1, canary } = fieldsOf(rubric, field, FIELDS.rubric);
  if (!isText(question)) throw mistake(`${field}.question`, "be a question", question);
  if (!isShare(passFrom) || passFrom === 0) throw mistake(`${field}.passFrom`, "be above 0 and up to 1", passFrom);
  if (canary !== undefined && !isText(canary)) throw mistake(`${field}.canary`, "be a text", canary);
  if (!Array.isArray(labels) || labels.length < 2 || labels.length > 10)
    throw mistake(`${field}.labels`, "be two to ten labels", labels);
  const names = labels.map((label: unknown, at) => assertLabel(label, `${field}.labels[${at}]`));
  if (new Set(names).size < names.length) throw mistake(`${field}.labels`, "have different names", names.join(", "));
  const passing = labels.filter(({ score }) => score >= passFrom).length;
  if (passing === 0 || passing === labels.length)
    throw mistake(`${field}.labels`, "hold one label that passes and one that does not", `${passing} that pass`);
}

function assertLabel(label: unknown, field: string): string {
  const { name, means, score, quote } = fieldsOf(label, field, FIELDS.label);
  if (typeof name !== "string" || !NAME.test(name))
    throw mistake(`${field}.name`, "be small letters, digits and _", name);
  if (!isText(means)) throw mistake(`${field}.means`, "say when it is given", means);
  if (!isShare(score)) throw mistake(`${field}.score`, "be a number from 0 to 1", score);
  if (quote !== undefined && typeof quote !== "boolean") throw mistake(`${field}.quote`, "be true or false", quote);
  return name;
}

function fieldsOf(value: unknown, field: string, known: readonly string[]): { readonly [name: string]: unknown } {
  assertKnown(value, known, field);
  return value as { readonly [name: string]: unknown };
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;

export const passes = ({ labels, passFrom = 1 }: Rubric, name: string): boolean =>
  (labels.find((label) => label.name === name)?.score ?? 0) >= passFrom;
