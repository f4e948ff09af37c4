import {
  answerSpan,
  block,
  byChunk,
  type Claim,
  clip,
  type Draft,
  defineGuard,
  documentsOf,
  type Evidence,
  escapeText,
  type Finding,
  type Guard,
  hearClaim,
  languageOf,
  note,
  type Source,
  type Span,
  warn,
} from "vouchsafe/core";
import {
  asText,
  checkFigures,
  type FigureCheck,
  inOwnText,
  type NamePlace,
  namesIn,
  namesMissing,
  negationOf,
} from "vouchsafe/score";

export interface SameFiguresOptions {
  /** Whether names that no source has are warned of; English ones are told by `compromise`, which is loaded when first needed. */
  readonly names?: boolean;
}

/**
 * Every figure of a claim is the source's: numbers, money, shares, measures, dates, times and identifiers are compared as values.
 * Codes: `figure-differs` (the source has another value beside the same words), `figure-absent`, `figure-misattributed` (another source
 * has it than the one cited); `date-ambiguous`, `name-absent`, `negation-differs` (warnings), `figure-derived` (a note). Unit: claim.
 *
 * A claim may be coarser than its source, never finer; a hedge ("about", "more than") widens what it may stand for. A share spelled out
 * ("two thirds") only warns. What a claim says that sources lack, and what the user said of themselves, is not held to any figure.
 */
export function sameFigures(options: SameFiguresOptions = {}): Guard {
  const { names = true } = options;
  if (typeof names !== "boolean") throw new TypeError(`Expected \`names\` to be true or false, got ${String(names)}.`);
  return defineGuard({
    name: "same-figures",
    unit: "claim",
    check: (draft) => {
      const joined = { ...draft, sources: documentsOf(draft.sources).sources };
      const held = draft.claims.filter((claim) => claim.kind !== "absence" && !isHeard(draft, claim));
      const findings = held.flatMap((claim) => judge(joined, claim)).map((finding) => byChunk(finding, draft));
      if (!names) return findings;
      const suspects = held.filter(({ text }) => namesMissing(text, namesIn(text), joined.sources).length > 0);
      if (suspects.length === 0) return findings;
      return warnOfNames(joined, suspects).then((warnings) => [...findings, ...warnings]);
    },
  });
}

const isHeard = (draft: Draft, claim: Claim): boolean => hearClaim(draft, claim)?.severity === "note";

function judge(draft: Draft, claim: Claim): readonly Finding[] {
  const { sources } = draft;
  const cited = [...new Set(claim.citations.flatMap((citation) => citation.sources))];
  const asked = cited.length > 0 ? cited : sources.map((_, source) => source);
  const texts = sources.map(asText);
  const found = checkFigures(claim.text, sources, asked).flatMap((check) => findingOf(draft, texts, claim, check));
  const isBlock = ({ severity }: Finding): boolean => severity === "block";
  const findings = [...found.filter(isBlock).slice(0, MOST), ...found.filter((one) => !isBlock(one)).slice(0, MOST)];
  return [...findings, ...turned(claim, texts, asked)].map((finding) => inOwnText(finding, sources));
}

const MOST = 50; // findings of a kind in one claim: more are a table of figures, and nobody reads them one by one

function findingOf(draft: Draft, texts: readonly Source[], claim: Claim, check: FigureCheck): readonly Finding[] {
  const { status, isSure, written, by, place } = check;
  const at = placeOf(draft.answer, claim, check);
  const shown = quoted(written);
  const nearest = place && evidenceOf(texts, place);
  const raise = isSure ? block : warn;
  switch (status) {
    case "found": {
      if (check.isAmbiguous !== true) return [];
      const message = `${shown} can be read as two dates; the source has ${quoted(place?.text ?? "")}`;
      return [warn("date-ambiguous", message, { at, nearest })];
    }
    case "derived": {
      const evidence = nearest === undefined ? [] : [nearest];
      return [
        note("figure-derived", `${shown} follows from what the source has: a ${by ?? "difference"}`, { at, evidence }),
      ];
    }
    case "elsewhere": {
      const id = texts[place?.source ?? -1]?.id;
      const where = id === undefined ? "another" : `"${clip(id, LONGEST_SHOWN)}"`;
      return [raise("figure-misattributed", `${shown} is not in the source cited, but in ${where}`, { at, nearest })];
    }
    case "differs":
      return [
        raise("figure-differs", `says ${shown} where the source has ${quoted(place?.text ?? "")}`, { at, nearest }),
      ];
    case "absent":
      return [raise("figure-absent", `says ${shown}, which the source does not have`, { at, nearest })];
  }
}

const LONGEST_SHOWN = 60; // units of a figure or an id in a message
const quoted = (text: string): string => `"${clip(escapeText(text), LONGEST_SHOWN)}"`;

function evidenceOf(texts: readonly Source[], { source, span }: NonNullable<FigureCheck["place"]>): Evidence {
  return { source, sourceId: texts[source]?.id ?? "", span, score: 0, by: "scored" };
}

/** Where a stretch of a claim's text stands in the answer, if it stands there once; else the claim. */
function placeOf(answer: string, { at }: Claim, { written }: { readonly written: string }): Span {
  const start = answer.indexOf(written, at.start);
  const end = start + written.length;
  const again = start < 0 ? -1 : answer.indexOf(written, start + 1);
  const isOne = start >= 0 && end <= at.end && (again < 0 || again + written.length > at.end);
  return isOne ? answerSpan(start, end) : at;
}

/** A claim that has the words of one sentence of the source, and its opposite polarity. */
function turned(claim: Claim, texts: readonly Source[], asked: readonly number[]): readonly Finding[] {
  const place = negationOf(claim.text, texts, asked, claim.context);
  if (place === undefined) return [];
  const message = "has the words of the source, and one of the two is negated";
  return [warn("negation-differs", message, { at: claim.at, nearest: evidenceOf(texts, place) })];
}

async function warnOfNames({ answer, sources }: Draft, suspects: readonly Claim[]): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const claim of suspects) {
    const { text } = claim;
    const { language } = languageOf(text) ?? {};
    const isEnglish = (language ?? languageOf(answer)?.language) === "en";
    const places = isEnglish ? await englishNames(text) : namesIn(text).filter(isLong);
    for (const { start, end } of namesMissing(text, places, sources)) {
      const written = text.slice(start, end);
      const at = placeOf(answer, claim, { written });
      found.push(warn("name-absent", `names ${quoted(written)}, whom no source names`, { at }));
    }
  }
  return found;
}

/** German writes all nouns large: a single word is no name for sure. */
const isLong = ({ key }: { readonly key: string }): boolean => key.includes(" ");

const LONGEST_READ = 600; // units of a claim: the tagger takes some thirty microseconds a unit

async function englishNames(text: string): Promise<readonly NamePlace[]> {
  const { default: nlp } = await import("compromise/two");
  const view = nlp(text.slice(0, LONGEST_READ)).match("(#Person|#Place|#Organization)+");
  const places: readonly { readonly offset: { readonly start: number; readonly length: number } }[] = view.json({
    offset: true,
  });
  return namesIn(
    text,
    places.map(({ offset: { start, length } }) => ({ start, end: start + length })),
  );
}
