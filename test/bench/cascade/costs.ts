import { defaultGuards, type Guard, type Outcome, verify } from "vouchsafe";
import { defineGuard, open, read } from "vouchsafe/core";
import { judge, SUPPORT_RUBRIC } from "vouchsafe/judge";
import { priceOf, prices } from "vouchsafe/spend";
import { BAND } from "../../../src/judge/band.ts";
import { promptFor } from "../../../src/judge/prompt.ts";
import { answerOf, dataSet, type LabelledAnswer } from "../data.ts";
import { percent, table } from "../markdown.ts";
import { type Bill, charge, countingModel, emptyBill, replyTo } from "./counting-model.ts";

const MODEL = "openai/gpt-6-luna";
const SECRET = { secret: "the same in each run" }; // so that every run asks the same
const PER = 1_000;

/** A guard that leaves every claim to the judge. */
const everyClaim: Guard = defineGuard({
  name: "every-claim-open",
  unit: "claim",
  check: ({ claims }) =>
    claims.map(({ at }) => open("claim-unsupported", "is asked", { at, ask: SUPPORT_RUBRIC.question })),
});

/** What judging a thousand answers costs, with the real prompts of the judge, and how many answers need none. */
export async function costs(folder: string): Promise<readonly string[]> {
  const { claims, texts } = dataSet(folder, "ragtruth_answers");
  const answers = claims.map((row) => answerOf(row, texts.get(row.source_id) ?? ""));
  const tasks = claims.map(({ task }) => task ?? "");
  const whole = emptyBill();
  const wholeTogether = emptyBill();
  let claimed = 0;
  for (const answer of answers) {
    claimed += read(answer).claims.length;
    askWithWholeSources(answer, whole, wholeTogether);
  }
  const windows = await bills(answers, () => ({ guards: [everyClaim] }));
  const open = await bills(answers, () => ({ guards: defaultGuards() }));
  const banded = await bills(answers, () => ({ guards: defaultGuards(), band: BAND }));
  const price = prices.find(({ model }) => model === MODEL);
  const rows: readonly (readonly [name: string, bill: Bill, answered?: readonly Answered[]])[] = [
    ["every claim by itself, with the whole sources", whole],
    ["every claim, one call an answer, with the whole sources", wholeTogether],
    ["every claim, one call an answer, with its passages", total(windows), windows],
    ["what the guards leave open, of answers without a block", total(open), open],
    [`**of these the scores from ${BAND[0]} to ${BAND[1]}: the cascade**`, total(banded), banded],
  ];
  const most = whole.microUsd;
  const scale = PER / answers.length;
  return [
    table(
      [
        "asked of the judge",
        "calls",
        "input tokens",
        "output tokens",
        "US$",
        "of the first row",
        "answers that need no judge",
      ],
      rows.map(([name, bill, answered]) => [
        name,
        inThousands(bill.calls * scale),
        inThousands(bill.inputTokens * scale),
        inThousands(bill.outputTokens * scale),
        ((bill.microUsd * scale) / 1e6).toFixed(3),
        percent(bill.microUsd / most),
        answered === undefined ? percent(0) : percent(answered.filter(isFree).length / answered.length),
      ]),
    ),
    "",
    `For ${PER} answers, from ${answers.length} of RAGTruth's with ${claimed} claims. List price of ${MODEL}, read on ${price?.date ?? ""}: ${perMillion(priceOf(MODEL)?.inputMicroUsdPerMillion)} a million input tokens, ${perMillion(priceOf(MODEL)?.outputMicroUsdPerMillion)} output; tokens by \`estimateTokens\`, no reasoning. Prompts are the judge's own, canary and schema included (in the first two rows no canary); a reply quotes up to 25 words a verdict.`,
    "The scorer has seen labels of these answers; the share never sent where it had not stands above.",
    "",
    table(
      ["task", "answers", "need no judge", "verified without", "escalated without", "claims asked an answer"],
      [...new Set(tasks), ""].map((task) =>
        taskRow(
          task,
          banded.filter((_, at) => task === "" || tasks[at] === task),
        ),
      ),
    ),
  ];
}

interface Answered {
  readonly bill: Bill;
  readonly status: Outcome["status"];
  readonly asked: number;
}
const isFree = ({ bill }: Answered): boolean => bill.calls === 0;

async function bills(
  answers: readonly LabelledAnswer[],
  of: () => { readonly guards: readonly Guard[]; readonly band?: readonly [number, number] },
): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  const { guards, band } = of();
  for (const answer of answers) {
    const bill = emptyBill();
    let asked = 0;
    const own = judge(countingModel(MODEL, bill), { ...SECRET, band: band ?? "always" });
    const counted = {
      ...own,
      settle: (...[findings, ...rest]: Parameters<typeof own.settle>) => {
        asked += findings.length;
        return own.settle(findings, ...rest);
      },
    };
    const { status } = await verify(answer, { guards, judge: counted });
    answered.push({ bill, status, asked });
  }
  return answered;
}

/** The prompts of the judge with all of the sources in place of passages: a call a claim, and all claims in one. */
function askWithWholeSources(answer: LabelledAnswer, each: Bill, together: Bill): void {
  const draft = read(answer);
  const passages = draft.sources.map(({ text }, source) => ({ source, span: spanOf(text), text }));
  const items = draft.claims.map(({ text }, at) => ({
    id: idOf(at),
    item: { parts: [{ name: "claim", text }], passages },
  }));
  for (const one of items) ask([one], each);
  if (items.length > 0) ask(items, together);
}

function ask(items: Parameters<typeof promptFor>[1], bill: Bill): void {
  const prompt = promptFor(SUPPORT_RUBRIC, items, "data-bcdfghjk");
  charge(MODEL, prompt, replyTo(prompt), bill);
}

const spanOf = (text: string) => ({ start: 0, end: text.length }) as never;
const idOf = (at: number): string => `b${String.fromCharCode(98 + (at % 24), 98 + (Math.floor(at / 24) % 24))}c`;

function total(answered: readonly Answered[]): Bill {
  const sum = (of: (bill: Bill) => number): number => answered.reduce((all, { bill }) => all + of(bill), 0);
  return {
    calls: sum(({ calls }) => calls),
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    microUsd: sum(({ microUsd }) => microUsd),
  };
}

function taskRow(task: string, answered: readonly Answered[]): readonly string[] {
  const free = answered.filter(isFree);
  const verified = free.filter(({ status }) => status === "verified").length;
  const asked = answered.reduce((sum, one) => sum + one.asked, 0);
  return [
    task === "" ? "**all**" : task,
    String(answered.length),
    percent(free.length / answered.length),
    percent(verified / answered.length),
    percent((free.length - verified) / answered.length),
    (asked / answered.length).toFixed(2),
  ];
}

const inThousands = (value: number): string => Math.round(value).toLocaleString("en-US");
const perMillion = (microUsd = Number.NaN): string => `$${(microUsd / 1e6).toFixed(2)}`;
