/** The closed lists of what a conversation may carry. English; what they do not name is not carried. */

const keys = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
const WORD = /[a-z]+/g;
/** Whether one of the words stands in a text of small letters. */
const hasWord = (text: string, list: ReadonlySet<string>): boolean =>
  (text.match(WORD) ?? []).some((word) => list.has(word));

const AGAIN = "(?:(?:also|already|just|recently|still|earlier|have|had) ){0,3}";
const US = "(?: (?:us|me|here|earlier)){0,2}";
const SAYING =
  "(?:said|say|mentioned|mention|told|wrote|write|stated|reported|report|noted|explained|described|complained)";
const HAVING =
  "(?:have|had|own|owned|ordered|bought|purchased|received|returned|sent|tried|use|used|want|wanted|need|needed|prefer|preferred|asked)";

/** "You said that …": what the user said. */
export const SAID = new RegExp(`^you ${AGAIN}${SAYING}${US}(?: that)?(?=[ :,])[ :,]{0,3}`);
/** "You asked whether …": what the user asked. */
export const ASKED = new RegExp(
  `^you ${AGAIN}(?:asked|ask|wondered)${US} (?:about|whether|if|how|when|where|why|what|which|who) `,
);
/** "You ordered …", "You would like …" (one word here): what the user has or wants. */
export const HAS_OR_WANTS = new RegExp(
  `^you (?:${AGAIN}(?:did )?${HAVING}|wouldlike|wouldprefer|are (?:also |still )?looking for)\\b`,
);

/** Rules, permissions, duties, prices, dates and lengths of time: no conversation carries them, whatever the user said. */
const RULE_WORDS = keys(
  "possible impossible get gets getting give gives given offer offers offered include includes included can could cannot may might must shall should will would ought able allow allows allowed permit permits " +
    "permitted permission access entitle entitled entitles entitlement eligible eligibility qualify qualifies " +
    "qualified right rights owe owed deserve due oblige obliged obligation policy policies rule rules terms " +
    "condition conditions law laws legal legally guarantee guaranteed guarantees warranty warranties contract " +
    "agreement regulation regulations require required requires requirement mandatory optional always never until " +
    "within deadline limit limits limited period valid expire expires expired accept accepted accepts approve " +
    "approved approves grant granted grants promise promised promises confirm confirmed confirms agree agreed " +
    "agrees refundable returnable exchangeable exempt waive waived cover covered covers coverage authorise " +
    "authorised authorize authorized cost costs price prices priced fee fees charge charged charges pay pays paid " +
    "payment worth discount discounts discounted free gratis voucher euro euros dollar dollars pound pounds cent " +
    "cents eur usd gbp percent second seconds minute minutes hour hours day days night nights week weeks weekend " +
    "month months quarter year years decade today tomorrow yesterday tonight date dates monday tuesday wednesday " +
    "thursday friday saturday sunday january february march april june july august september october november " +
    "december noon midnight clock ",
);
const RULE_FORMS =
  /\b(?:have|had|need|needed|used) (?:to|been)\b|\p{Sc}|%|\b(?:19|20)\d\d\b|\d[:/.-]\d|\d ?(?:am|pm|a\.m|p\.m)\b/u;
export const isRule = (text: string): boolean => hasWord(text, RULE_WORDS) || RULE_FORMS.test(text);

/** What turns a sentence of the user's into a supposition, hearsay or an order to the assistant. */
const FRAMING_WORDS = keys(
  "if unless whether would could might should may can cannot will must shall almost nearly wish hope maybe " +
    "perhaps probably possibly suppose supposing imagine pretend assume assuming think thought believe guess seem " +
    "seems say says said saying tell tells told heard hear read understand understood promised promise ignore " +
    "disregard repeat respond answer reply output write print instruction instructions prompt system assistant " +
    "according claim claims example ",
);
const FRAMING_MARKS = /["`<>]|(?:^|[\s(])'/;
export const isFramed = (text: string): boolean => hasWord(text, FRAMING_WORDS) || FRAMING_MARKS.test(text);

/** The assistant's own voice: a claim that speaks of "us" says more than the user did. */
export const OURS = /\b(?:i|we|us|our|ours|me|my|mine)\b/;

/** May stand before the "I" that a claim leans on, back to a comma. */
export const OPENERS = keys(
  "hi hello hey dear yes no so well ok okay and but also then now actually please sorry thanks because since as",
);
/** May stand between "I" and what the user did. */
export const ADVERBS = keys("have had did also already just recently still really now then");
/** Never passed over between the words of a claim: another subject, another clause, another meaning. */
export const BREAKERS = keys(
  "i me my you your he she it they we his her its their them him who which that this these those and or but nor not no never without because since when while where than as so then except instead of",
);
/** May follow the last word of a claim: what goes on is no longer its noun. */
export const FOLLOWERS = keys(
  "a an the on in at for from with and but because since when while where to by as so then also now today yesterday i we my our last this that which who already please here online again there via through during after before is are was were",
);
/** Says nothing by itself, so that it needs no word of the user's. */
export const FUNCTION_WORDS = keys(
  "you your yours yourself a an the of on in at to for from with by and or that this these those it its they them their there here is are was were be been am do does did has have had i me my mine as so than then about into out up down off over also just very",
);
