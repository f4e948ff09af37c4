import { type Attempt, explain, grounded } from "vouchsafe";

interface Question {
  readonly question: string;
  readonly sources: readonly { readonly id: string; readonly text: string }[];
}

/** Stands for a call of your model: it invents at first, and mends what it is told. */
async function answerFromDocs({ question, sources }: Question, { attempt, feedback }: Attempt): Promise<string> {
  const prompt = [question, ...sources.map(({ id, text }) => `[${id}] ${text}`), feedback].join("\n\n");
  console.log(`attempt ${attempt}: a prompt of ${prompt.split("\n").length} lines`);
  return attempt === 1
    ? "Refunds are paid within 14 days, and express fees are refunded too [refunds]."
    : "Refunds are paid within 30 days of delivery [refunds]. Express fees are not refunded [refunds].";
}

const ask = grounded(answerFromDocs, {
  attempts: 2,
  timeoutMs: 20_000, // of the whole call: both attempts and every guard
  fallback: () => "A colleague will answer you by mail.",
});

const sources = [
  { id: "refunds", text: "Refunds are paid within 30 days of delivery. Express fees are not refunded." },
];
const outcome = await ask({ question: "How long do refunds take?", sources });
if (outcome.status === "verified") console.log(`verified after ${outcome.attempts}: ${outcome.answer}`);
else console.log(`${outcome.reply}\n${explain(outcome, sources)}`);
