import {
  block,
  type Claim,
  type Context,
  type Draft,
  defineGuard,
  type Evidence,
  type Finding,
  type Guard,
  locate,
  type Match,
  nearest,
  note,
  pathAt,
  type Quotation,
  quoteDifference,
  type Stitch,
  stitches,
  warn,
} from "vouchsafe/core";

/**
 * Every quotation is found in the source it is attributed to, or, attributed to none, in some source.
 * Codes: `quote-not-found`, `quote-misattributed`, `quote-stitched`; `quote-altered` (a warning), `quote-found` (a note).
 * Unit: claim.
 */
export function quoted(): Guard {
  return defineGuard({
    name: "quoted",
    unit: "claim",
    check: (draft: Draft, _context: Context) =>
      draft.claims.flatMap((claim) => claim.quotations.map((quotation) => judge(draft, claim, quotation))),
  });
}

function judge(draft: Draft, claim: Claim, quotation: Quotation): Finding {
  const at = quotation.at ?? claim.at;
  const cited = [...new Set(quotation.citations.flatMap((index) => claim.citations[index]?.sources ?? []))];
  const everywhere = draft.sources.map((_, source) => source);
  const attributed = quotation.citations.length > 0;
  const asked = attributed ? cited : everywhere;

  const found = quotation.found ?? best(draft, asked, quotation.text);
  if (found !== undefined && found.match !== "fuzzy") {
    return note("quote-found", "is in the source, word for word", {
      at,
      evidence: [evidenceAt(draft, found)],
    });
  }
  const elsewhere = best(
    draft,
    everywhere.filter((source) => !asked.includes(source)),
    quotation.text,
  );
  if (elsewhere !== undefined && elsewhere.match !== "fuzzy") {
    const nearestText = evidenceAt(draft, elsewhere);
    return block("quote-misattributed", `is not in the source cited, but in "${nearestText.sourceId}"`, {
      at,
      nearest: nearestText,
    });
  }
  const sewn = stitches(quotation.text, draft.sources, everywhere);
  if (sewn !== undefined && isSeam(draft, sewn, asked)) {
    return note("quote-found", "is in the source, over the seam of two chunks", {
      at,
      evidence: sewn.map((piece) => evidenceAt(draft, piece)),
    });
  }
  if (sewn !== undefined && !isOnePlace(sewn)) {
    return block("quote-stitched", `is put together from ${sewn.length} places`, {
      at,
      nearest: evidenceAt(draft, sewn[0]),
    });
  }
  const close = found ?? closest(draft, attributed && cited.length > 0 ? cited : everywhere, quotation.text);
  if (close === undefined) return block("quote-not-found", "is in no source that it could come from", { at });
  const real = draft.sources[close.source]?.text.slice(close.span.start, close.span.end) ?? "";
  const difference = quoteDifference(quotation.text, real);
  if (found === undefined || difference.harmful) {
    return block("quote-not-found", notFound(difference, found), { at, nearest: evidenceAt(draft, close) });
  }
  return warn("quote-altered", "is in the source with small changes", {
    at,
    evidence: [evidenceAt(draft, found)],
    score: found.similarity,
  });
}

type Placed = Match & { readonly source: number };

/** Words dropped in one place are an altered quotation; forty characters on, it is another place. */
const isOnePlace = ([first, ...rest]: readonly Stitch[]): boolean => {
  let last = first;
  for (const piece of rest) {
    const gap = piece.span.start - (last?.span.end ?? 0);
    if (piece.source !== last?.source || gap < 0 || gap > 40) return false;
    last = piece;
  }
  return true;
};

/** Two neighbouring chunks of one document, the first piece at the end of one, the second at the beginning of the next. */
function isSeam({ sources }: Draft, pieces: readonly Stitch[], asked: readonly number[]): boolean {
  return pieces.every((piece, index) => {
    const before = pieces[index - 1];
    if (!asked.includes(piece.source)) return false;
    if (before === undefined) return true;
    const [one, next] = [sources[before.source], sources[piece.source]];
    if (one === undefined || next === undefined || piece.source !== before.source + 1) return false;
    const document = (one.documentId ?? one.id) === (next.documentId ?? next.id);
    return (
      document && one.text.slice(before.span.end).trim() === "" && next.text.slice(0, piece.span.start).trim() === ""
    );
  });
}

/** The best match among the sources asked. */
function best(draft: Draft, asked: readonly number[], quote: string): Placed | undefined {
  return strongest(asked, (source) => locate(draft.sources[source] ?? "", quote));
}

/** The text closest to the quotation, however far. */
function closest(draft: Draft, asked: readonly number[], quote: string): Placed | undefined {
  return strongest(asked, (source) => nearest(draft.sources[source] ?? "", quote));
}

function strongest(asked: readonly number[], matchIn: (source: number) => Match | undefined): Placed | undefined {
  let found: Placed | undefined;
  for (const source of asked) {
    const match = matchIn(source);
    if (match !== undefined && match.similarity > (found?.similarity ?? 0)) found = { ...match, source };
    if (found?.similarity === 1) break;
  }
  return found;
}

function evidenceAt(draft: Draft, { source, span, similarity }: Placed): Evidence {
  return {
    source,
    sourceId: draft.sources[source]?.id ?? "",
    span,
    score: Math.max(0, similarity),
    by: "verbatim",
    ...pathAt(draft.sources[source], span),
  };
}

function notFound(
  { added, dropped }: { readonly added: readonly string[]; readonly dropped: readonly string[] },
  found: Placed | undefined,
): string {
  if (found === undefined) return "is not in the source; the nearest text is shown";
  const words = [...added.map((word) => `+${word}`), ...dropped.map((word) => `-${word}`)];
  return `differs from the source in what it says (${words.slice(0, 6).join(" ")})`;
}
