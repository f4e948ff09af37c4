import { words } from "../words.ts";
import { FOLLOWERS } from "./closed-lists.ts";
import { type Token, tokensOf } from "./spoken.ts";

/** What a claim about the user's things may not hold: nouns that grant something, sums, times and second statements. English. */

const keysOf = (list: string): ReadonlySet<string> => new Set(words(list).map(({ key }) => key));

/** What a shop, an office or a law gives and a user cannot give themselves by saying so. */
const GRANTS = keysOf(
  "licence license approval allowance authority authorisation authorization permit pass clearance consent exemption exception waiver " +
    "extension credit coupon refund rebate reimbursement compensation cashback bonus gift reward prize points token code " +
    "balance deposit reduction offer deal bargain sale sum amount money cash funds interest loan grant benefit perk privilege " +
    "priority status tier level membership member subscription subscriber plan package account access upgrade premium vip " +
    "gold silver platinum customer warranty guarantee insurance cover protection support service maintenance return exchange " +
    "replacement repair delivery shipping freight pickup collection trial claim case title ownership interest share " +
    "appointment booking reservation slot invitation ticket seat visa passport certificate certification registration " +
    "commitment promise pledge assurance word undertaking obligation duty liability responsibility agreement arrangement settlement " +
    "verdict ruling judgment decision order confirmation notice letter statement receipt invoice proof evidence " +
    "prescription diagnosis remedy cure treatment immunity option choice opportunity chance chances time extra ban recall nothing ahead ok okay nod light",
);
/** Of them, what a user may say to need: anything else that is needed is a condition. */
const NEEDS = keysOf("refund replacement exchange repair return order");
/** Of them, what a user may order, send or return: a sum and a right are never. */
const ORDERS = keysOf("order letter");
/** Of them, what a user may say to be without: to have no duty is a right. */
const LACKS = keysOf("receipt invoice letter code ticket order");
const CONDITIONS = keysOf(
  "form label password key id identification document photograph photo signature stamp box packaging",
);
/** Of all, without end, and in parts; ordinals, clock times and coins. */
const MEASURES = keysOf(
  "all every each any everything anything everyone everybody anyone anybody both whole entire full fully total unlimited lifetime " +
    "permanent permanently forever endless indefinitely half third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth quarter " +
    "double triple twice thrice past morning afternoon evening fortnight century kr kroner krone kronor krona sek nok dkk isk chf pln czk huf " +
    "yen jpy cny rmb inr rupee rupees aud cad nzd buck quid grand pence penny dime nickel zloty lira ruble real rand won " +
    "percentage per off below above least most maximum minimum",
);
const CLAUSES: ReadonlySet<string> = new Set(
  "which who whom whose that if unless when while where because since although though but or than as so until till whenever wherever how why what".split(
    " ",
  ),
);
/** Things whose names end like those of what is granted. */
const THINGS = keysOf(
  "question instrument equipment apartment television complaint garment ornament appliance fence city extension",
);
const ABSTRACT = /(?:ments?|tions?|sions?|ances?|ences?|ships?|ities|ity|ness|isms?|als?)$/;
const ABSTRACT_FROM = 8; // letters: "metal", "fence" and "city" are things
const PARTICIPLE = /(?:ed|ing)$/;
const SHORTEST_PARTICIPLE = 6; // letters: "bed" and "string" are things
const PARTICIPLES: ReadonlySet<string> = new Set(
  "made known shown sold proven found meant built sent given taken kept held seen bought worn able free good safe".split(
    " ",
  ),
);
const PREPOSITIONS: ReadonlySet<string> = new Set("with from in on at by for of to and".split(" "));
const MOST_IN_PHRASE = 4; // words of one noun: "a small brass kettle"

/** Numbers after these name a thing ("order 4411"); before any other word they count it. */
const NUMBERED: ReadonlySet<string> = new Set("order number no nr model type id article item size".split(" "));

export type Manner = "has" | "did" | "lacks" | "needs" | "wants";

/** Behind "and", two words that nothing counts may be a statement: "a lamp and kettles explode". */
const UNCOUNTED =
  /(?:\band|,) (?!(?:and|an?|the|your|\d{1,9}|one|two|three|four|five|six|seven|eight|nine|ten|with|from|in|on|at|by|for|to)\b)[a-z-]{1,40} (?!(?:and|with|from|in|on|at|by|for|to)\b)[a-z]/;

/** What is needed is needed for a thing of the user's: "a box for returns" is a condition. */
const NEEDED = /^(?!.*\b(?:to|on|in|at|by|of|from)\b)(?!.*\b(?:for|with) (?!your\b|order\b))/;

/** Whether all of the words are names of things, as a user may say to have, need or want them. */
export function areThings(text: string, manner: Manner): boolean {
  const tokens = tokensOf(text);
  if (manner === "has" && /\bto\b/.test(text)) return false;
  if (manner === "needs" && !NEEDED.test(text)) return false;
  return !UNCOUNTED.test(text) && isPlain(tokens) && tokens.every((token, at) => isThing(token, manner, tokens, at));
}

function isThing({ raw, key }: Token, manner: Manner, tokens: readonly Token[], at: number): boolean {
  if (MEASURES.has(key) || CLAUSES.has(raw)) return false;
  const next = tokens[at + 1];
  if (/\d/.test(raw) && !NUMBERED.has(tokens[at - 1]?.raw ?? "") && (next === undefined || PREPOSITIONS.has(next.raw)))
    return false;
  if (manner === "wants") return true;
  if (manner === "needs") return !CONDITIONS.has(key) && (!isGrant(raw, key) || NEEDS.has(key));
  if (manner === "lacks" && LACKS.has(key)) return true;
  const isNumbered = ORDERS.has(key) && /^\d/.test(next?.raw ?? "");
  return isNumbered || !isGrant(raw, key);
}

const isGrant = (raw: string, key: string): boolean =>
  !THINGS.has(key) && (GRANTS.has(key) || (raw.length >= ABSTRACT_FROM && ABSTRACT.test(raw)));

/** Short nouns between prepositions, a participle before its noun and never behind it: "lamps banned in Norway" states something. */
function isPlain(tokens: readonly Token[]): boolean {
  let from = 0;
  return tokens.every(({ raw, parted }, at) => {
    if (parted) from = at;
    if (PREPOSITIONS.has(raw)) from = at + 1;
    if (COUNTS.test(tokens[from]?.raw ?? "") && at === from) from += 1;
    const next = tokens[at + 1];
    if (PLURAL.test(raw) && next !== undefined && !next.parted && !ENDS.has(next.raw)) return false;
    return at - from < MOST_IN_PHRASE && (at <= from || !isParticiple(raw));
  });
}

/** Behind several things stands no further noun: "lamps heal". */
const PLURAL = /[a-z]{2}[^su]s$/;
const ENDS: ReadonlySet<string> = new Set([...PREPOSITIONS, ...FOLLOWERS]);
const COUNTS = /^(?:your|\d{1,9}|one|two|three|four|five|six|seven|eight|nine|ten)$/;
const isParticiple = (raw: string): boolean =>
  (raw.length >= SHORTEST_PARTICIPLE && PARTICIPLE.test(raw)) || PARTICIPLES.has(raw);
