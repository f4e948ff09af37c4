import { clip } from "../text/clip.ts";
import { escapeText } from "../text/escape-text.ts";
import { sourceText } from "../text/source-text.ts";
import type { Escalated, Evidence, Finding, Outcome, SourceInput } from "../types.ts";
import { remedyOf } from "./codes.ts";

/** The codes of an outcome, each once, in the order of the findings: what blocked or stayed open; of a verified one, its warnings. */
export function codes(outcome: Outcome): readonly string[] {
  const findings = outcome.status === "verified" ? outcome.warnings : outcome.escalation.findings;
  const failures = outcome.status === "verified" ? [] : outcome.escalation.failures;
  return [...new Set([...findings.map(({ code }) => code), ...failures.map(({ code }) => code)])];
}

const SHOWN = 300; // units of an answer or a source shown at once: about four lines

const shorten = (text: string): string => clip(escapeText(text).trim(), SHOWN);

/**
 * An outcome in plain words: what was decided, and for each finding the sentence, what is wrong, what the source
 * really says if the source texts are handed in, and what to do. Everything that strangers wrote is escaped.
 */
export function explain(outcome: Outcome, sources: readonly (SourceInput | { readonly text: string })[] = []): string {
  if (outcome.status === "verified") {
    const count = outcome.claims.length;
    const head = `Verified: ${count} ${count === 1 ? "claim" : "claims"}, weakest ground "${outcome.basis}".`;
    return [head, ...outcome.warnings.flatMap((finding) => describe(finding, outcome.answer, sources))].join("\n");
  }
  const { reason, findings, failures } = outcome.escalation;
  const lines = [`Escalated: ${reason}.`];
  for (const { code, message } of failures)
    lines.push(`- ${escapeText(code)}: ${escapeText(message)}`, `  do: ${remedyOf(code)}`);
  for (const finding of findings) lines.push(...describe(finding, withheld(outcome), sources));
  return lines.join("\n");
}

const withheld = (outcome: Escalated): string => outcome.escalation.withheld.answer;

function describe(
  finding: Finding,
  answer: string,
  sources: readonly (SourceInput | { readonly text: string })[],
): readonly string[] {
  const { code, message, at, nearest } = finding;
  const lines = [`- ${escapeText(code)}: ${escapeText(message)}`];
  if (at !== undefined && at.end > at.start) lines.push(`  answer: ${shorten(answer.slice(at.start, at.end))}`);
  if (nearest !== undefined)
    lines.push(`  source "${escapeText(nearest.sourceId)}": ${shorten(excerpt(nearest, sources))}`);
  lines.push(`  do: ${remedyOf(code)}`);
  return lines;
}

function excerpt({ source, span }: Evidence, sources: readonly (SourceInput | { readonly text: string })[]): string {
  const given = sources[source];
  return given === undefined
    ? `characters ${span.start} to ${span.end}`
    : sourceText(given).slice(span.start, span.end);
}
