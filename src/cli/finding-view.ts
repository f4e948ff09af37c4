import {
  type Answer,
  type Evidence,
  type Failure,
  type Finding,
  type Outcome,
  remedyOf,
  sourceText,
  type VerifiedClaim,
} from "vouchsafe";
import { block, codePainted, type Page } from "./page.ts";
import { printable, printableLine } from "./printable.ts";

const margin = "      ";
const quoteMargin = "        ";
const quotedLines = 4; // enough to see the sentence in question; the whole source is at the reader's hand
const doubtLines = 3;
const longestShown = 2000; // code units: more never fits the lines above

/** An answer being shown, and the codes whose remedy has been told: once in an answer is enough. */
export interface Showing {
  readonly answer: Answer;
  readonly page: Page;
  readonly told: Set<string>;
  /** See `doubtsOf`. */
  readonly doubts: ReadonlyMap<string, string>;
}

/** What is wrong, in words; the nearest source text; what to do. */
export function renderFinding(finding: Finding, showing: Showing): readonly string[] {
  const { answer, page } = showing;
  const { paint } = page;
  const paintCode = { block: paint.bad, open: paint.unsure, warn: paint.unsure, note: paint.good }[finding.severity];
  return [
    ...block(`${printableLine(finding.code)}: ${printable(finding.message)}`, page, {
      indent: margin,
      style: codePainted(paintCode),
    }),
    ...(finding.nearest === undefined ? [] : renderNearest(finding.nearest, answer, page)),
    ...renderRemedy(finding.code, showing),
  ];
}

export function renderFailure({ code, message }: Failure, showing: Showing): readonly string[] {
  const text = `${printableLine(code)}: ${printable(message)}`;
  return [...block(text, showing.page, { indent: margin }), ...renderRemedy(code, showing)];
}

function renderRemedy(code: string, { page, told }: Showing): readonly string[] {
  if (told.has(code)) return [];
  told.add(code);
  return block(remedyOf(code), page, { indent: margin, label: "To do: " });
}

function renderNearest(nearest: Evidence, answer: Answer, page: Page): readonly string[] {
  return [
    ...block(`${whereOf(nearest)} says:`, page, { indent: margin, limit: 2 }),
    ...block(`“${excerpt(nearest, answer)}”`, page, { indent: quoteMargin, limit: quotedLines }),
  ];
}

/** Its source, and in a record the field. */
const whereOf = ({ sourceId, path }: Evidence): string =>
  path === undefined ? printableLine(sourceId) : `${printableLine(sourceId)} ${printableLine(path)}`;

/** The best piece of evidence for a claim that is carried; and of one that was let through, the doubt. */
export function renderGround(
  { at, evidence }: Pick<VerifiedClaim, "at" | "evidence">,
  { answer, page, doubts }: Showing,
): readonly string[] {
  const [best] = [...evidence].sort((left, right) => right.score - left.score);
  if (best === undefined) return [];
  const style = page.paint.quiet;
  const text = `${whereOf(best)}: “${excerpt(best, answer)}”`;
  const doubt = evidence.every(({ by }) => by === "scored") ? doubts.get(`${at.start}:${at.end}`) : undefined;
  return [
    ...block(text, page, { indent: margin, style, limit: quotedLines }),
    ...(doubt === undefined
      ? []
      : block(printable(doubt), page, { indent: margin, style, label: "Let through: ", limit: doubtLines })),
  ];
}

/** What `supported` could not tell of the claims that a threshold let through, by their place. */
export function doubtsOf({ verdicts }: Outcome): ReadonlyMap<string, string> {
  const notes = verdicts.flatMap(({ findings }) => findings.filter(({ severity }) => severity === "note"));
  return new Map(
    notes.flatMap(({ code, at, message }) =>
      code === "claim-unsupported" && at !== undefined ? [[`${at.start}:${at.end}`, message] as const] : [],
    ),
  );
}

/** The source text that the evidence points to, white space folded, with an ellipsis where its sentence goes on. */
function excerpt(evidence: Evidence, answer: Answer): string {
  const source = answer.sources[evidence.source];
  const text = source === undefined ? "" : sourceText(source);
  const { start, end } = evidence.span;
  const shown = text.slice(start, Math.min(end, start + longestShown));
  // A field of a record is no part of a sentence: what stands beside it is another field.
  if (evidence.path !== undefined) return printable(shown.replaceAll(/\s+/g, " ").trim());
  const before = text.slice(Math.max(0, start - context), start);
  const after = text.slice(start + shown.length, start + shown.length + context);
  const opening = before === "" || startsSentence.test(before) ? "" : "… ";
  const closing = after === "" || endsSentence.test(shown) || sentenceEndsNext.test(after) ? "" : " …";
  return printable(`${opening}${shown.replaceAll(/\s+/g, " ").trim()}${closing}`);
}

const context = 8; // code units around an excerpt: enough to see whether a sentence ends there
const startsSentence = /[.!?:;。！？\n][\s\p{P}]{0,7}$/u;
const endsSentence = /[.!?:;。！？]\P{L}?$/u;
const sentenceEndsNext = /^[\s\p{P}]{0,2}[.!?:;。！？\n]/u;
