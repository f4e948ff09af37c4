import { lowerBound } from "../../text/lower-bound.ts";
import { plainDigits } from "../digits.ts";
import type { Id, Marker, MarkerContext } from "../marker.ts";
import type { Superscript } from "../superscripts.ts";
import { idOf, leadsSomewhere, partsOf, rangeOf } from "./ids.ts";

/**
 * `so.¹ so.¹,² so⁽¹⁾ so<sup>1</sup> so<sup>[1]</sup>`. Behind closing punctuation, or in brackets, it cites wherever it
 * leads; behind a word it cites if it leads to a source, or if no figure of the answer is raised to a power. Behind a
 * figure or a unit it is a power.
 */
export function superscriptMarkers(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const { superscripts } = context;
  const found: Marker[] = [];
  const first = lowerBound(superscripts.length, (at) => (superscripts[at]?.start ?? 0) < start);
  for (let at = first; (superscripts[at]?.start ?? end) < end; at += 1) {
    const one = superscripts[at];
    const ids = one === undefined ? undefined : idsOf(one, context);
    if (one === undefined || ids === undefined || one.end > end) continue;
    found.push({ start: one.start, end: one.end, form: "superscript", ids, reach: "before", spoken: false });
  }
  return found;
}

const BRACKETS = /^(?:\[[^[\]]{1,80}\][\s,]{0,2})+$/;
const NUMBERS = /^[\d\s,;-]+$/;

function idsOf({ content, behind }: Superscript, context: MarkerContext): readonly Id[] | undefined {
  const bracketed = BRACKETS.test(content);
  const bare = plainDigits(content.replaceAll(/\]\s?,?\s?\[/g, ",").replaceAll(/[[\]^⁽⁾()]/g, ""))
    .replaceAll("˒", ",")
    .replaceAll(/[⁻–]/g, "-");
  if (!bracketed && !NUMBERS.test(bare)) {
    const ids = [idOf(content, context)];
    return /\p{L}{2}/u.test(content) && leadsSomewhere(ids) ? ids : undefined;
  }
  if (!bracketed && behind === "power") return undefined;
  const ids = partsOf(bare)
    .filter((part) => part !== "")
    .flatMap(rangeOf)
    .flatMap((part) => digitsApart(part, context));
  if (ids.length === 0) return undefined;
  const mayCite = bracketed || behind === "stop" || leadsSomewhere(ids);
  return mayCite || !context.superscripts.some((other) => other.behind === "power") ? ids : undefined;
}

/** "¹²" is the twelfth source, or else the first and the second. */
function digitsApart(part: string, context: MarkerContext): readonly Id[] {
  const whole = idOf(part, context);
  if (whole.sources.length > 0 || !/^\d{2,4}$/.test(part)) return [whole];
  const single = Array.from(part, (digit) => idOf(digit, context));
  return single.every(({ sources }) => sources.length > 0) ? single : [whole];
}
