import { lowerBound } from "../../text/lower-bound.ts";
import { sourceSpan } from "../../text/span.ts";
import { type Value, valuesOf } from "../../text/values.ts";
import { wordingOf } from "../../text/wording.ts";
import { words } from "../../text/words.ts";
import type { Source, Span } from "../../types.ts";
import { type Coverage, coverage } from "../coverage.ts";
import { asText } from "../record/as-text.ts";
import { checkRecords } from "../record/check.ts";
import { type Derivation, derivationOf } from "./derived.ts";
import { isHeld } from "./held.ts";
import { knownValues } from "./known-values.ts";
import type { Matched } from "./matched.ts";
import { matchValue } from "./matching.ts";
import { counterpartOf, wordsAround } from "./nearby.ts";

/** A value of a claim, and what the sources asked have of it. */
export interface FigureCheck {
  readonly kind: Value["kind"];
  /** As written in the claim, and its place there. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
  /**
   * `found`: a source asked has it. `elsewhere`: only a source that was not asked. `derived`: it follows from two values of one
   * place. `differs`: the source has another value beside the same words. `absent`: none of these.
   */
  readonly status: "found" | "elsewhere" | "derived" | "differs" | "absent";
  /** Whether its kind is wrong so rarely, on the supported sentences of public data, that it may block: `npm run bench:figures`. */
  readonly isSure: boolean;
  /** A date with two readings of which the source's is one: "3/4/2024". */
  readonly isAmbiguous?: true;
  /** How it follows, where it does. */
  readonly by?: Derivation["by"] | "conversion";
  /** The value in the source, or the place that is closest to the claim, and its words. */
  readonly place?: { readonly source: number; readonly span: Span<"source">; readonly text: string };
}

/**
 * The values of a claim that it is held to, each against the sources at the positions asked; places are in the sources as they are
 * read (`asText`). What a record has in another way is found: a count of its members, an hour within its opening hours.
 */
export function checkFigures(
  claim: string,
  sources: readonly Source[],
  asked: readonly number[],
): readonly FigureCheck[] {
  const checks = checkTexts(claim, sources.map(asText), asked);
  if (!checks.some(isMissing)) return checks;
  const record = checkRecords(claim, sources, asked);
  return record?.status === "measured" ? checks.map((check) => excused(check, record.agrees)) : checks;
}

const isMissing = ({ status }: FigureCheck): boolean => status === "absent" || status === "differs";
const COUNTS: ReadonlySet<Value["kind"]> = new Set(["number", "duration"]);
const HOURS: ReadonlySet<Value["kind"]> = new Set(["time", "weekday"]);

function excused(check: FigureCheck, hoursAgree: boolean): FigureCheck {
  const isFound = isMissing(check) && (COUNTS.has(check.kind) || (hoursAgree && HOURS.has(check.kind)));
  if (!isFound) return check;
  const { place: _place, ...rest } = check;
  return { ...rest, status: "found" };
}

function checkTexts(claim: string, sources: readonly Source[], asked: readonly number[]): readonly FigureCheck[] {
  const values = valuesOf(claim).filter((value) => isHeld(value, claim));
  const found = values.map((value) => ({ value, hit: find(value, sources, asked) }));
  const taken = new Set(found.flatMap(({ hit }) => (hit?.matched.value === undefined ? [] : [hit.matched.value])));
  const missing = found.filter(({ hit }) => hit === undefined);
  const nearest = missing.length === 0 ? undefined : coverage(claim, sources, asked)?.best;
  const near = nearest && windowOf(nearest, sources);
  const own = missing.length === 0 ? [] : words(claim);
  const close = near?.values.slice(0, MOST_NEAR) ?? [];
  const free = close.filter((one) => !taken.has(one));
  const told = new Set(asked);
  const others = sources.map((_, at) => at).filter((at) => !told.has(at));
  return found.map(({ value, hit }): FigureCheck => {
    const { kind, start, end } = value;
    const known = { kind, start, end, written: claim.slice(start, end), isSure: isSure(value) };
    if (hit !== undefined)
      return { ...known, status: "found", ...placed(hit, sources), ...ambiguity(value, hit.matched) };
    const other = find(value, sources, others);
    if (other !== undefined) return { ...known, status: "elsewhere", ...placed(other, sources) };
    if (near === undefined) return { ...known, status: "absent" };
    const derived = derivationOf(value, close) ?? inClaim(value, found);
    if (derived !== undefined) return { ...known, status: "derived", by: derived.by, place: near.place };
    const around = wordsAround(own, start, end);
    const counterpart = counterpartOf(value, around, free, wordingOf(near.text));
    if (counterpart === undefined) return { ...known, status: "absent", place: near.place };
    return { ...known, status: "differs", place: placeOf(near.place.source, counterpart, near.text) };
  });
}

/** Values of one place that a figure is compared with: where more of them stand, each would be looked at for each figure of the claim. */
const MOST_NEAR = 64;

/**
 * A share in words or as "3/4" is named as often where the source has it in other words as where it has none, and a name with one or two
 * figures ("COVID-19", "NLRP3") often has another name; an order number or a telephone number has none.
 */
function isSure(value: Value): boolean {
  if (value.kind === "identifier") return value.key.replaceAll(/\D/g, "").length > 2;
  return value.kind !== "fraction";
}

interface Hit {
  readonly source: number;
  readonly matched: Matched;
}

function find(value: Value, sources: readonly Source[], asked: readonly number[]): Hit | undefined {
  for (const source of asked) {
    const matched = matchValue(value, knownValues(sources[source]?.text ?? ""));
    if (matched !== undefined) return { source, matched };
  }
  return undefined;
}

const placed = ({ source, matched }: Hit, sources: readonly Source[]): Pick<FigureCheck, "place"> =>
  matched.value === undefined ? {} : { place: placeOf(source, matched.value, sources[source]?.text ?? "") };

const placeOf = (source: number, { start, end }: Value, text: string) => ({
  source,
  span: sourceSpan(start, end),
  text: text.slice(start, end),
});

/** A date that can be read in two ways beside one that cannot. */
const ambiguity = (value: Value, { value: other }: Matched): Pick<FigureCheck, "isAmbiguous"> =>
  value.kind === "date" && value.other !== undefined && other !== undefined && !("other" in other)
    ? { isAmbiguous: true }
    : {};

function windowOf({ source, span }: NonNullable<Coverage["best"]>, sources: readonly Source[]) {
  const text = sources[source]?.text ?? "";
  const { start, end } = span;
  const { values: all } = knownValues(text);
  const from = lowerBound(all.length, (at) => (all[at]?.start ?? 0) < start);
  const to = lowerBound(all.length, (at) => (all[at]?.start ?? 0) < end);
  const values = all.slice(from, to).filter((value) => value.end <= end);
  return { text, values, place: { source, span, text: text.slice(start, end) } };
}

/** "350 °F (175 °C)": the claim's own conversion of a value that a source has. */
function inClaim(
  value: Value,
  found: readonly { readonly value: Value; readonly hit: Hit | undefined }[],
): { readonly by: "conversion" } | undefined {
  if (!("base" in value)) return undefined;
  const isConverted = found.some(
    ({ value: other, hit }) =>
      hit !== undefined &&
      "base" in other &&
      other.dimension === value.dimension &&
      Math.abs(other.base - value.base) <= Math.abs(other.base) * CONVERTED,
  );
  return isConverted ? { by: "conversion" } : undefined;
}
const CONVERTED = 0.03; // people round what they convert: 175 °C for 350 °F
