import {
  block,
  byChunk,
  type Claim,
  clip,
  type Draft,
  defineGuard,
  documentsOf,
  type Evidence,
  type Finding,
  type FindingDetails,
  type Guard,
  hasNegation,
  hearClaim,
  languageOf,
  languagesDiffer,
  locateExactly,
  note,
  open,
  pathAt,
  sentenceTo,
} from "vouchsafe/core";
import {
  addressesMissing,
  asText,
  type Coverage,
  calendarMissing,
  checkRecords,
  coverage,
  figuresMissing,
  inOwnText,
} from "vouchsafe/score";

export interface SupportedOptions {
  /** Coverage, 0..1, from which a claim stands where no judge is configured. */
  readonly threshold?: number;
}

/** Fitted on `gensearch`, `attributedqa` and `hagrid` by `npm run fit:threshold -- --data DIR`. */
export const THRESHOLD = 0.365;
const SHORTEST = 12; // units of a statement that is worth finding as it stands
const ALIGNED = 0.9; // so little is missing that it is one light word in ten
const HOPELESS = 0.2; // below it, 1 % of the supported and 21 % of the unsupported claims of the three sets: same script
const HALF = 0.5; // with less in one place, the sources hardly speak of what is said to be missing
const SILENT = 0.85; // a claim of absence is contradicted when one place has nearly all that is said to be missing

/**
 * Every claim's content is covered by what it cites or, uncited, by some source. Codes: `claim-unsupported`,
 * `claim-contradicted` (a record says otherwise, or the sources do have what is said to be missing), `claim-unlicensed` (a
 * conversation alone does not carry it), `language-differs` (open), `claim-supported` (a note). Unit: claim.
 *
 * Coverage is a measure of words: it does not see a swapped subject or a flipped negation. Claims between hopeless
 * and certain are open, for the judge; without one the threshold decides. A record is looked at as a whole: its flags,
 * hours and figures can contradict a claim; the rest is the same measure of words over all its values.
 */
export function supported(options: SupportedOptions = {}): Guard {
  const { threshold = THRESHOLD } = options;
  if (typeof threshold !== "number" || !(threshold > 0 && threshold <= 1)) {
    throw new TypeError(`Expected \`threshold\` to be a number above 0 and up to 1, got ${String(threshold)}.`);
  }
  return defineGuard({
    name: "supported",
    unit: "claim",
    check: (draft) => {
      const joined = { ...draft, sources: documentsOf(draft.sources).sources };
      return draft.claims.map((claim) => hearClaim(draft, claim) ?? byChunk(judge(joined, claim, threshold), draft));
    },
  });
}

const RUBRIC = "Is every part of the claim stated by the sources?";

function judge(draft: Draft, claim: Claim, threshold: number): Finding {
  const { at } = claim;
  const cited = [...new Set(claim.citations.flatMap(({ sources }) => sources))];
  const asked = cited.length > 0 ? cited : draft.sources.map((_, source) => source);
  if (claim.kind !== "absence") {
    if (/[\u202d\u202e]/.test(claim.text))
      return block("claim-unsupported", "holds characters that show it in another order than it is written", { at });
    const whole = verbatim(draft, claim, asked);
    if (whole !== undefined)
      return note("claim-supported", "stands in the source word for word", { at, evidence: [whole], score: 1 });
  }
  return judgeByRecords(draft, claim, asked, threshold) ?? judgeText(draft, claim, asked, threshold);
}

/** What sources that are read sentence by sentence say: a record, too, if it has nothing but prose. */
function judgeText(given: Draft, claim: Claim, asked: readonly number[], threshold: number): Finding {
  const draft = { ...given, sources: given.sources.map(asText) };
  const finding =
    claim.kind === "absence" ? judgeAbsence(draft, claim, asked) : judgeProse(draft, claim, asked, threshold);
  return inOwnText(finding, given.sources);
}

const stands = ({ severity, otherwise }: Finding): boolean => severity === "note" || otherwise === "note";
const isOneSentence = ({ sources }: Draft, { evidence = [] }: Finding): boolean =>
  evidence.every(({ source, span }) => !/[.!?]\s/.test(sources[source]?.text.slice(span.start, span.end) ?? ""));
const isVerbatim = ({ evidence }: Finding): boolean => evidence?.some(({ by }) => by === "verbatim") === true;

/** What the records among the sources asked say; `undefined` if there are none. */
function judgeByRecords(draft: Draft, claim: Claim, asked: readonly number[], threshold: number): Finding | undefined {
  const checked = checkRecords(claim.text, draft.sources, asked);
  if (checked === undefined) return undefined;
  const { at, text, kind } = claim;
  const { status, score, agrees, isUnsaid, evidence, words } = checked;
  const [first] = evidence;
  const documents = asked.filter((source) => draft.sources[source]?.kind !== "record");
  if (status !== "measured" && documents.length > 0) {
    const said = judgeText(draft, claim, documents, threshold);
    // What a record denies, a document carries in one sentence or not at all.
    if (stands(said) && (status !== "contradicted" || isOneSentence(draft, said))) return said;
  }
  if (status === "contradicted") {
    const message = `says otherwise than the record: ${clip(words.join(), 120)}`;
    return block("claim-contradicted", message, { at, nearest: first, score });
  }
  if (status === "unknown") {
    const message = `turns on what the record leaves open: ${clip(words.join(), 120)}`;
    return open("claim-unsupported", message, { at, ask: RUBRIC, otherwise: "block", nearest: first, score });
  }
  if (agrees && (kind === "absence" || score >= ALIGNED) && status === "measured")
    return note("claim-supported", "is what the record says", { at, evidence, score });
  const plain = judgeText(draft, claim, asked, threshold);
  if (kind === "absence" || plain.code === "language-differs") return plain;
  const texts = draft.sources.map(asText);
  const absent = () => [...(agrees ? [] : calendarMissing(text, texts, asked)), ...addressesMissing(text, texts)];
  const invented = status === "invented" ? words : absent();
  if (invented.length > 0) return lacking(invented, { at, nearest: first, score });
  if (stands(plain) && (agrees || !isUnsaid || isVerbatim(plain))) return plain;
  if (stands(plain))
    return open("claim-unsupported", "names a value of the record and does not say it", {
      at,
      ask: RUBRIC,
      otherwise: "note",
      evidence: (plain.evidence ?? []).map((one) => ({ ...one, by: "scored" as const })),
      score,
    });
  const message = `the record has ${Math.floor(score * 100)} % of it${words.length === 0 ? "" : `, but not: ${listed(words, 6)}`}`;
  if (first === undefined || score < HOPELESS)
    return block("claim-unsupported", message, { at, nearest: first, score });
  return score >= threshold
    ? open("claim-unsupported", message, { at, ask: RUBRIC, otherwise: "note", evidence, score })
    : open("claim-unsupported", message, { at, ask: RUBRIC, otherwise: "block", nearest: first, score });
}

const listed = (words: readonly string[], most: number): string =>
  words
    .slice(0, most)
    .map((word) => clip(word, 80))
    .join(", ");

const lacking = (words: readonly string[], details: FindingDetails): Finding =>
  block("claim-unsupported", `has what its sources lack: ${listed(words, 3)}`, details);

function judgeProse(draft: Draft, claim: Claim, asked: readonly number[], threshold: number): Finding {
  const { at } = claim;
  const found = coverage(claim.text, draft.sources, asked);
  if (found === undefined)
    return open("claim-unsupported", "has no word that could be looked for", { at, ask: RUBRIC, otherwise: "block" });
  if (found.score < threshold && foreign(draft, claim, asked)) {
    return open("language-differs", "is written in another language than its sources", { at, ask: RUBRIC });
  }
  const { score } = found;
  const nearest = evidenceOf(draft, found, "scored");
  const invented = [
    ...figuresMissing(claim.text, draft.sources, asked),
    ...calendarMissing(claim.text, draft.sources, asked),
    ...addressesMissing(claim.text, draft.sources),
  ];
  if (invented.length > 0) {
    return lacking(invented, { at, nearest, score });
  }
  if (score >= ALIGNED && nearest !== undefined && !turned(draft, claim, nearest)) {
    return note("claim-supported", "is covered by the source", {
      at,
      evidence: [{ ...nearest, by: "aligned" }],
      score,
    });
  }
  const message = describe(found);
  if (score < HOPELESS || nearest === undefined) return block("claim-unsupported", message, { at, nearest, score });
  const opinion =
    score >= threshold
      ? ({ otherwise: "note", evidence: [nearest] } as const)
      : ({ otherwise: "block", nearest } as const);
  return open("claim-unsupported", message, { at, ask: RUBRIC, score, ...opinion });
}

function describe({ score, missing }: Coverage): string {
  const share = `the best place in the sources covers ${Math.floor(score * 100)} % of it`;
  return missing.length === 0 ? share : `${share}; no source has: ${listed(missing, 6)}`;
}

/** Whether one of claim and evidence is negated and the other is not: then the words agree and the meaning may not. */
function turned({ sources }: Draft, { text }: Claim, { source, span }: Evidence): boolean {
  return hasNegation(text) !== hasNegation(sources[source]?.text.slice(span.start, span.end) ?? "");
}

/** Words that say only that something is missing: without them, what is left is what is said to be missing. */
const OF_ABSENCE =
  /\b(?:no|not|n['’]t|none|neither|nor|nothing|do|does|did|doesn|don|didn|is|are|was|were|has|have|there|it|whether|if|how|any|about|on|of|the|a|an|in|for|to|by|that|specific|specifically|explicitly|anything|silent|specify|say|says|said|indicate|include|contain|address|addresses|cover|clarify|define|give|given|offer|list|reveal|disclose|handbook|policy|manual|guide|page|data|detail|details)\b/giu;

function judgeAbsence(draft: Draft, { at, text }: Claim, asked: readonly number[]): Finding {
  const found = coverage(text.replaceAll(OF_ABSENCE, " "), draft.sources, asked);
  const nearest = found === undefined ? undefined : evidenceOf(draft, found, "scored");
  if (found === undefined || nearest === undefined)
    return note("claim-supported", "no source has a word of what it says is missing", { at, score: 1 });
  const { score } = found;
  if (score >= SILENT)
    return block("claim-contradicted", "says that the sources lack what they have", { at, nearest, score });
  const message = "the sources do not seem to have what it says is missing";
  // With half of it in one place, the sources may say it in other words.
  if (score >= HALF)
    return open("claim-contradicted", message, { at, nearest, ask: RUBRIC, otherwise: "note", score: 1 - score });
  return note("claim-supported", message, { at, evidence: [nearest], score: 1 - score });
}

/** The claim as it stands, in one of the sources asked. */
function verbatim(draft: Draft, { text }: Claim, asked: readonly number[]): Evidence | undefined {
  // Only a quotation may leave words out; and what is shorter than a statement is found anywhere.
  if (/…|\.\.\.|\[|\(/.test(text) || text.length < SHORTEST) return undefined;
  for (const source of asked) {
    const given = draft.sources[source];
    const match = given === undefined ? undefined : locateExactly(given, text);
    // "We deny that X" has X word for word.
    if (
      given !== undefined &&
      match !== undefined &&
      hasNegation(text) === hasNegation(sentenceTo(given, match.span))
    ) {
      return { source, sourceId: given.id, span: match.span, score: 1, by: "verbatim", ...pathAt(given, match.span) };
    }
  }
  return undefined;
}

function foreign(draft: Draft, { text }: Claim, asked: readonly number[]): boolean {
  const own = languageOf(text) ?? languageOf(draft.answer);
  const sources = asked
    .map((source) => languageOf(draft.sources[source]?.text ?? ""))
    .filter((language) => language !== undefined);
  return sources.length > 0 && sources.every((language) => languagesDiffer(own, language));
}

function evidenceOf(draft: Draft, { best, score }: Coverage, by: "scored"): Evidence | undefined {
  if (best === undefined) return undefined;
  return { source: best.source, sourceId: draft.sources[best.source]?.id ?? "", span: best.span, score, by };
}
