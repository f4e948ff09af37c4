import type { Draft } from "vouchsafe/core";

/** What is wrong with the places that the findings name, if anything; what is no finding is passed over. */
export function breaksSpans(raw: unknown, draft: Draft): string | undefined {
  if (!Array.isArray(raw)) return undefined;
  for (const { at, evidence, nearest, code } of raw.filter(isRecord)) {
    const wrong =
      (at === undefined ? undefined : breaksSpan(at, draft.answer, "the answer")) ??
      [nearest, ...(Array.isArray(evidence) ? evidence : [])]
        .filter(isRecord)
        .map((item) => breaksEvidence(item, draft))
        .find((complaint) => complaint !== undefined);
    if (wrong !== undefined) return `${String(code)}: ${wrong}`;
  }
  return undefined;
}

function breaksEvidence(item: UnknownRecord, draft: Draft): string | undefined {
  const source = draft.sources.find((_, position) => position === item.source);
  if (source === undefined) return `there is no source at position ${String(item.source)}`;
  if (item.sourceId !== source.id) return `the source at position ${String(item.source)} has another id`;
  const wrong = breaksSpan(item.span, source.text, `source ${JSON.stringify(source.id)}`);
  if (wrong !== undefined) return wrong;
  const { start, end } = item.span as { readonly start: number; readonly end: number };
  return source.text.slice(start, end).trim() === "" ? "the evidence shows no text" : undefined;
}

function breaksSpan(span: unknown, text: string, where: string): string | undefined {
  if (!isRecord(span)) return "a place is no span";
  const { start, end } = span;
  if (!isOffset(start) || !isOffset(end)) return "an offset is no whole number";
  if (start > end) return `the span ${start}–${end} ends before it starts`;
  if (end > text.length) return `the span ${start}–${end} lies outside ${where}`;
  if (isInsidePair(text, start) || isInsidePair(text, end))
    return `the span ${start}–${end} cuts a character of ${where} in two`;
  return undefined;
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** True between the two code units of one character. */
function isInsidePair(text: string, offset: number): boolean {
  return offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
}

type UnknownRecord = { readonly [field: string]: unknown };

function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === "object" && value !== null;
}
