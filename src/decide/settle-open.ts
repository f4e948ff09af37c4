import { type Bounds, boundsOf, rebuild } from "../guard/rebuild.ts";
import { settle } from "../guard/settle.ts";
import { isNonEmpty } from "../guard/verdict.ts";
import type { Context, Draft, Failure, Finding, Judge, NonEmpty } from "../types.ts";
import { ownFailure } from "./cause-of.ts";

/** The open findings as they stand in the end. */
export interface SettledOpen {
  /** One for each open finding, in order. */
  readonly findings: readonly Finding[];
  readonly failure?: Failure;
}

/**
 * Without a judge, or where it does not ask, a guard's own `otherwise` decides. With one its rulings do; and if it
 * throws, hangs past the deadline, or rules on more, fewer or other findings than it was asked, nothing that it was
 * asked is decided.
 */
export async function settleOpen(
  open: readonly Finding[],
  draft: Draft,
  judge: Judge | undefined,
  context: Context,
): Promise<SettledOpen> {
  if (judge === undefined) return { findings: open.map(byThreshold) };
  const asked = new Set(open.filter((finding) => isAsked(judge, finding)));
  const ruled = await ruledBy(judge, [...asked], draft, context);
  let next = 0;
  return {
    ...ruled,
    findings: open.map((finding) => (asked.has(finding) ? (ruled.findings[next++] ?? finding) : byThreshold(finding))),
  };
}

/** What its guard has no opinion on is asked whatever the judge prefers; so is what `asks` throws at. */
function isAsked(judge: Judge, finding: Finding): boolean {
  if (finding.otherwise === undefined) return true;
  try {
    return judge.asks?.(structuredClone(finding)) !== false;
  } catch {
    return true;
  }
}

async function ruledBy(judge: Judge, open: readonly Finding[], draft: Draft, context: Context): Promise<SettledOpen> {
  if (!isNonEmpty(open)) return { findings: [] };
  const bounds = boundsOf(draft);
  const ended = await settle(() => judge.settle(copyOf(open), draft, context), context.abortSignal);
  if (ended.status === "aborted") return undecided(open, "judge-timed-out", "the judge was ended before it answered");
  if (ended.status === "threw") {
    const { code, message } = ownFailure(ended.reason) ?? { code: "judge-threw", message: "the judge threw" };
    return undecided(open, code, message);
  }
  const ruled = rulingsOf(ended.value, open, bounds);
  return ruled === undefined
    ? undecided(open, "judge-malformed", "the judge did not give one ruling for each open finding")
    : { findings: ruled };
}

const undecided = (findings: readonly Finding[], code: string, message: string): SettledOpen => ({
  findings,
  failure: { code, message },
});

function byThreshold(finding: Finding): Finding {
  const { otherwise, ask: _ask, ...kept } = finding;
  return otherwise === undefined ? finding : { ...kept, severity: otherwise };
}

const RULED: ReadonlySet<unknown> = new Set(["block", "note", "open"]);

/** The findings as ruled, or `undefined` unless there is exactly one well-formed ruling for each. */
function rulingsOf(value: unknown, open: NonEmpty<Finding>, bounds: Bounds): readonly Finding[] | undefined {
  try {
    if (!Array.isArray(value) || value.length !== open.length) return undefined;
    const ruled = new Map<number, Finding>();
    for (const ruling of value as readonly { readonly [field: string]: unknown }[]) {
      const { index, severity, message, evidence, by } = ruling;
      const finding = typeof index === "number" ? open[index] : undefined;
      if (typeof index !== "number" || finding === undefined || ruled.has(index) || !RULED.has(severity))
        return undefined;
      const [checked] = rebuild(
        [{ code: finding.code, severity, message, ...(evidence === undefined ? {} : { evidence }) }],
        bounds,
      );
      if (checked === undefined || (by !== undefined && by !== "rules")) return undefined;
      if (by === "rules") ruled.set(index, byRules(finding, checked.message));
      else
        ruled.set(
          index,
          checked.severity === "open" ? { ...finding, message: checked.message } : asRuled(finding, checked),
        );
    }
    return open.map((finding, at) => ruled.get(at) ?? finding);
  } catch {
    // Accessors that throw, evidence outside its source: what cannot be read rules nothing.
    return undefined;
  }
}

/** The judge could not be asked: the guard's own opinion, with the reason told; without an opinion it stays open. */
const byRules = (finding: Finding, message: string): Finding =>
  finding.otherwise === undefined ? finding : { ...byThreshold(finding), message };

/** What the guard had found stays, on the judge's word: its evidence, if the judge names none, is now judged. */
function asRuled(finding: Finding, { severity, message, evidence }: Finding): Finding {
  const { otherwise: _otherwise, ask: _ask, evidence: own, ...kept } = finding;
  const ground = (evidence ?? own)?.map((one) => ({ ...one, by: "judged" as const }));
  return { ...kept, severity, message, ...(ground === undefined ? {} : { evidence: ground }) };
}

/** The judge gets copies: what it does to them changes nothing here. */
const copyOf = (open: NonEmpty<Finding>): NonEmpty<Finding> => structuredClone(open) as NonEmpty<Finding>;
