import { codes, explain, type Outcome } from "vouchsafe";
import { assertRaised } from "./code.ts";
import { type ExpectOptions, outcomeOf, type Read } from "./outcome-of.ts";

/** What Vitest and Jest make of a matcher's word: with `.not`, `pass` is what fails. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}
/** Of the runner's `this` no more than is used. */
export interface MatcherThis {
  readonly isNot?: boolean;
}

/** What the matchers add to `expect(…)`: for declaration merging. */
export interface GroundingMatchers {
  /** The outcome, or what `verify` makes of the answer, is verified. */
  toBeGrounded(options?: ExpectOptions): Promise<void>;
  /** The outcome, or what `verify` makes of the answer, is escalated; with the code, if one is named. */
  toEscalate(options?: ExpectOptions): Promise<void>;
  toEscalate(code: string, options?: ExpectOptions): Promise<void>;
}

/**
 * For `expect.extend` of Vitest or Jest; each says by `explain` why it failed. What could not be checked (no sources,
 * no answer, a guard or judge that failed) fails the matcher and its `.not`, unless that very code was expected. A
 * code that is none of ours, where no guard is the caller's own, is a mistake and rejects with `TypeError`.
 *
 * @example
 * expect.extend(matchers);
 * await expect({ answer, sources }).toBeGrounded();
 * await expect(answer).toEscalate("quote-not-found", { sources });
 */
export const matchers = { toBeGrounded, toEscalate };

async function toBeGrounded(this: MatcherThis, received: unknown, options: ExpectOptions = {}): Promise<MatcherResult> {
  const read = await outcomeOf(received, options);
  const fault = faultOf(read);
  if (fault !== undefined || "fault" in read) return neither(this, fault ?? "");
  const pass = read.outcome.status === "verified";
  return { pass, message: () => said(`Expected the answer ${pass ? "not " : ""}to be grounded.`, read) };
}

async function toEscalate(
  this: MatcherThis,
  received: unknown,
  asked?: string | ExpectOptions,
  more?: ExpectOptions,
): Promise<MatcherResult> {
  if (typeof asked === "object" && more !== undefined)
    throw new TypeError("Expected `toEscalate` to get a code and then options, got something after the options.");
  const [code, options] = typeof asked === "object" ? [undefined, asked] : [asked, more ?? {}];
  if (code !== undefined && (typeof code !== "string" || !CODE.test(code)))
    throw new TypeError(`Expected \`code\` to be kebab-case, got ${JSON.stringify(code)}.`);
  const read = await outcomeOf(received, options);
  const isFound = code !== undefined && "outcome" in read && codesOf(read.outcome).includes(code);
  // A code that is missing where something failed may be missing for that reason.
  const fault = isFound ? undefined : faultOf(read, code !== undefined);
  if (fault !== undefined || "fault" in read) return neither(this, fault ?? "");
  if (code !== undefined && !isFound) assertRaised(code, read.outcome, options.guards);
  const pass = code === undefined ? read.outcome.status === "escalated" : isFound;
  const what = code === undefined ? "" : ` with "${code}"`;
  return { pass, message: () => said(`Expected the answer ${pass ? "not " : ""}to escalate${what}.`, read) };
}

const CODE = /^[a-z][a-z0-9-]*$/;

const said = (expected: string, { outcome, sources }: Exclude<Read, { readonly fault: string }>): string =>
  `${expected}\n\n${explain(outcome, sources)}`;

/** Without sources a guard finds fault with anything, so only that they are missing counts. */
function codesOf(outcome: Outcome): readonly string[] {
  if (outcome.status === "verified") return [];
  const { reason, failures } = outcome.escalation;
  return reason === "no-sources" ? failures.map(({ code }) => code) : codes(outcome);
}

/** Why this could not be checked, if it could not; a block is a finding all the same, unless all is asked for. */
function faultOf(read: Read, isAllAsked = false): string | undefined {
  if ("fault" in read) return read.fault;
  const { outcome, sources } = read;
  if (outcome.status === "verified") return undefined;
  const { reason, findings, failures } = outcome.escalation;
  const isBlocked = !isAllAsked && reason !== "no-sources" && findings.some(({ severity }) => severity === "block");
  return failures.length === 0 || isBlocked ? undefined : explain(outcome, sources);
}

/** Fails whichever way the expectation is put: a test that could not check must not pass. */
const neither = ({ isNot = false }: MatcherThis, fault: string): MatcherResult => ({
  pass: isNot,
  message: () => `Could not check the answer, so it counts as neither grounded nor escalated.\n\n${fault}`,
});
