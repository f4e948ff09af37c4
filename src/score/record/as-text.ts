import { pathOf } from "../../text/record.ts";
import type { Evidence, Finding, Source, Span } from "../../types.ts";
import { type KnownRecord, knownRecord } from "./known.ts";

const made = new WeakMap<KnownRecord, Source>();

/** A source as it is read: a record as sentences `path: value`, anything else as it stands. */
export function asText(source: Source): Source {
  const record = knownRecord(source);
  if (record === undefined) return source;
  const known = made.get(record);
  if (known !== undefined) return known;
  const { kind: _kind, ...rest } = source;
  const read: Source = { ...rest, text: record.sentences.text };
  made.set(record, read);
  return read;
}

const lists = new WeakMap<readonly Source[], readonly Source[]>();

/** A list of sources as they are read, the same list for the same sources as long as none is changed. */
export function asTexts(sources: readonly Source[]): readonly Source[] {
  const texts = sources.map(asText);
  const known = lists.get(sources);
  if (known?.length === texts.length && known.every((text, at) => text === texts[at])) return known;
  lists.set(sources, texts);
  return texts;
}

/**
 * A finding about sources as they are read, as one about their own texts: evidence in a record is one for each value
 * that it touches.
 */
export function inOwnText(finding: Finding, sources: readonly Source[]): Finding {
  const { nearest, evidence, ...rest } = finding;
  const [first] = nearest === undefined ? [] : inValues(nearest, sources);
  return {
    ...rest,
    ...(evidence === undefined ? {} : { evidence: evidence.flatMap((one) => inValues(one, sources)) }),
    ...(first === undefined ? {} : { nearest: first }),
  };
}

function inValues(evidence: Evidence, sources: readonly Source[]): readonly Evidence[] {
  const source = sources[evidence.source];
  const record = source === undefined ? undefined : knownRecord(source);
  if (source === undefined || record === undefined) return [evidence];
  return record.sentences
    .toSource(evidence.span)
    .filter(({ span }) => source.text.slice(span.start, span.end).trim() !== "")
    .map(({ leaf, span }) => ({ ...evidence, span, path: pathOf(leaf) }));
}

/** Stretches of a source as it is read, as stretches of its own text: in a record one for each value that they touch. */
export function inOwnSpans<T extends { readonly span: Span<"source">; readonly sentences: Span<"source"> }>(
  place: T,
  source: Source | undefined,
): readonly T[] {
  const record = source === undefined ? undefined : knownRecord(source);
  if (record === undefined) return [place];
  const whole = record.sentences.toSource(place.sentences);
  return record.sentences.toSource(place.span).map(({ leaf, span }) => {
    const sentences = whole.find((one) => one.leaf === leaf)?.span ?? span;
    return { ...place, span, sentences };
  });
}
