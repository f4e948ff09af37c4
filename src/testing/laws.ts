import type { Draft, Guard } from "vouchsafe/core";
import { breaksAbort } from "./abort-law.ts";
import { copyOf, deepFrozen, emptyDraft, oneClaimDraft, sameData } from "./draft-copies.ts";
import { type Heard, hear, wordsOf } from "./hear.ts";
import { breaksSpans } from "./span-law.ts";

export type Law = "no mutation" | "determinism" | "kebab-case" | "spans" | "claim-locality" | "abort" | "findings";

/** A law that a guard breaks, and how. */
export interface Breach {
  readonly law: Law;
  readonly message: string;
}

/**
 * The laws that the guard breaks on this draft; none for a sound guard.
 *
 * `findings` stands for the contract itself: the guard neither throws nor hangs, and gives a list of findings. A guard
 * that does not answer at all within `patienceMs` is not asked again.
 */
export async function lawsOf(guard: Guard, draft: Draft, patienceMs: number): Promise<readonly Breach[]> {
  const ask = (read: Draft) => hear(guard, copyOf(read), patienceMs);
  const heard = await ask(draft);
  if (isFailure(heard, "guard-timed-out")) return [{ law: "findings", message: `gave no answer in ${patienceMs} ms` }];

  const breaches: Breach[] = [];
  const hold = (law: Law, message: string | undefined) => {
    if (message !== undefined) breaches.push({ law, message });
    return message === undefined;
  };

  const isNamed = hold("kebab-case", breaksNames(guard, heard.raw));
  const isPlaced = hold("spans", breaksSpans(heard.raw, draft));
  // A bad code or span makes the result malformed: then the two laws above have already said why.
  if (heard.verdict.status === "error" && isNamed && isPlaced) hold("findings", heard.verdict.failure.message);
  const isSteady = hold("determinism", await breaksDeterminism(ask, draft, heard));
  hold("no mutation", await breaksStillness(guard, draft, isSteady ? heard : undefined, patienceMs));
  // Only where the guard says the same twice can what it says of the parts be compared.
  if (guard.unit === "claim" && isSteady && heard.verdict.status !== "error")
    hold("claim-locality", await breaksLocality(ask, draft, heard));
  hold("abort", await breaksAbort(guard, draft, patienceMs));
  return breaches;
}

function isFailure({ verdict }: Heard, code: string): boolean {
  return verdict.status === "error" && verdict.failure.code === code;
}

function breaksNames(guard: Guard, raw: unknown): string | undefined {
  if (!isKebabCase(guard.name)) return `the name ${JSON.stringify(guard.name)} is not kebab-case`;
  const findings: readonly { readonly code?: unknown }[] = Array.isArray(raw) ? raw : [];
  const wrong = findings.find((finding) => typeof finding?.code === "string" && !isKebabCase(finding.code));
  return wrong && `the code ${JSON.stringify(wrong.code)} is not kebab-case`;
}

function isKebabCase(text: string): boolean {
  return text.split("-").every((word) => /^[a-z0-9]+$/.test(word)) && /^[a-z]/.test(text);
}

async function breaksStillness(
  guard: Guard,
  draft: Draft,
  heard: Heard | undefined,
  patienceMs: number,
): Promise<string | undefined> {
  const before = copyOf(draft);
  await hear(guard, before, patienceMs);
  if (!sameData(before, draft)) return "the draft is not the same after the check";
  if (heard === undefined) return undefined;
  // A change that is undone before the check ends shows in what a frozen draft makes of it.
  const frozen = await hear(guard, deepFrozen(copyOf(draft)), patienceMs);
  return wordsOf(frozen.verdict) === wordsOf(heard.verdict)
    ? undefined
    : "it says something else of a draft that is frozen";
}

type Ask = (draft: Draft) => Promise<Heard>;

async function breaksDeterminism(ask: Ask, draft: Draft, heard: Heard): Promise<string | undefined> {
  const said = wordsOf(heard.verdict);
  if (wordsOf((await ask(draft)).verdict) !== said) return "the same draft twice gave two results";
  // Interleaved with another draft, once as the first and once as the last to begin.
  const other = emptyDraft(draft);
  const [first] = await Promise.all([ask(draft), ask(other)]);
  const [, last] = await Promise.all([ask(other), ask(draft)]);
  return wordsOf(first.verdict) === said && wordsOf(last.verdict) === said
    ? undefined
    : "its result changes when another draft is checked at the same time";
}

async function breaksLocality(ask: Ask, draft: Draft, heard: Heard): Promise<string | undefined> {
  const nothing = await ask(emptyDraft(draft));
  if (nothing.verdict.findings.length > 0) return "it finds something where there is no claim";
  const parts: string[] = [];
  for (const claim of draft.claims) {
    const { verdict } = await ask(oneClaimDraft(draft, claim));
    if (verdict.status === "error") return `it fails on claim ${claim.index} alone: ${verdict.failure.message}`;
    parts.push(...verdict.findings.map((finding) => JSON.stringify(finding)));
  }
  const whole = heard.verdict.findings.map((finding) => JSON.stringify(finding));
  // Put together in any order: a combined guard goes through all claims once for each of its members.
  return JSON.stringify(parts.toSorted()) === JSON.stringify(whole.toSorted())
    ? undefined
    : `${whole.length} findings on the whole answer, ${parts.length} on its claims one by one, are not the same`;
}
