import { answerSpan } from "../text/span.ts";
import { words } from "../text/words.ts";
import type { Answer, Citation, Claim, Draft, Skipped } from "../types.ts";
import { readAnswer } from "./answer.ts";
import { blocksOf } from "./blocks.ts";
import { citationsFactory, withoutMarkers } from "./claims.ts";
import { contextsOf } from "./contexts.ts";
import { cover } from "./cover.ts";
import { dataCitations } from "./data-citations.ts";
import { definitionMarker, footnotesOf } from "./footnotes.ts";
import { frozen } from "./freeze.ts";
import { withGaps } from "./gaps.ts";
import { judgePiece } from "./judge-piece.ts";
import { markersIn } from "./markers.ts";
import type { ReadOptions } from "./options.ts";
import { kindOf, piecesOf } from "./pieces.ts";
import { quotationsOfBlock, quotedWithin, withoutQuestion } from "./quotations.ts";
import { quotationsOf, withMatch } from "./quotations-of.ts";
import { readSources, resolver } from "./sources.ts";

/**
 * The answer read once: claims with their citations and quotations, and what was skipped and why. Total: any string
 * gives a draft. Throws `VouchsafeError` `answer-invalid`, with the field, for anything that is no `Answer`.
 */
export function read(input: Answer, options: ReadOptions = {}): Draft {
  const { citations: given = [], ...fields } = readAnswer(input);
  const { answer } = fields;
  const sources = readSources(input.sources);
  const resolve = resolver(sources);
  const blocks = blocksOf(answer);
  const prose = blocks.filter(({ kind }) => kind !== "code" && kind !== "fence");
  const quoted = withoutQuestion(
    answer,
    fields.question,
    prose.flatMap((block) => quotationsOfBlock(answer, block)),
  );
  const footnotes = footnotesOf(answer, blocks, sources, resolve);
  const context = { answer, sources, resolve, footnotes };
  const markers = prose.flatMap((block) =>
    block.kind === "footnote"
      ? [definitionMarker(block, footnotes.get(block.label ?? "") ?? [])]
      : markersIn(context, block.start, block.end),
  );
  const pieces = piecesOf(answer, blocks, quoted);
  const covered = cover(answer, pieces, markers, options.scope ?? "paragraph");
  const citationsOf = citationsFactory();
  const data = dataCitations(given, resolve);
  const inherits = contextsOf(answer);
  const within = quotedWithin(quoted);
  const question = new Set(words(fields.question ?? "").map((word) => word.key));

  const claims: Claim[] = [];
  const skipped: Skipped[] = [];
  for (const [at, piece] of pieces.entries()) {
    const own = covered[at] ?? [];
    const inherited = inherits(piece);
    const inside = within(piece.start, piece.end);
    for (const { start, end, skip, absent } of judgePiece({
      answer,
      sources,
      piece,
      own,
      quotes: inside,
      question,
      options,
    })) {
      if (skip !== undefined) {
        skipped.push({ at: answerSpan(start, end), reason: skip });
        continue;
      }
      const citations: readonly Citation[] = [...citationsOf(own), ...data.covering(start, end)];
      const quotes = inside.filter((quote) => quote.start >= start && quote.end <= end);
      const fromData = data.quotations(start, end, citations).map((one) => withMatch(one, citations, sources));
      claims.push({
        index: claims.length,
        text: withoutMarkers(answer, start, end, own),
        at: answerSpan(start, end),
        kind: absent === true ? "absence" : kindOf(piece),
        ...(inherited === undefined ? {} : { context: inherited }),
        citations,
        quotations: [...quotationsOf(answer, end, quotes, own, citations, sources), ...fromData],
      });
    }
  }
  const citations = [...citationsOf(markers), ...data.all];
  return frozen({ ...fields, sources, claims, citations, skipped: withGaps(answer, claims, skipped) });
}
