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
  hearClaim,
  note,
  open,
  type Source,
} from "vouchsafe/core";
import {
  addressesMissing,
  alignedEvidence,
  assertEntailmentThresholds,
  asText,
  checkRecords,
  coverageOfMissing,
  type Entailer,
  type EntailmentThresholds,
  figuresMissing,
  inOwnText,
  isForeign,
  isTurned,
  type OpenClaim,
  type RecordCheck,
  readEvidence,
  type Standing,
  type StandingOptions,
  type Support,
  settleByEntailer,
  standingOf,
  support,
  verbatimIn,
  wrongFigures,
} from "vouchsafe/score";

export interface SupportedOptions extends StandingOptions {
  /** Whether figures are compared as values here too, which a chain with `sameFigures` does already. Default: true. */
  readonly figures?: boolean;
  /** A local model for claims that words leave open. What it did not judge stays open. */
  readonly entailer?: Entailer;
  readonly entailment?: EntailmentThresholds;
}

const ALIGNED = 0.9; // so little is missing that it is one light word in ten
const HOPELESS = { prose: 0.28, record: 0.2 }; // coverage below it: 2 % of the supported and 22 % of the other claims of public sets
const HALF = 0.5; // with less in one place, the sources hardly speak of what is said to be missing
const SILENT = 0.85; // a claim of absence is contradicted when one place has nearly all that is said to be missing
/**
 * Every claim's content is carried by what it cites or, uncited, by some source. Codes: `claim-unsupported`,
 * `claim-contradicted` (a record or another value beside the same words says otherwise, or the sources do have what is said to be missing),
 * `claim-unlicensed` (a conversation alone does not carry it), `language-differs` (open), `claim-supported` (a note). Unit: claim.
 *
 * The score (`support`) measures words, order, figures and names: it does not see a swapped subject. Claims between hopeless
 * and certain are open, for the entailer or the judge; without one the threshold decides. A record is looked at as a whole too: its flags,
 * hours and figures can contradict a claim.
 */
export function supported(options: SupportedOptions = {}): Guard {
  const { entailer, entailment, figures = true } = options;
  const standing = { ...standingOf(options), figures };
  if (entailment !== undefined) assertEntailmentThresholds(entailment);
  return defineGuard({
    name: "supported",
    unit: "claim",
    check: (draft, context) => {
      const joined = { ...draft, sources: documentsOf(draft.sources).sources };
      const judged = draft.claims.map((claim): Judged => {
        const heard = hearClaim(draft, claim);
        return heard === undefined ? judge(joined, claim, standing) : { finding: heard, isHeard: true };
      });
      const asHandedIn = (finding: Finding, { isHeard }: Judged) => (isHeard ? finding : byChunk(finding, draft));
      if (entailer === undefined) return judged.map((one) => asHandedIn(one.finding, one));
      const open = judged.map((one, at) => openClaim(one, joined.claims[at]));
      return settleByEntailer(open, entailer, { draft: joined, context, thresholds: entailment }).then((findings) =>
        findings.map((finding, at) => asHandedIn(finding, judged[at] ?? { finding })),
      );
    },
  });
}

interface Judged {
  readonly finding: Finding;
  /** Where a model should read. */
  readonly reading?: readonly Evidence[];
  readonly isHeard?: true;
}

/** What a model is asked: claims that words leave open; the others without a place to read stay as they are. */
const openClaim = ({ finding, reading = [] }: Judged, claim: Claim | undefined): OpenClaim => ({
  finding,
  claim: claim?.text ?? "",
  evidence: reading,
});

type Settings = Standing & { readonly figures: boolean };
const RUBRIC = "Is every part of the claim stated by the sources?";

function judge(draft: Draft, claim: Claim, standing: Settings): Judged {
  const { at, text } = claim;
  const cited = [...new Set(claim.citations.flatMap(({ sources }) => sources))];
  const asked = cited.length > 0 ? cited : draft.sources.map((_, source) => source);
  if (claim.kind !== "absence") {
    if (/[\u202d\u202e]/.test(text))
      return { finding: block("claim-unsupported", "holds characters that show it in another order", { at }) };
    const whole = verbatimIn(text, draft.sources, asked);
    if (whole !== undefined)
      return {
        finding: note("claim-supported", "stands in the source word for word", { at, evidence: [whole], score: 1 }),
      };
  }
  const checked = checkRecords(text, draft.sources, asked);
  return judgeByRecords(draft, claim, asked, standing, checked) ?? judgeByWords(draft, claim, asked, standing, checked);
}

const stands = ({ severity, otherwise }: Finding): boolean => severity === "note" || otherwise === "note";
const isOneSentence = ({ sources }: Draft, { evidence: [one, other] = [] }: Finding): boolean =>
  one !== undefined &&
  other === undefined &&
  !/[.!?]\s/.test(sources[one.source]?.text.slice(one.span.start, one.span.end) ?? "");

/** What the records among the sources asked say that words do not; `undefined` if they say nothing. */
function judgeByRecords(
  draft: Draft,
  claim: Claim,
  asked: readonly number[],
  standing: Settings,
  checked: RecordCheck | undefined,
): Judged | undefined {
  if (checked === undefined) return undefined;
  const { at, kind } = claim;
  const { status, score, agrees, evidence, words } = checked;
  const [nearest] = evidence;
  const documents = asked.filter((source) => draft.sources[source]?.kind !== "record");
  if (status !== "measured" && documents.length > 0) {
    const said = judgeByWords(draft, claim, documents, standing);
    // What a record denies, a document carries in one sentence or not at all.
    if (stands(said.finding) && (status !== "contradicted" || isOneSentence(draft, said.finding))) return said;
  }
  if (status === "contradicted") {
    const message = `says otherwise than the record: ${clip(words.join(), 120)}`;
    return { finding: block("claim-contradicted", message, { at, nearest, score }) };
  }
  if (status === "unknown") {
    const message = `turns on what the record leaves open: ${clip(words.join(), 120)}`;
    return { finding: open("claim-unsupported", message, { at, ask: RUBRIC, otherwise: "block", nearest, score }) };
  }
  if (kind !== "absence" && status === "invented") return { finding: lacking(words, { at, nearest, score }) };
  if (agrees && (kind === "absence" || score >= ALIGNED) && status === "measured")
    return { finding: note("claim-supported", "is what the record says", { at, evidence, score }) };
  return undefined;
}

const listed = (words: readonly string[], most: number): string => {
  const shown = words.slice(0, most);
  return shown.map((word) => clip(word, 80)).join(", ");
};

const lacking = (words: readonly string[], details: FindingDetails): Finding =>
  block("claim-unsupported", `has what its sources lack: ${listed(words, 3)}`, details);

function judgeByWords(
  draft: Draft,
  claim: Claim,
  asked: readonly number[],
  standing: Settings,
  checked?: RecordCheck,
): Judged {
  const { at, text, kind } = claim;
  const { sources, question } = draft;
  const texts = sources.map(asText);
  if (kind === "absence") return { finding: inOwnText(judgeAbsence(texts, claim, asked), sources) };
  const found = support(text, sources, { asked, ...(question === undefined ? {} : { question }) });
  if (found.isWordless)
    return {
      finding: open("claim-unsupported", "has no word that could be looked for", {
        at,
        ask: RUBRIC,
        otherwise: "block",
      }),
    };
  if (!standing.stands(found.score) && isForeign(text, draft.answer, sources, asked))
    return {
      finding: open("language-differs", "is written in another language than its sources", { at, ask: RUBRIC }),
    };
  const score = standing.told(found.score);
  const [evidence, reading] = [alignedEvidence(found, sources, score), readEvidence(found, sources)];
  const [nearest] = reading;
  // `figuresMissing` is the stricter in what may be rounded, and reads labels and steps too: what either misses is withheld.
  const lacked = checked === undefined ? figuresMissing(text, texts, asked) : [];
  const isLooked = checked === undefined && (standing.figures || lacked.length > 0);
  const { differing, absent } = isLooked ? wrongFigures(text, texts, asked) : { absent: [] };
  const isToldAlready = !standing.figures && (differing !== undefined || absent.length > 0);
  if (differing !== undefined && !isToldAlready) {
    const message = `says ${listed([differing.written], 1)} where the source has ${listed([differing.given], 1)}`;
    return { finding: block("claim-contradicted", message, { at, nearest, score }) };
  }
  const figures = isToldAlready ? [] : absent.length > 0 ? absent : lacked;
  const invented = [...figures, ...addressesMissing(text, sources)];
  if (invented.length > 0) return { finding: lacking(invented, { at, nearest, score }) };
  if (
    checked === undefined &&
    found.coverage >= ALIGNED &&
    standing.stands(found.score) &&
    !isTurned(text, evidence, sources)
  )
    return {
      finding: note("claim-supported", "is covered by the source", {
        at,
        evidence: evidence.map((one) => ({ ...one, by: "aligned" })),
        score,
      }),
    };
  const message = describe(found);
  const least = checked === undefined ? HOPELESS.prose : HOPELESS.record;
  if (Math.max(found.coverage, checked?.score ?? 0) < least || nearest === undefined)
    return { finding: block("claim-unsupported", message, { at, nearest, score }) };
  const opinion = standing.stands(found.score)
    ? ({ otherwise: "note", evidence } as const)
    : ({ otherwise: "block", nearest } as const);
  return { finding: open("claim-unsupported", message, { at, ask: RUBRIC, score, ...opinion }), reading };
}

function describe({ coverage, missing }: Support): string {
  const lacks = missing.length === 0 ? "" : `; no source has: ${listed(missing, 6)}`;
  return `the best place in the sources covers ${Math.floor(coverage * 100)} % of it${lacks}`;
}

function judgeAbsence(sources: readonly Source[], { at, text }: Claim, asked: readonly number[]): Finding {
  const found = coverageOfMissing(text, sources, asked);
  if (found?.best === undefined)
    return note("claim-supported", "no source has a word of what it says is missing", { at, score: 1 });
  const { score, best } = found;
  const nearest: Evidence = { ...best, sourceId: sources[best.source]?.id ?? "", score, by: "scored" };
  if (score >= SILENT)
    return block("claim-contradicted", "says that the sources lack what they have", { at, nearest, score });
  const message = "the sources do not seem to have what it says is missing";
  // With half of it in one place, the sources may say it in other words.
  if (score >= HALF)
    return open("claim-contradicted", message, { at, nearest, ask: RUBRIC, otherwise: "note", score: 1 - score });
  return note("claim-supported", message, { at, evidence: [nearest], score: 1 - score });
}
