import { lowerBound } from "../text/lower-bound.ts";
import { hasLetterOrDigit } from "../text/script.ts";
import type { CheckedClaim, Claim, Evidence, Finding, Ground, VerifiedClaim } from "../types.ts";

/** Strongest first. */
const GROUNDS: readonly Ground[] = ["verbatim", "aligned", "entailed", "judged", "scored"];
export const strength = (ground: Ground): number => GROUNDS.indexOf(ground);

/** Findings by claim: those whose span touches it. Findings without a place belong to the whole answer. */
export function findingsByClaim(
  claims: readonly Claim[],
  findings: readonly Finding[],
): readonly (readonly Finding[])[] {
  const byClaim: Finding[][] = claims.map(() => []);
  for (const finding of findings) {
    const { at } = finding;
    if (at === undefined) continue;
    // Claims are disjoint and in order, so the first that the span can touch is found by bisection.
    for (
      let index = lowerBound(claims.length, (one) => (claims[one]?.at.end ?? 0) <= at.start);
      index < claims.length;
      index += 1
    ) {
      if ((claims[index]?.at.start ?? 0) >= at.end) break;
      byClaim[index]?.push(finding);
    }
  }
  return byClaim;
}

/** The claim with the ground that it stands on: the strongest that carries all of it, not only a quotation within. */
export function asVerified(answer: string, claim: Claim, findings: readonly Finding[]): VerifiedClaim {
  // That something is nowhere has no place to show: the note is the ground.
  const absent = claim.kind === "absence";
  const notes = findings.filter(
    ({ severity, evidence = [] }) => severity === "note" && (evidence.length > 0 || absent),
  );
  const carrying = notes.filter((note) => carries(answer, claim, note)).map(weakest);
  const basis = carrying.length === 0 ? ("unchecked" as const) : carrying.reduce(stronger);
  return { ...shown(claim), basis, evidence: evidenceOf(notes) };
}

export function asChecked(answer: string, claim: Claim, findings: readonly Finding[]): CheckedClaim {
  const has = (severity: Finding["severity"]): boolean => findings.some((finding) => finding.severity === severity);
  const notes = findings.filter(({ severity }) => severity === "note");
  const evidence = evidenceOf(notes);
  const isCarried = !has("open") && notes.some((note) => carries(answer, claim, note));
  const state = has("block") ? "failed" : isCarried ? "carried" : "open";
  return {
    ...shown(claim),
    state,
    evidence,
    findings: findings.filter(({ severity }) => severity !== "note"),
  };
}

const shown = ({ at, text, kind, path }: Claim) => ({ at, text, kind, ...(path === undefined ? {} : { path }) });

function carries(answer: string, { at }: Claim, note: Finding): boolean {
  if (note.at === undefined) return false;
  return !hasLetterOrDigit(answer, at.start, note.at.start) && !hasLetterOrDigit(answer, note.at.end, at.end);
}

const stronger = (a: Ground, b: Ground): Ground => (strength(a) <= strength(b) ? a : b);
const weakest = ({ evidence = [] }: Finding): Ground =>
  evidence.length === 0
    ? "scored"
    : evidence.map(({ by }) => by).reduce((a, b) => (strength(a) >= strength(b) ? a : b), "verbatim");

/** Each piece of evidence once, in the order found. */
function evidenceOf(notes: readonly Finding[]): readonly Evidence[] {
  const seen = new Set<string>();
  return notes
    .flatMap(({ evidence = [] }) => evidence)
    .filter(({ source, span, by }) => {
      const key = `${source}:${span.start}:${span.end}:${by}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
