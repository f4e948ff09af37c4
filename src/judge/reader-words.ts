import { unhidden } from "./shown.ts";

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ""));

/** Words by which one speaks to a reader, and words about judging, answering and instructing. */
const SPEAKING =
  list(`you your yours yourself please must should shall kindly dear attention note reminder remember ignore disregard forget
  instead let's lets we our i me my du sie ihr bitte muss vous votre veuillez tu usted su por favor você вы ты ваш пожалуйста`);
const ABOUT =
  list(`claim claims statement statements assertion assertions label labels labelled labeled verdict verdicts judge judges judged judging
  judgement judgment check checks checked checker checking checkers review reviewed reviewer reviewers grade grades grader graded grading grades
  rate rating rated rater auditor auditors audit verify verified verification verifier confirm confirmed affirm deny approve approved accept accepted
  reject rejected supported unsupported support true false correct incorrect valid invalid accurate proven favourable favorable lenient
  evidence quote quoted quotation confidence score evaluate evaluated evaluator evaluation assess assessed assessment
  ai llm model assistant chatbot gpt prompt prompts system instruction instructions rubric criteria rule rules task tasks
  answer answers answered response responses reply output respond json item items canary trap test passage passages sentence sentences
  language translate encode decode base64 caesar cipher emoji emojis script code function text word words letter letters headline link
  thought process solution step`);
/** Orders begin with one of these. */
const ORDERS =
  list(`write recommend summarize summarise determine analyze analyse encrypt encode decode convert transform replace translate add include insert
  integrate provide give tell say list explain describe draft create generate make use show find compose design develop calculate compute identify
  suggest discuss compare outline plan schedule set send book order remind add append prepend reverse spell remove delete introduce rearrange
  emphasize emphasise promote mention cite reference embed craft incorporate detail highlight inform encourage urge persuade convince report respond
  reply answer output print return repeat ignore stop start begin end do don't never always take treat consider mark label rate call read click visit
  download buy check can could would will is are what who when where why how which`);

const WORD = /[\p{L}\p{M}\p{N}'’]+/gu;
const ODD =
  /[\p{L}\p{N}+/_=-]{31,}|(?:(?:^|\s)\p{L}(?=\s)){4}|&#|\\u[0-9a-f]|<\/?[0-9a-z|]|[\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}\u200b]|[[\]{}|]/iu;

/** How many of these a sentence has: words that speak to a reader or about judging, an order at its head, what is no prose. */
export function marksIn(text: string): number {
  const words = (unhidden(text).toLowerCase().match(WORD) ?? []).map((word) => word.replaceAll("’", "'"));
  const [first = ""] = words;
  const found = new Set(words.filter((word) => SPEAKING.has(word) || ABOUT.has(word)));
  return found.size + (ORDERS.has(first) ? 1 : 0) + (ODD.test(text) ? 1 : 0);
}
