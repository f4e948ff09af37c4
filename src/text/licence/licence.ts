import { hasNegation } from "../negation.ts";
import {
  ADVERBS,
  ASKED,
  DID,
  ENDERS,
  FARES,
  FOLLOWERS,
  FUNCTION_WORDS,
  HAS,
  isFramed,
  isRule,
  LACKS,
  OURS,
  SAID,
  TOLD,
  WANTS,
} from "./closed-lists.ts";
import { areThings, type Manner } from "./grants.ts";
import { hasCounted, hasOwnClause } from "./own-clause.ts";
import { isAskedBy } from "./questions.ts";
import { isSame, type Spoken, spoken, type Token, tokensOf } from "./spoken.ts";

const LONGEST = 300; // units of a claim: what a user has or wants is said shortly

/** What a sentence of the user's must be to carry a claim. */
export interface Licence {
  /** Words, by key, that it must have. */
  readonly telling: readonly string[];
  isKeptBy(sentence: Spoken): boolean;
}

/**
 * The licence of a claim that is in the second person and says what the user said, asked, has or wants, by closed
 * lists of English verbs; `undefined` for any other, and for one that speaks of a rule, price, date or permission.
 * Narrow on purpose: what is not plainly the user's to say is not carried.
 */
export function licenceOf(claim: string): Licence | undefined {
  if (claim.length > LONGEST || UNREAD.test(claim)) return undefined;
  const text = spoken(claim).text.replace(/^[\s#>_-]{1,8}/, "");
  if (NOT_ENGLISH.test(text) || isRule(text)) return undefined;
  const asked = ASKED.exec(text);
  if (asked !== null) return ofAsked(asked[1] ?? "", text.slice(asked[0].length));
  const said = SAID.exec(text);
  return said === null ? ofOwn(text, isStated) : ofSaid(text.slice(said[0].length));
}

/** What shows letters that are none, or hides or reorders others: no list sees it. */
const UNREAD = /[\p{S}\p{Cf}\p{Co}\p{Cn}]/u;
const NOT_ENGLISH = /[^\P{L}a-z]|[^\P{N}0-9]/u;

type Test = (sentence: Spoken) => boolean;

/** A question, a supposition, an order or somebody else's words are nothing that the user states. */
const isStated: Test = ({ text }) => !text.includes("?") && !isFramed(text);
/** Of the user's own, and not of the assistant. */
const isOwn: Test = (sentence) =>
  isStated(sentence) && OURS.test(sentence.text) && !/\b(?:you|your|yours)\b/.test(sentence.text);

function ofAsked(word: string, asked: string): Licence | undefined {
  const tokens = tokensOf(asked);
  if (OURS.test(asked)) return undefined;
  return licence(
    tokens,
    (sentence) => hasNegation(sentence.text) === hasNegation(asked) && isAskedBy(sentence, word, tokens),
  );
}

function ofSaid(said: string): Licence | undefined {
  const quote = /^"([^"]+)"[.!?]?$/.exec(said)?.[1];
  if (quote === undefined) return ofOwn(said, isOwn, true);
  const tokens = tokensOf(quote);
  const stands = (all: Spoken): boolean =>
    all.tokens.some((_, at) => tokens.every((one, by) => isSame(one, all.tokens[at + by])));
  if (!areThings(quote, "did")) return undefined;
  return licence(
    tokens,
    (sentence) => isOwn(sentence) && hasNegation(sentence.text) === hasNegation(quote) && stands(sentence),
  );
}

/** What the user did, has or wants, and how their things fare: the words of a clause of their own, in a row. */
function ofOwn(text: string, test: Test, isSaid = false): Licence | undefined {
  if (OURS.test(text)) return undefined;
  const fares = FARES.exec(text);
  if (fares !== null) return text.startsWith("your ") || isSaid ? ofThing(text, fares, test) : undefined;
  const isNegated = hasNegation(text);
  const claimed = isNegated ? (isSaid ? mannerOf(text, NEGATED) : undefined) : mannerOf(text, STATED);
  if (claimed === undefined) return undefined;
  const objects = text.slice(claimed.length);
  if (!areThings(objects, claimed.manner)) return undefined;
  const claim = withoutAdverbs(tokensOf(text));
  return licence(tokensOf(objects), (sentence) => {
    if (!test(sentence) || hasNegation(sentence.text) !== isNegated) return false;
    return hasOwnClause(sentence.tokens, claim, isNegated ? ENDERS : FOLLOWERS);
  });
}

const STATED = [
  [WANTS, "wants"],
  [HAS, "has"],
  [DID, "did"],
] as const;
const NEGATED = [[LACKS, "lacks"]] as const;

function mannerOf(text: string, forms: readonly (readonly [RegExp, Manner])[]) {
  for (const [form, manner] of forms) {
    const [beginning] = form.exec(text) ?? [];
    if (beginning === undefined) continue;
    const needs = /\bneed(?:ed)?$/.test(beginning);
    return { length: beginning.length, manner: needs && manner === "wants" ? "needs" : manner } as const;
  }
  return undefined;
}

/** "The kettle" is the user's, and one of the lamps is one of those that the sentence counts. */
function ofThing(text: string, [beginning, thing = "", among = ""]: RegExpExecArray, test: Test): Licence | undefined {
  if (!areThings(thing, "has") || !TOLD.test(text.slice(beginning.length))) return undefined;
  const whole = tokensOf(among);
  const own = text.replace(/^the /, "your ");
  const claim = tokensOf(among === "" ? own : `one ${own.slice(thing.length)}`);
  return licence(claim, (sentence) => {
    if (!test(sentence) || hasNegation(sentence.text) !== hasNegation(text)) return false;
    return hasOwnClause(sentence.tokens, claim, ENDERS) && (among === "" || hasCounted(sentence.tokens, whole));
  });
}

/** Those behind "you", unless they are all that there is: "have" is a verb of its own. */
function withoutAdverbs([first, ...rest]: readonly Token[]): readonly Token[] {
  const from = rest.findIndex(({ raw }) => !ADVERBS.has(raw));
  return first === undefined ? [] : [first, ...rest.slice(from)];
}

function licence(tokens: readonly Token[], isKeptBy: Test): Licence | undefined {
  const telling = tokens.filter(({ raw }) => !FUNCTION_WORDS.has(raw)).map(({ key }) => key);
  return telling.length === 0 ? undefined : { telling, isKeptBy };
}
