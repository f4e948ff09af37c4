import { type Answer, type Evidence, type Failure, type Finding, remedyOf } from "vouchsafe";
import { block, type Page } from "./page.ts";
import { printable, printableLine } from "./printable.ts";

const margin = "      ";
const quoteMargin = "        ";
const nearestLines = 4; // enough to see the sentence in question; the whole source is at the reader's hand
const groundLines = 1;
const longestShown = 2000; // code units: more never fits the lines above

/** An answer being shown, and the codes whose remedy has been told: once in an answer is enough. */
export interface Showing {
  readonly answer: Answer;
  readonly page: Page;
  readonly told: Set<string>;
}

/** What is wrong, in words; the nearest source text; what to do. */
export function renderFinding(finding: Finding, { answer, page, told }: Showing): readonly string[] {
  const { paint } = page;
  const paintCode = { block: paint.bad, open: paint.unsure, warn: paint.unsure, note: paint.good }[finding.severity];
  const isTold = told.has(finding.code);
  told.add(finding.code);
  return [
    ...block(`${printableLine(finding.code)}: ${printable(finding.message)}`, page, {
      indent: margin,
      style: (line) => line.replace(/^[a-z0-9-]+(?=:)/, (code) => paintCode(code)),
    }),
    ...(finding.nearest === undefined ? [] : renderNearest(finding.nearest, answer, page)),
    ...(isTold ? [] : block(remedyOf(finding.code), page, { indent: margin, label: "To do: " })),
  ];
}

export function renderFailure(failure: Failure, page: Page): readonly string[] {
  const text = `${printableLine(failure.code)}: ${printable(failure.message)}`;
  return block(text, page, { indent: margin });
}

function renderNearest(nearest: Evidence, answer: Answer, page: Page): readonly string[] {
  const where = `${printableLine(nearest.sourceId)}${nearest.path === undefined ? "" : ` ${printableLine(nearest.path)}`}`;
  return [
    ...block(`${where} says:`, page, { indent: margin, limit: 2 }),
    ...block(`“${excerpt(nearest, answer)}”`, page, { indent: quoteMargin, limit: nearestLines }),
  ];
}

/** The best piece of evidence for a claim that is carried, on one line. */
export function renderGround(evidence: readonly Evidence[], answer: Answer, page: Page): readonly string[] {
  const [best] = [...evidence].sort((left, right) => right.score - left.score);
  if (best === undefined) return [];
  const text = `${printableLine(best.sourceId)}: “${excerpt(best, answer)}”`;
  return block(text, page, { indent: margin, style: page.paint.quiet, limit: groundLines });
}

/** The source text that the evidence points to, white space folded, with an ellipsis where its sentence goes on. */
function excerpt(evidence: Evidence, answer: Answer): string {
  const source = answer.sources[evidence.source];
  const text = typeof source === "string" ? source : (source?.text ?? "");
  const { start, end } = evidence.span;
  const shown = text.slice(start, Math.min(end, start + longestShown));
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
