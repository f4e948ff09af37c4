/**
 * The vocabulary, whole, on one page. Data is plain, readonly and survives JSON: absent is an absent key,
 * numbers are finite. Offsets are UTF-16 code units, half-open. Codes say what is wrong, kebab-case.
 */

import type { Account, ModelCall, Trace } from "./calls.ts";
import type { Finish, Source } from "./inputs.ts";

export type * from "./calls.ts";
export type * from "./inputs.ts";

declare const indexes: unique symbol;
declare const vouched: unique symbol;

/** An offset into one kind of text: an `Offset<"answer">` cannot be used on a source. */
export type Offset<Text extends string> = number & { readonly [indexes]: Text };
/** Half-open: `text.slice(span.start, span.end)`. */
export interface Span<Text extends string = "answer"> {
  readonly start: Offset<Text>;
  readonly end: Offset<Text>;
}
export type NonEmpty<T> = readonly [T, ...T[]];

// What guards see
/** Where a quotation was found. `similarity` 0..1; `edits` is the edit distance after normalising. */
export interface Match {
  readonly span: Span<"source">;
  readonly similarity: number;
  readonly match: "verbatim" | "normalised" | "fuzzy";
  readonly edits: number;
  readonly alternatives?: readonly Span<"source">[];
  /** Of a fuzzy match: what differs, in order; empty if only marks and spaces do. */
  readonly diff?: readonly Change[];
}
/** Words of a quotation, and what the source has in their place; one of the two may be empty. */
export interface Change {
  /** The gravest of what is in it: a figure, a negation or what else an ellipsis must not leave out, a name, any other word. */
  readonly kind: "figure" | "negation" | "name" | "word";
  readonly quoted: string;
  readonly source: string;
  readonly at: Span<"source">;
}
export interface Citation {
  /** As written: it may name no source at all. */
  readonly sourceId: string;
  /** Positions in `sources` that it leads to: several for chunks of one document, none if unknown. */
  readonly sources: readonly number[];
  /** The marker in the answer; absent for a citation handed in as data without a place. */
  readonly at?: Span;
  readonly form: "bracket" | "cite" | "footnote" | "passage" | "superscript" | "link" | "list" | "data";
}
export interface Quotation {
  /** The quoted words in the answer, without the marks; absent when handed in as data. */
  readonly at?: Span;
  readonly text: string;
  /** Indexes into the claim's citations: whom the quotation is attributed to. Empty: nobody. */
  readonly citations: readonly number[];
  /** Where it stands in one of those sources. */
  readonly found?: Match & { readonly source: number };
}
export type ClaimKind = "statement" | "list-item" | "table-row" | "code" | "absence";
export interface Claim {
  readonly index: number;
  /** The claim without markers: what is checked. `at` is its place, markers included. */
  readonly text: string;
  readonly at: Span;
  readonly kind: ClaimKind;
  /** What it inherits: a list item its lead-in, a table row its headers. */
  readonly context?: string;
  readonly citations: readonly Citation[];
  readonly quotations: readonly Quotation[];
  /** JSON Pointer of the leaf of `value` that says it, in typed output. */
  readonly path?: string;
}
type NoClaim = "greeting" | "thanks" | "offer" | "question" | "assistant" | "abstention" | "lead-in";
export type SkipReason = NoClaim | "heading" | "marker" | "footnote" | "caller";
export type Skipped = { readonly at: Span; readonly reason: SkipReason };
/** An answer read once: claims are disjoint and in order, and what is no claim is named in `skipped`. */
export interface Draft {
  readonly id?: string;
  readonly question?: string;
  readonly answer: string;
  readonly value?: unknown;
  readonly finish?: Finish;
  readonly sources: readonly Source[];
  readonly claims: readonly Claim[];
  readonly citations: readonly Citation[];
  readonly skipped: readonly Skipped[];
}

// What guards say
/** On what ground a claim stands, strongest first. */
export type Ground = "verbatim" | "aligned" | "entailed" | "judged" | "scored";
/** `sources[source].text.slice(span.start, span.end)` is the text shown; `source` is the position as handed in. */
export interface Evidence {
  readonly source: number;
  readonly sourceId: string;
  readonly span: Span<"source">;
  /** 0..1 */
  readonly score: number;
  readonly by: Ground;
  /** JSON Pointer, in a record. */
  readonly path?: string;
}
/** `block`: wrong. `open`: this guard cannot tell. `warn`: worth knowing. `note`: evidence in favour. */
export type Severity = "block" | "open" | "warn" | "note";
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at?: Span;
  readonly evidence?: readonly Evidence[];
  /** The real text closest to what failed. */
  readonly nearest?: Evidence;
  /** 0..1 */
  readonly score?: number;
  /** The rubric by which a judge could settle an `open` finding. */
  readonly ask?: string;
  /** What the guard's own threshold thinks, used only where no judge is configured. */
  readonly otherwise?: "block" | "note";
}
/** What went wrong outside the answer: a guard that threw, a deadline, a judge that cannot be read. */
export type Failure = { readonly code: string; readonly message: string };
export type Verdict = { readonly guard: string } & (
  | { readonly status: "pass"; readonly findings: readonly Finding[] }
  | { readonly status: "open" | "fail"; readonly findings: NonEmpty<Finding> }
  | { readonly status: "error"; readonly findings: readonly Finding[]; readonly failure: Failure }
);

export interface Context {
  readonly abortSignal: AbortSignal;
  readonly trace: Trace;
  /** As in `CallContext`: so that a context can be handed on to a model. */
  readonly onCall?: (call: ModelCall) => void;
  readonly account?: Account;
}
export interface Guard {
  /** What is true when it passes, kebab-case. */
  readonly name: string;
  /** `claim` promises that findings on the whole are the findings on each claim put together. */
  readonly unit: "claim" | "answer";
  readonly cost?: "free" | "model";
  /** Severities it can raise at most; absent: it can block. Lets a chain that cannot block be refused. */
  readonly advisory?: boolean;
  check(draft: Draft, context: Context): readonly Finding[] | PromiseLike<readonly Finding[]>;
}

/** A judge's word on one open finding, by its index in the list handed over. */
export interface Ruling {
  readonly index: number;
  readonly severity: "block" | "note" | "open";
  readonly message: string;
  readonly evidence?: readonly Evidence[];
  /** The judge could not be asked and says so in `message`: the guard's own `otherwise` decides, if it has one. */
  readonly by?: "rules";
}
/** One for each open finding and none else: anything else leaves all of them undecided. */
export interface Judge {
  /** Whether it is to be asked at all; where not, the guard's own `otherwise` decides. Default: always. */
  asks?(open: Finding): boolean;
  settle(open: NonEmpty<Finding>, draft: Draft, context: Context): Promise<readonly Ruling[]>;
}

// What comes out
/** Text that a chain of guards has passed. Only `decide` makes it; it does not survive serialisation. */
export type VerifiedText = string & { readonly [vouched]: true };
/** The weakest ground on which any claim stands, strongest first. */
export type Basis = Ground | "nothing-claimed" | "unchecked";
export interface VerifiedClaim {
  readonly at: Span;
  readonly text: string;
  readonly kind: ClaimKind;
  readonly basis: Ground | "unchecked";
  readonly evidence: readonly Evidence[];
  /** As in `Claim`. */
  readonly path?: string;
}
export interface CheckedClaim {
  readonly at: Span;
  readonly text: string;
  readonly kind: ClaimKind;
  readonly state: "carried" | "failed" | "open";
  readonly evidence: readonly Evidence[];
  readonly findings: readonly Finding[];
  /** As in `Claim`. */
  readonly path?: string;
}
export interface SourceDigest {
  readonly id: string;
  readonly title?: string;
  readonly url?: string;
  /** Hexadecimal, of the text as UTF-8: which texts the offsets index. */
  readonly sha256: string;
}
/** Of all requests that models were sent for the outcome. A sum is absent if what a whole reply added to it is unknown. */
export interface Usage {
  readonly modelCalls: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Millionths of a dollar. */
  readonly microUsd?: number;
}
type AnswerReason = "rejected" | "undecided" | "unanswered" | "incomplete" | "no-sources" | "invalid";
export type Reason = AnswerReason | "failed" | "timed-out" | "over-budget";
export interface Escalation {
  readonly reason: Reason;
  readonly question?: string;
  /** The text withheld: one step deeper, where nobody renders it by mistake. */
  readonly withheld: { readonly answer: string };
  /** What blocked or stayed open, in the order of the answer. */
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
}
interface Settled {
  readonly id: string;
  readonly verdicts: readonly Verdict[];
  readonly sources: readonly SourceDigest[];
  readonly usage: Usage;
  /** Milliseconds, wall clock. */
  readonly ms: number;
  /** How often the wrapped function was called; absent where none was wrapped. */
  readonly attempts?: number;
}
export interface Verified<Value = unknown> extends Settled {
  readonly status: "verified";
  readonly answer: VerifiedText;
  readonly value?: Value;
  readonly basis: Basis;
  readonly claims: readonly VerifiedClaim[];
  readonly warnings: readonly Finding[];
  /** JSON Pointers of the leaves of `value` that are no part of the text checked: a schema sees their shape, no guard what they say. */
  readonly unchecked: readonly string[];
}
export interface Escalated extends Settled {
  readonly status: "escalated";
  /** Safe to show in place of the answer. */
  readonly reply: string;
  readonly claims: readonly CheckedClaim[];
  readonly escalation: Escalation;
  /** What came of `onEscalate`; absent where nobody was to be told. */
  readonly delivery?: { readonly status: "delivered" } | { readonly status: "failed"; readonly failure: Failure };
}
export type Outcome<Value = unknown> = Verified<Value> | Escalated;
/** In observe mode: what the function answered, unchecked. The outcome under this id goes to `record`. */
export interface Observed {
  readonly status: "observed";
  readonly id: string;
  readonly answer: string;
  readonly value?: unknown;
}
