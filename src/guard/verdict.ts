import type { Finding, NonEmpty, Verdict } from "../types.ts";

/** The verdict that follows from the findings: one block fails, one doubt leaves it open, else it passes. */
export function verdictOf(guard: string, findings: readonly Finding[]): Verdict {
  const has = (severity: Finding["severity"]) => findings.some((finding) => finding.severity === severity);
  if (!isNonEmpty(findings)) return { guard, status: "pass", findings };
  if (has("block")) return { guard, status: "fail", findings };
  return { guard, status: has("open") ? "open" : "pass", findings };
}

export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}
