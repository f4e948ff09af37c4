import { hasNegation } from "../negation.ts";
import { ADVERBS, ASKED, FUNCTION_WORDS, HAS_OR_WANTS, isFramed, isRule, OURS, SAID } from "./closed-lists.ts";
import { hasOwnClause } from "./own-clause.ts";
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
  if (asked !== null) return reported(text.slice(asked[0].length), (sentence) => ASKS.test(sentence.text));
  const said = SAID.exec(text);
  if (said !== null) return ofSaid(text.slice(said[0].length));
  const verb = HAS_OR_WANTS.exec(text);
  return verb === null ? undefined : done(text, verb[0], isStated);
}

/** What shows letters that are none, or hides or reorders others: no list sees it. */
const UNREAD = /[\p{S}\p{Cf}\p{Co}\p{Cn}]/u;
const NOT_ENGLISH = /[^\P{L}a-z]|[^\P{N}0-9]/u;
const ASKS = /\?["')\s]{0,4}$/;

type Test = (sentence: Spoken) => boolean;

/** A question, a supposition, an order or somebody else's words are nothing that the user states. */
const isStated: Test = ({ text }) => !text.includes("?") && !isFramed(text);
/** Of the user's own, and not of the assistant. */
const isOwn: Test = (sentence) =>
  isStated(sentence) && OURS.test(sentence.text) && !/\b(?:you|your|yours)\b/.test(sentence.text);

function ofSaid(said: string): Licence | undefined {
  const quote = /^"([^"]+)"[.!?]?$/.exec(said)?.[1];
  if (quote !== undefined) return reported(quote, isOwn, true);
  if (OURS.test(said)) return undefined;
  const beginning = /^you \w+/.exec(said)?.[0];
  return beginning === undefined ? reported(said, isOwn) : done(said, beginning, isOwn);
}

/** All telling words stand in the sentence; of what is negated or quoted, all words, in a row. */
function reported(said: string, test: Test, isQuoted = false): Licence | undefined {
  const wanted = tokensOf(said);
  const telling = wanted.filter(({ raw }) => !FUNCTION_WORDS.has(raw)).map(({ key }) => key);
  if (telling.length === 0) return undefined;
  const isNegated = hasNegation(said);
  const stands = ({ tokens }: Spoken): boolean => {
    if (isQuoted || isNegated) return tokens.some((_, at) => wanted.every((one, by) => isSame(one, tokens[at + by])));
    const known = new Set(tokens.map(({ key }) => key));
    return telling.every((key) => known.has(key));
  };
  return {
    telling,
    isKeptBy: (sentence) => test(sentence) && hasNegation(sentence.text) === isNegated && stands(sentence),
  };
}

/** What the user did, has or wants: word by word behind an "I" that begins a clause. */
function done(claim: string, beginning: string, test: Test): Licence | undefined {
  const rest = tokensOf(claim.slice(beginning.length));
  const telling = rest.filter(({ raw }) => !FUNCTION_WORDS.has(raw)).map(({ key }) => key);
  if (telling.length === 0 || OURS.test(claim) || hasNegation(claim)) return undefined;
  const verb = verbOf(tokensOf(beginning).slice(1));
  return {
    telling,
    isKeptBy: (sentence) => test(sentence) && !hasNegation(sentence.text) && hasOwnClause(sentence.tokens, verb, rest),
  };
}

/** Without adverbs and auxiliaries, unless that is all: "have" is a verb of its own. */
function verbOf(tokens: readonly Token[]): readonly Token[] {
  const verb = tokens.filter(({ raw }) => !ADVERBS.has(raw));
  return verb.length > 0 ? verb : tokens.slice(-1);
}
