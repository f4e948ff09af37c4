import {
  block,
  type Claim,
  type Context,
  clip,
  type Draft,
  defineGuard,
  documentsOf,
  type Evidence,
  escapeText,
  type Finding,
  type Guard,
  hear,
  type Located,
  locateExactly,
  locateIn,
  nearestIn,
  note,
  type Place,
  pathAt,
  type Quotation,
  quoteDifference,
  type Span,
  type Stitch,
  sourceSpan,
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

  const found = placed(draft, quotation) ?? locateIn(draft.sources, asked, quotation.text);
  if (found !== undefined && found.match !== "fuzzy") return inSource(draft, at, found);
  const heard = hearQuoted(draft, claim, quotation, asked);
  if (heard !== undefined)
    return note("quote-found", "is what the user wrote, word for word", { at, evidence: [heard] });
  const others = new Set(asked);
  const elsewhere = locateIn(
    draft.sources,
    everywhere.filter((source) => !others.has(source)),
    quotation.text,
  );
  if (elsewhere !== undefined && elsewhere.match !== "fuzzy") {
    const { places, similarity } = elsewhere;
    const id = draft.sources[places[0].source]?.id ?? "";
    return block("quote-misattributed", `is not in the source cited, but in "${id}"`, {
      at,
      nearest: longest(evidenceOf(draft, places, similarity)),
    });
  }
  const { sources, apart } = documentsOf(draft.sources);
  const sewn = stitches(quotation.text, sources, everywhere);
  if (sewn !== undefined && !isOnePlace(sewn)) {
    return block("quote-stitched", `is put together from ${sewn.length} places`, {
      at,
      nearest: longest(evidenceOf(draft, apart(sewn[0]), 1)),
    });
  }
  const close = found ?? nearestIn(draft.sources, attributed && cited.length > 0 ? cited : everywhere, quotation.text);
  if (close === undefined) return block("quote-not-found", "is in no source that it could come from", { at });
  const difference = quoteDifference(quotation.text, close.text);
  if (found === undefined || difference.harmful || turnsRound(found)) {
    return block("quote-not-found", notFound(found), {
      at,
      nearest: longest(evidenceOf(draft, close.places, close.similarity)),
    });
  }
  return warn("quote-altered", "is in the source with small changes", {
    at,
    evidence: evidenceOf(draft, found.places, found.similarity),
    score: found.similarity,
  });
}

function inSource(draft: Draft, at: Span, found: Located): Finding {
  const evidence = evidenceOf(draft, found.places, found.similarity);
  const where =
    evidence.length > 1 ? "is in the source, over the seam of its chunks" : "is in the source, word for word";
  return note("quote-found", where, { at, evidence });
}

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

/** Where `read` found it. What runs over a seam, or is attributed to nobody, it left to be looked for. */
function placed({ sources }: Draft, { found }: Quotation): Located | undefined {
  if (found === undefined) return undefined;
  const { source, span } = found;
  const text = sources[source]?.text.slice(span.start, span.end) ?? "";
  return { ...found, places: [{ source, span }], text, alternatives: [] };
}

/** The words of the user, in the very sentence that carries the claim under the licence of conversations. */
function hearQuoted(
  { sources }: Draft,
  { text }: Claim,
  quotation: Quotation,
  asked: readonly number[],
): Evidence | undefined {
  const place = hear(text, sources, asked);
  const source = place === undefined ? undefined : sources[place.source];
  if (place === undefined || source === undefined) return undefined;
  const { start, end } = place.span;
  const match = locateExactly(source.text.slice(start, end), quotation.text);
  if (match === undefined) return undefined;
  const span = sourceSpan(start + match.span.start, start + match.span.end);
  return { source: place.source, sourceId: source.id, span, score: 1, by: "verbatim" };
}

/** One evidence a chunk. */
function evidenceOf({ sources }: Draft, places: readonly Place[], similarity: number): readonly Evidence[] {
  const score = Math.max(0, similarity);
  return places.map(({ source, span }) => ({
    source,
    sourceId: sources[source]?.id ?? "",
    span,
    score,
    by: "verbatim",
    ...pathAt(sources[source], span),
  }));
}

/** Of several chunks the one that shows most. */
const longest = (evidence: readonly Evidence[]): Evidence | undefined =>
  evidence.toSorted((a, b) => b.span.end - b.span.start - (a.span.end - a.span.start))[0];

/** Whether a negation differs, or was left out by an ellipsis, whatever the words around it. */
const turnsRound = ({ diff = [] }: Located): boolean => diff.some(({ kind }) => kind === "negation");

const MOST_SHOWN = 3; // changes in a message; the texts themselves are shown beside it
const LONGEST_SHOWN = 60; // units of one

function notFound(found: Located | undefined): string {
  const changes = (found?.diff ?? []).filter(({ quoted, source }) => quoted !== "" || source !== "");
  if (changes.length === 0) return "is not in the source; the nearest text is shown";
  return `differs from the source: ${changes.slice(0, MOST_SHOWN).map(told).join("; ")}${changes.length > MOST_SHOWN ? "; …" : ""}`;
}

function told({ quoted, source }: { readonly quoted: string; readonly source: string }): string {
  const [own, other] = [quoted, source].map((text) => `"${clip(escapeText(text), LONGEST_SHOWN)}"`);
  if (quoted === "") return `leaves out ${other}`;
  return source === "" ? `adds ${own}` : `${own} for ${other}`;
}
