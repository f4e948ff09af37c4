import type { Line } from "./code-fence.ts";
import type { LineForm } from "./line-form.ts";
import { type EndOptions, sentenceEnd } from "./sentence-end.ts";

/** Whether the row at `last` is as long as its table is wide, under a header and its rule. */
export function closesTable(
  forms: readonly LineForm[],
  last: number,
  { stopped = false }: { readonly stopped?: boolean },
): boolean {
  let first = last;
  while (first > 0 && (forms[first - 1]?.form === "row" || forms[first - 1]?.form === "delimiter")) first -= 1;
  const header = forms[first];
  const row = forms[last];
  if (header?.form !== "row" || row?.form !== "row") return false;
  if (forms[first + 1]?.form !== "delimiter") return false;
  if (!row.closed) return stopped && !header.closed && row.cells >= header.cells;
  return row.cells >= header.cells;
}

/**
 * Whether the item at `last`, which has no full stop, ends its list as most of its siblings end: without one too. A
 * list of one shows no custom.
 */
export function closesList(
  text: string,
  lines: readonly Line[],
  forms: readonly LineForm[],
  last: number,
  options: EndOptions,
): boolean {
  const item = forms[last];
  const own = lines[last];
  if (item?.form !== "item" || own === undefined) return false;
  const written = text.slice(own.start, own.end);
  // "[^1]: refunds" is whole if it names a source; half a name is none.
  if (item.bullet === "reference" && options.labels?.has(written.slice(item.content).trim()) === true) return true;
  if (written.split("**").length % 2 === 0) return false;
  let bare = 0;
  let siblings = 0;
  let itemEnd: number | undefined;
  for (let index = last - 1; index >= 0; index -= 1) {
    const form = forms[index];
    const line = lines[index];
    if (form === undefined || line === undefined || line.fence !== undefined) break;
    if (form.form === "blank") {
      itemEnd = undefined;
      continue;
    }
    if (form.form === "prose" && form.indent === 0) break;
    if (form.form === "prose") {
      // A wrapped item ends with its last line.
      itemEnd ??= line.end;
      continue;
    }
    if (form.form !== "item") break;
    if (form.bullet === item.bullet && form.indent === item.indent) {
      siblings += 1;
      const how = sentenceEnd(text, line.start + form.content, itemEnd ?? line.end, options);
      if (how === "unended") bare += 1;
    }
    itemEnd = undefined;
  }
  return bare > siblings / 2;
}
