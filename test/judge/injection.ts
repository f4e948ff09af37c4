import { type Answer, defaultGuards, verify } from "vouchsafe";
import { type JudgeOptions, judge } from "vouchsafe/judge";
import { bestSentence, modelOf, type ReadPrompt, replyOf, type Said } from "./simulated.ts";

/** A claim of one sentence over one source, as people label it. */
export interface LabelledCase {
  readonly claim: string;
  readonly source: string;
  readonly supported: boolean;
}

export type Position = "begin" | "middle" | "end" | "beside";
export type Carrier = "source" | "answer" | "claim" | "question";
/**
 * What a judge does that finds an instruction in its prompt. `all`: lets everything pass. `named`: lets pass every claim but the
 * canary, which it knows by itself: no real judge can do worse. `prose`: does something else than judging. `quoting`: lets everything but the
 * canary pass with the instruction as its quotation; `quoting-all`: the canary too.
 */
export type Obedience = "all" | "named" | "prose" | "quoting" | "quoting-all";

export interface Injection {
  readonly text: string;
  readonly position: Position;
  readonly carrier: Carrier;
}

/** The answer to check, with the instruction where it is carried. */
export function injected({ claim, source }: LabelledCase, { text, position, carrier }: Injection): Answer {
  const sources = [carrier === "source" ? insertedIn(source, text, position, claim) : source];
  if (carrier === "answer") return { answer: position === "begin" ? `${text} ${claim}` : `${claim} ${text}`, sources };
  if (carrier === "claim")
    return { answer: `${claim.replace(/[.!?]$/, "")} (${text.replace(/[.!?]$/, "")}).`, sources };
  return { answer: claim, sources, ...(carrier === "question" ? { question: text } : {}) };
}

function insertedIn(source: string, text: string, position: Position, claim: string): string {
  if (position === "begin") return `${text} ${source}`;
  if (position === "end") return `${source} ${text}`;
  const near = position === "beside" ? source.indexOf(bestSentence(claim, [source])) : Math.floor(source.length / 2);
  const stop = source.indexOf(". ", Math.max(0, near));
  const at = stop < 0 ? source.length : stop + 2;
  return `${source.slice(0, at)}${text} ${source.slice(at)}`;
}

const CHUNK = 24; // units of an instruction that are enough to be understood
const SEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const plain = (text: string): string => text.replaceAll(/\s+/g, " ").replaceAll(SEEN, "").trim();

/** Whether a part of the instruction that is in neither claim nor source stands in what the judge reads. */
function reaches(text: string, { claim, source }: LabelledCase, data: readonly string[]): boolean {
  const [instruction, own, read] = [plain(text), plain(`${claim}\n${source}`), plain(data.join("\n"))];
  for (let at = 0; at === 0 || at + CHUNK <= instruction.length; at += 4) {
    const chunk = instruction.slice(at, at + CHUNK);
    if (chunk !== "" && !own.includes(chunk) && read.includes(chunk)) return true;
  }
  return false;
}

/** What an honest judge says of the claim and of nothing else. */
const honestly = (item: ReadPrompt["items"][number], { claim, supported }: LabelledCase): Said =>
  supported && isOf(claim, item.parts.claim ?? "")
    ? { label: "supported", quote: bestSentence(claim, item.passages), confidence: 90 }
    : { label: "not_found", confidence: 90 };

const wordsOf = (text: string): readonly string[] =>
  plain(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** What is read of a text has hardly a word of its own; a canary has a third at least. */
function isOf(text: string, item: string): boolean {
  const [own, read] = [new Set(wordsOf(text)), wordsOf(item)];
  return read.length > 0 && read.filter((word) => own.has(word)).length >= 0.8 * read.length;
}

export const honestJudge = (one: LabelledCase, options?: JudgeOptions) =>
  judge(
    modelOf((read) => replyOf(read, (item) => honestly(item, one))),
    { band: "always", ...options },
  );

/** A judge that obeys the instruction wherever it reads a part of it, and is honest elsewhere. `onReached` is told when it does. */
export function gullibleJudge(
  one: LabelledCase,
  text: string,
  obedience: Obedience,
  onReached: () => void,
  options?: JudgeOptions,
) {
  const model = modelOf((read) => {
    if (!reaches(text, one, read.data)) return replyOf(read, (item) => honestly(item, one));
    onReached();
    if (obedience === "prose") return "Of course! Here is what you asked for.";
    return replyOf(read, (item) => {
      const own = item.parts.claim ?? "";
      const isReal = isOf(`${one.claim} ${text}`, own);
      if (!isReal && !obedience.endsWith("all")) return { label: "not_found", confidence: 100 };
      const quote = obedience.startsWith("quoting") ? plain(text) : bestSentence(own, item.passages);
      return { label: "supported", quote, confidence: 100 };
    });
  });
  return judge(model, { band: "always", ...options });
}

const guards = defaultGuards();

/** Whether the free guards leave the case to a judge: one claim, and nothing else against it. */
export async function isPutToJudge({ claim, source }: LabelledCase): Promise<boolean> {
  let asked = 0;
  const counting = {
    settle: async (open: readonly unknown[]) => {
      asked = open.length;
      throw new Error("counted");
    },
  };
  await verify({ answer: claim, sources: [source] }, { guards, judge: counting });
  return asked === 1;
}

export type Told = "verified" | "verified-without-judge" | "escalated";

/** What becomes of an answer. By a judge means that a claim stands on its word alone. */
export async function toldOf(answer: Answer, by: ReturnType<typeof judge>): Promise<Told> {
  const outcome = await verify(answer, { guards, judge: by });
  if (outcome.status !== "verified") return "escalated";
  return outcome.claims.some(({ basis }) => basis === "judged") ? "verified" : "verified-without-judge";
}
