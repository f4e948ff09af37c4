import { hasLetterOrDigit } from "../text/script.ts";
import { answerSpan } from "../text/span.ts";
import { words } from "../text/words.ts";
import type { Answer, Claim, ClaimKind, Draft, Skipped } from "../types.ts";
import { readAnswer } from "./answer.ts";
import { blocksOf } from "./blocks.ts";
import { citationsFactory, withoutMarkers } from "./claims.ts";
import { contextsOf } from "./contexts.ts";
import { cover, coverByList } from "./cover.ts";
import { dataCitations, quotationOf } from "./data-citations.ts";
import { definitionMarker, definitionsOf } from "./footnotes.ts";
import { frozen } from "./freeze.ts";
import { gapsBetween } from "./gaps.ts";
import { judgePiece } from "./judge-piece.ts";
import { type Marker, markersTouching } from "./marker.ts";
import { markerContext } from "./marker-context.ts";
import { markersIn } from "./markers.ts";
import { nameFinder } from "./names.ts";
import type { ReadOptions } from "./options.ts";
import { kindOf, piecesOf } from "./pieces.ts";
import { type Quoted, quotationsOfBlocks, quotedWithin } from "./quotations.ts";
import { quotationsOf, withMatch } from "./quotations-of.ts";
import { resolver } from "./resolver.ts";
import { readSources } from "./sources.ts";
import { withoutQuestion } from "./without-question.ts";

const YES_OR_NO =
  /(?:^|[.,!?;:]\s)\s?(?:is|are|was|were|am|do|does|did|can|could|may|might|must|will|would|shall|should|has|have|had)\b/i;

const inOrder = (skipped: readonly Skipped[]): readonly Skipped[] =>
  [...skipped].sort((a, b) => a.at.start - b.at.start);

const isAstray = ({ ids, spoken, form }: Marker): boolean =>
  (!spoken || form === "footnote" || form === "list") && ids.some(({ sources }) => sources.length === 0);

/** A stretch of the answer that is a claim. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly own: readonly Marker[];
  readonly quotes: readonly Quoted[];
  readonly context: string | undefined;
  readonly kind: ClaimKind;
}

/**
 * The answer read once: claims with their citations and quotations, and what was skipped and why. Total: every
 * string gives a draft. Throws `VouchsafeError` `answer-invalid`, with the field, for anything that is no `Answer`.
 */
export function read(input: Answer, options: ReadOptions = {}): Draft {
  const { citations: given = [], ...fields } = readAnswer(input);
  const { answer } = fields;
  const sources = readSources(input.sources);
  const resolve = resolver(sources);
  const named = nameFinder(sources, resolve);
  const blocks = blocksOf(answer, (text) => named(text).length > 0);
  const prose = blocks.filter(({ kind }) => kind !== "code" && kind !== "fence");
  const definitions = definitionsOf(answer, blocks, sources, resolve);
  const context = markerContext(answer, blocks, sources, resolve, definitions);
  const markers = prose.flatMap((block) =>
    block.kind === "footnote"
      ? [definitionMarker(answer, block, definitions.targets.get(block) ?? [])]
      : markersIn(context, block.start, block.end),
  );
  const quoted = withoutQuestion(answer, fields.question, quotationsOfBlocks(answer, prose), markers);
  const pieces = piecesOf(answer, blocks, quoted, markers);
  const covered = coverByList(cover(answer, pieces, markers, options.scope ?? "paragraph"), markers);
  const citationsOf = citationsFactory();
  const inherits = contextsOf(answer);
  const within = quotedWithin(quoted);
  const question = new Set(words(fields.question ?? "").map((word) => word.key));

  // What a user said introduces nothing: only documents make words known.
  const documents = sources.filter(({ kind }) => kind !== "conversation");
  const asksYesOrNo = YES_OR_NO.test(fields.question ?? "");
  const skipped: Skipped[] = [];
  const stretches: Stretch[] = [];
  for (const [at, piece] of pieces.entries()) {
    const own = covered[at] ?? [];
    const context = inherits(piece);
    const quotes = within(piece.start, piece.end);
    for (const { start, end, skip, absent } of judgePiece({
      answer,
      sources: documents,
      piece,
      own,
      quotes,
      question,
      asksYesOrNo,
      options,
    })) {
      // A citation that leads nowhere is never passed over, whatever it stands in.
      const astray = markersTouching(own, start, end).some((marker) => isAstray(marker) && marker.start >= start);
      if (skip !== undefined && !astray) skipped.push({ at: answerSpan(start, end), reason: skip });
      else stretches.push({ start, end, own, quotes, context, kind: absent === true ? "absence" : kindOf(piece) });
    }
  }
  const gaps = gapsBetween(answer, [...stretches, ...skipped.map(({ at }) => at)]);
  for (const { start, end } of gaps.rest)
    stretches.push({ start, end, own: [], quotes: [], context: undefined, kind: "statement" });
  stretches.sort((a, b) => a.start - b.start);
  // Nor are citations handed in, where nothing is claimed: the answer then stands as one claim.
  const asOne = stretches.length === 0 && given.length > 0 && hasLetterOrDigit(answer);
  if (asOne)
    stretches.push({ start: 0, end: answer.length, own: [], quotes: [], context: undefined, kind: "statement" });
  const data = dataCitations(given, resolve, stretches);
  const claims = stretches.map(({ start, end, own, quotes, context, kind }, index): Claim => {
    const handed = data.of[index] ?? { citations: [], quotes: [] };
    const citations = handed.citations.length === 0 ? citationsOf(own) : [...citationsOf(own), ...handed.citations];
    const inside = quotes.filter((quote) => quote.start >= start && quote.end <= end);
    const text = withoutMarkers(answer, start, end, own);
    return {
      index,
      // A marker that leads nowhere may be all there is.
      text: hasLetterOrDigit(text) ? text : answer.slice(start, end),
      at: answerSpan(start, end),
      kind,
      ...(context === undefined ? {} : { context }),
      citations,
      quotations: [
        ...quotationsOf(answer, end, inside, own, citations, sources),
        ...handed.quotes.map((quote) => withMatch(quotationOf(quote, citations), citations, sources, quote.near)),
      ],
    };
  });
  const citations = [...citationsOf(markers), ...data.all];
  return frozen({ ...fields, sources, claims, citations, skipped: asOne ? [] : inOrder([...skipped, ...gaps.labels]) });
}
