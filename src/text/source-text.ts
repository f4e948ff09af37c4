import type { SourceInput } from "../types.ts";

/** The text of a source as handed in: what spans in evidence index. */
export function sourceText(source: SourceInput | { readonly text: string }): string {
  if (typeof source === "string") return source;
  return "text" in source ? source.text : source.pageContent;
}
