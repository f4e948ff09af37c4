import { countOf, fieldOf, textOf } from "../../text/fields.ts";
import type { CitationInput, PlainSpan } from "../../types.ts";
import { carriedSources, type Passage } from "./carried-sources.ts";
import { listAt } from "./checked-fields.ts";
import type { JoinedParts } from "./join-parts.ts";
import { type Placing, placingIn, shifted } from "./placing.ts";
import { cite, type Reader } from "./reader.ts";

/** What a model of Google's was grounded on: of each chunk what it is called, and its text if it came along. */
export interface Grounding {
  readonly chunks: readonly { readonly names: readonly unknown[]; readonly passage?: Passage }[];
  readonly supports: readonly unknown[];
}

const FIELD = "groundingMetadata"; // where it stands differs, its name does not

export function groundingOf(metadata: unknown): Grounding {
  const chunks = listAt(metadata, FIELD, "groundingChunks").map((chunk) => {
    const own = fieldOf(chunk, "retrievedContext", "web", "maps");
    const rag = fieldOf(own, "ragChunk");
    const [url, title] = [textOf(own, "uri"), textOf(own, "title")];
    const name = url ?? textOf(own, "documentName") ?? textOf(rag, "fileId") ?? title;
    const text = textOf(own, "text") ?? textOf(rag, "text");
    const names = [url, fieldOf(own, "documentName"), fieldOf(rag, "fileId"), fieldOf(own, "placeId"), title];
    return text === undefined || name === undefined ? { names } : { names, passage: { name, text, title, url } };
  });
  return { chunks, supports: listAt(metadata, FIELD, "groundingSupports") };
}

/** The chunks that came with their text, as sources. */
export const groundedSources = ({ chunks }: Grounding): ReturnType<typeof carriedSources>["sources"] =>
  carriedSources(chunks.flatMap(({ passage }) => passage ?? [])).sources;

/**
 * What the segments of an answer are grounded on, a citation for each chunk. Offsets count the bytes of UTF-8 in one
 * part, thoughts counted as parts; absent is 0. What a segment says of its text decides wherever the offsets lead.
 */
export function groundingCitations(
  { chunks, supports }: Grounding,
  parts: readonly (string | undefined)[],
  { text, starts }: JoinedParts,
  { refer }: Reader,
): readonly CitationInput[] {
  const placings = new Map<number, Placing>();
  const whole = placingIn(text);
  const carried = idsOf(chunks);
  const placeOf = (segment: unknown): PlainSpan | undefined => {
    const part = countOf(segment, "partIndex") ?? 0;
    const [own, start] = [parts[part], starts[part]];
    const said = textOf(segment, "text");
    const span = { start: fieldOf(segment, "startIndex") ?? 0, end: fieldOf(segment, "endIndex"), said };
    const placing = placings.get(part) ?? placingIn(own ?? "");
    placings.set(part, placing);
    const found = own === undefined ? undefined : placing(span, ["bytes", "code-points", "utf-16"]);
    if (found !== undefined && start !== undefined) return shifted(found, start);
    return said === undefined ? undefined : whole(span, ["bytes"]);
  };
  return supports.flatMap((support, which) => {
    const at = placeOf(fieldOf(support, "segment"));
    return listAt(support, `${FIELD}.groundingSupports[${which}]`, "groundingChunkIndices").map((index) => {
      const chunk = Number.isSafeInteger(index) ? chunks[index as number] : undefined;
      if (chunk === undefined)
        return cite({ sourceId: typeof index === "number" ? `grounding chunk ${index}` : "a grounding chunk" }, { at });
      const id = carried.get(chunk);
      return cite(refer({ names: id === undefined ? chunk.names : [id, ...chunk.names] }), { at });
    });
  });
}

/** Chunks of one document are told apart by the ids that they have as sources. */
function idsOf(chunks: Grounding["chunks"]): ReadonlyMap<Grounding["chunks"][number], string> {
  const withText = chunks.filter(({ passage }) => passage !== undefined);
  const { ids } = carriedSources(withText.flatMap(({ passage }) => passage ?? []));
  return new Map(withText.map((chunk, at) => [chunk, ids[at] ?? ""]));
}
