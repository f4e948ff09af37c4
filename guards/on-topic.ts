import { answerSpan, block, clip, defineGuard, type Finding, type Guard, open, termFinder } from "vouchsafe/core";

export interface OnTopicOptions {
  /** What the feature is for: with any of these in the question or the answer it passes. */
  readonly allow?: readonly (string | RegExp)[];
  /** What it is not for: any of these in the question or the answer blocks, whatever else is there. */
  readonly deny?: readonly (string | RegExp)[];
}

/**
 * Question and answer stay within what the feature is for, by the terms that the caller names. Codes: `out-of-scope`;
 * it is open where an `allow` list is given and none of it is found. Unit: answer.
 *
 * A string is found as whole words, whatever their case, accents and light inflection ("refund" finds "Refunds"), and
 * whatever stands between the words of a phrase; punctuation in it does not count. Characters that nobody
 * sees hide nothing; letters of another script that look alike do, and so do words spelt l-i-k-e this. A RegExp is
 * searched from the beginning of the text as written, and its cost is the caller's.
 *
 * Without a judge, what is open blocks: an allow list that let everything else pass would hold nothing back. So "And how
 * long does it take?" passes if its answer names the topic; give the terms that answers use, or a judge.
 *
 * Throws `TypeError` for no terms at all, and for a term without a letter or digit.
 */
export function onTopic(options: OnTopicOptions): Guard {
  const { allow, deny } = termsOf(options);
  const allowed = searchFor(allow);
  const denied = searchFor(deny);
  const ask = rubric(allow, deny);
  return defineGuard({
    name: "on-topic",
    unit: "answer",
    check({ question = "", answer }) {
      const astray: readonly Finding[] = [
        ...denied(question).map(({ name }) => block("out-of-scope", `the question names ${name}, which is denied`)),
        ...denied(answer).map(({ name, start, end }) =>
          block("out-of-scope", `names ${name}, which is denied`, { at: answerSpan(start, end) }),
        ),
      ];
      if (astray.length > 0 || allow.length === 0) return astray;
      if (allowed(question).length > 0 || allowed(answer).length > 0) return [];
      return [open("out-of-scope", "names nothing that the feature is for", { ask, otherwise: "block" })];
    },
  });
}

type Term = string | RegExp;
interface Place {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The first place of each term in a text, strings first. */
function searchFor(terms: readonly Term[]): (text: string) => readonly Place[] {
  const strings = terms.filter((term) => typeof term === "string");
  const patterns = terms.filter((term) => typeof term !== "string");
  const find = termFinder(strings);
  return (text) => [
    ...find(text).map(({ term, start, end }) => ({ name: nameOf(strings[term] ?? ""), start, end })),
    ...patterns.flatMap((pattern) => {
      // `g` and `y` keep a place from call to call.
      pattern.lastIndex = 0;
      const match = pattern.exec(text);
      if (match === null) return [];
      const [start, end] = [match.index, match.index + match[0].length];
      // Without the flag `u` a match may begin or end inside a character.
      return [{ name: nameOf(pattern), start: start - inside(text, start), end: end + inside(text, end) }];
    }),
  ];
}

/** 1 between the two units of one character, else 0. */
const inside = (text: string, offset: number): number =>
  offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff ? 1 : 0;

const LONGEST_NAME = 80; // units of a term in a message: about one line
const MOST_NAMED = 20; // terms in a rubric, which a judge reads whole
const nameOf = (term: Term): string =>
  clip(typeof term === "string" ? JSON.stringify(term) : String(term), LONGEST_NAME);
const listed = (terms: readonly Term[]): string =>
  terms.slice(0, MOST_NAMED).map(nameOf).join(", ") + (terms.length > MOST_NAMED ? ", …" : "");

function rubric(allow: readonly Term[], deny: readonly Term[]): string {
  const asked = `Do question and answer stay within what the feature is for: ${listed(allow)}?`;
  return deny.length === 0 ? asked : `${asked} It is not for: ${listed(deny)}.`;
}

/** Copies: what becomes of the caller's own lists and patterns changes nothing here. */
function termsOf(options: OnTopicOptions): Required<OnTopicOptions> {
  if (typeof options !== "object" || options === null) throw mistake("options", "be an object", options);
  const unknown = Object.keys(options).find((name) => name !== "allow" && name !== "deny");
  if (unknown !== undefined) throw mistake("options", "have no fields but allow, deny", unknown);
  const allow = listOf("allow", options.allow);
  const deny = listOf("deny", options.deny);
  if (allow.length + deny.length === 0) throw mistake("allow", "hold a term where `deny` holds none", []);
  return { allow, deny };
}

function listOf(field: string, terms: unknown = []): readonly Term[] {
  if (!Array.isArray(terms)) throw mistake(field, "be an array of strings and RegExps", terms);
  // `from`, not `map`, which steps over holes.
  return Array.from(terms, (term: unknown, index) => {
    const place = `${field}[${index}]`;
    // By its tag, so that a pattern of another realm is one too.
    if (Object.prototype.toString.call(term) === "[object RegExp]") return copyOf(term as RegExp, place);
    if (typeof term !== "string") throw mistake(place, "be a string or a RegExp", term);
    // A term that does not even find itself would be a check that never happens.
    if (termFinder([term])(term).length === 0) throw mistake(place, "have a letter or digit", term);
    return term;
  });
}

/** A copy has no methods of its own that could be anything else than a search. */
function copyOf(pattern: RegExp, place: string): RegExp {
  if (pattern.source === "(?:)") throw mistake(place, "be a pattern that asks for something", "");
  return structuredClone(pattern);
}

function mistake(field: string, expected: string, got: unknown): TypeError {
  const shown =
    typeof got === "string" ? JSON.stringify(clip(got, LONGEST_NAME)) : Array.isArray(got) ? "[]" : typeof got;
  return new TypeError(`Expected \`${field}\` to ${expected}, got ${shown}.`);
}
