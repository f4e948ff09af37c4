import { answerSpan } from "../text/span.ts";
import { words } from "../text/words.ts";
import type { Answer, Citation, Claim, Draft, Skipped } from "../types.ts";
import { readAnswer } from "./answer.ts";
import { blocksOf } from "./blocks.ts";
import { citationsFactory, withoutMarkers } from "./claims.ts";
import { contextsOf } from "./contexts.ts";
import { cover, type Scope } from "./cover.ts";
import { dataCitations } from "./data-citations.ts";
import { definitionMarker, footnotesOf } from "./footnotes.ts";
import { frozen } from "./freeze.ts";
import { withGaps } from "./gaps.ts";
import { judgePiece } from "./judge-piece.ts";
import { markersIn } from "./markers.ts";
import { kindOf, piecesOf } from "./pieces.ts";
import { quotationsOfBlock, quotedWithin, withoutQuestion } from "./quotations.ts";
import { quotationsOf, withMatch } from "./quotations-of.ts";
import { readSources, resolver } from "./sources.ts";

export interface ReadOptions {
  /** Sentences that are no claims in this application, compared whole after trimming: a disclaimer, a signature. */
  readonly boilerplate?: readonly string[];
  /** A caller's own word on a piece of text: `undefined` leaves it to the closed list. */
  readonly isFactual?: (text: string) => boolean | undefined;
  /** How far a citation reaches back. Default: `"paragraph"`, its paragraph or list item. */
  readonly scope?: Scope;
}

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
    const quotes = within(piece.start, piece.end);
    const { skip, cut, absent } = judgePiece({ answer, sources, piece, own, quotes, question, options });
    const inherited = inherits(piece);
    if (skip !== undefined) {
      skipped.push({ at: answerSpan(piece.start, piece.end), reason: skip });
      continue;
    }
    const start = piece.start + cut;
    if (cut > 0) skipped.push({ at: answerSpan(piece.start, start), reason: "lead-in" });
    const citations: readonly Citation[] = [...citationsOf(own), ...data.covering(start, piece.end)];
    const fromData = data
      .quotations(start, piece.end, citations)
      .map((one) => withMatch(one, citations, sources));
    claims.push({
      index: claims.length,
      text: withoutMarkers(answer, start, piece.end, own),
      at: answerSpan(start, piece.end),
      kind: absent ? "absence" : kindOf(piece),
      ...(inherited === undefined ? {} : { context: inherited }),
      citations,
      quotations: [...quotationsOf(answer, piece.end, quotes, own, citations, sources), ...fromData],
    });
  }
  const citations = [...citationsOf(markers), ...data.all];
  return frozen({ ...fields, sources, claims, citations, skipped: withGaps(answer, claims, skipped) });
}
