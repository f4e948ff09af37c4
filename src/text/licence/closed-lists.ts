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
const HAVING = "(?:have|had|own|owned|received|use|used|tried)";
const DOING =
  "(?:ordered|bought|purchased|returned|sent|live|lived|moved|work|worked|broke|lost|opened|unpacked|installed|cleaned|contacted|emailed|visited)";
const WANTING = "(?:want|wanted|need|needed|prefer|preferred|asked(?= for))";

/** "You said that …": what the user said. */
export const SAID = new RegExp(`^you ${AGAIN}${SAYING}${US}(?: that)?(?=[ :,])[ :,]{0,3}`);
/** "You asked whether …": what the user asked, and with which word. */
export const ASKED = new RegExp(
  `^you ${AGAIN}(?:asked|ask|wondered)${US} (about|whether|if|how|when|where|why|what|which|who) `,
);
/** "You have …": what the user has, and "You ordered …": what the user did. */
export const HAS = new RegExp(`^you ${AGAIN}${HAVING}\\b`);
export const DID = new RegExp(`^you ${AGAIN}${DOING}\\b`);
/** "You do not have …", "you have not received …": nothing else is said to be not so. */
export const LACKS =
  /^you (?:(?:do|did) not (?:have|own|order|buy|use|receive|want|need|like)|(?:have|had) not (?:received|opened|used|ordered|returned|unpacked))\b/;
/** "You would like …" (one word here): what the user wants. */
export const WANTS = new RegExp(
  `^you (?:${AGAIN}(?:did )?${WANTING}|wouldlike|wouldprefer|are (?:also |still )?looking for)\\b`,
);
const NAME = "[a-z0-9-]{1,20}";
const STATES =
  "broken|damaged|missing|defective|faulty|cracked|scratched|leaking|lost|dead|empty|noisy|dirty|wet|cold|loud|small|big|large|heavy|new|old|working";
/** "Your kettle arrived …", "one of the two lamps arrived …": how a thing of the user's fares; the thing, and whose it is one of. */
export const FARES = new RegExp(
  `^((?:your|the)(?: ${NAME}){1,4}?|one(?: of (?:your|the)((?: ${NAME}){1,3}?))?) (?:(?:has |have |had )?(?:arrived|came|leaked|stopped|broke|broken|cracked|failed|fell|burst|burned|smelled|rattled|worked)|leaks?|works?|rattles?|smells?|stops?|fails?|breaks?|(?:do|does|did) not (?:work|open|close|turn|start|stop|fit|arrive|heat|light)|(?:is|are|was|were|arrives) (?:(?:not|too|very|completely|still) ){0,2}(?:${STATES}))(?= |[.!]?$)`,
);

/** All that may be told of it further. */
export const TOLD = new RegExp(
  `^(?: (?:${STATES}|open|late|properly|correctly|well|at all|again|anymore|any more|badly|and|in transit|(?:at|from|near) (?:the|its) ${NAME}))*[.!]?$`,
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
    "according claim claims example doubt doubts doubted dream dreamed dreamt dreams deny denied lie lied false untrue " +
    "joke joking kidding worry worried fear afraid hypothetically otherwise provided ",
);
const FRAMING_MARKS = /["`<>]|(?:^|[\s(])'/;
/** The month, and not the verb. */
const MAY = /\b(?:\d{1,2}(?:st|nd|rd|th)? may|(?:in|last|on) may(?= \d)|may(?= \d))\b/g;
export const isFramed = (text: string): boolean =>
  hasWord(text.replaceAll(MAY, " "), FRAMING_WORDS) || FRAMING_MARKS.test(text);

/** The assistant's own voice: a claim that speaks of "us" says more than the user did. */
export const OURS = /\b(?:i|we|us|our|ours|me|my|mine)\b/;

/** May stand before the "I" that a claim leans on, back to a comma. */
export const OPENERS = keys(
  "hi hello hey dear yes no so well ok okay and but also then now actually please sorry thanks because since as",
);
/** May stand between "I" and what the user did. */
export const ADVERBS = keys("have had did also already just recently still really now then");
/** Another subject, another clause: between a clause of the user's and "and I" there is none. */
export const BREAKERS = keys(
  "i me you your he she it they we his her its their them him who which that this these those or but nor not no never without because since when while where than as so then except instead how why what",
);
/** May follow the last word of what the user did or wants: what goes on is no longer its noun. */
export const FOLLOWERS = keys(
  "the on in at for from with and but because since by so also now today yesterday i we my our last this please already here online again via through during after",
);
/** May follow what is said of a thing: nothing that makes it a condition. */
export const ENDERS = keys("and but because since so");
/** Says nothing by itself, so that it needs no word of the user's. */
export const FUNCTION_WORDS = keys(
  "you your yours yourself a an the of on in at to for from with by and or that this these those it its they them their there here is are was were be been am do does did has have had i me my mine as so than then about into out up down off over also just very",
);
