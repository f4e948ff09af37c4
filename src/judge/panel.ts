import { VouchsafeError } from "../errors.ts";
import { mistake } from "../text/mistake.ts";
import type { Finding, Judge, NonEmpty, Ruling } from "../types.ts";

/**
 * Several judges as one that lets pass only what all of them do: one that blocks, blocks; one that cannot tell leaves it open. They
 * are asked one after another, each only about what those before it let pass, and one that fails fails the panel. Throws
 * `TypeError` for fewer than two.
 */
export function panel(judges: readonly Judge[]): Judge {
  if (!Array.isArray(judges) || judges.length < 2)
    throw mistake("judges", "be an array of at least two judges", judges);
  for (const [at, one] of judges.entries())
    if (typeof one?.settle !== "function") throw mistake(`judges[${at}]`, "have a method `settle`", one);
  const members = [...judges];
  return {
    asks: (finding) => members.some((one) => one.asks?.(finding) ?? true),
    async settle(open, draft, context) {
      let standing: readonly { readonly index: number; readonly finding: Finding; readonly ruling?: Ruling }[] =
        open.map((finding, index) => ({ index, finding }));
      const fallen: Ruling[] = [];
      for (const member of members) {
        const [first, ...rest] = standing;
        if (first === undefined) break;
        const asked: NonEmpty<Finding> = [first.finding, ...rest.map(({ finding }) => finding)];
        const rulings = inOrder(await member.settle(asked, draft, context), asked.length);
        const ruled = standing.map((one, at) => {
          const ruling = { ...(rulings[at] ?? UNREADABLE), index: one.index };
          // The first word of all is kept: its evidence is as good as any.
          return { ...one, ruling: ruling.severity === "note" && one.ruling !== undefined ? one.ruling : ruling };
        });
        fallen.push(...ruled.flatMap(({ ruling }) => (ruling.severity === "note" ? [] : [ruling])));
        standing = ruled.filter(({ ruling }) => ruling.severity === "note");
      }
      return [...fallen, ...standing.flatMap(({ ruling }) => ruling ?? [])];
    },
  };
}

const UNREADABLE: Ruling = { index: 0, severity: "open", message: "a judge gave no ruling" };

/** One ruling for each that was asked. Anything else is no panel's to mend. */
function inOrder(rulings: readonly Ruling[], count: number): readonly Ruling[] {
  const byIndex = new Map(rulings.map((ruling) => [ruling.index, ruling]));
  const all = Array.from({ length: count }, (_, at) => byIndex.get(at) ?? UNREADABLE);
  if (rulings.length !== count || byIndex.size !== count || all.includes(UNREADABLE))
    throw new VouchsafeError("a judge of the panel did not give one ruling for each finding", {
      code: "judge-malformed",
    });
  return all;
}
