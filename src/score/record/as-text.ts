import { pathOf } from "../../text/record.ts";
import type { Evidence, Source } from "../../types.ts";
import { knownRecord } from "./known.ts";

const made = new WeakMap<Source, Source>();

/** A source as it is read: a record as sentences `path: value`, anything else as it stands. */
export function asText(source: Source): Source {
  const record = knownRecord(source);
  if (record === undefined) return source;
  const known = made.get(source);
  if (known !== undefined) return known;
  const { kind: _kind, ...rest } = source;
  const read: Source = { ...rest, text: record.sentences.text };
  made.set(source, read);
  return read;
}

/** Evidence in a source as it is read, as evidence in its own text: in a record, one for each value that it touches. */
export function inOwnText(evidence: Evidence, source: Source): readonly Evidence[] {
  const record = knownRecord(source);
  if (record === undefined) return [evidence];
  return record.sentences
    .toSource(evidence.span)
    .filter(({ span }) => source.text.slice(span.start, span.end).trim() !== "")
    .map(({ leaf, span }) => ({ ...evidence, span, path: pathOf(leaf) }));
}
