import type { Paint } from "./paint.ts";
import { wrap } from "./wrap.ts";

/** What a text is laid out on. No line is wider than `width` columns. */
export interface Page {
  readonly paint: Paint;
  readonly width: number;
}

export interface BlockOptions {
  /** Stands before the first line; may be painted, so its width is that of `rest` unless it is plain. */
  readonly first?: string;
  /** Stands before all other lines. */
  readonly rest?: string;
  readonly style?: (text: string) => string;
  /** The most lines; what is cut off is shown by an ellipsis. */
  readonly limit?: number;
}

/** The text wrapped to the page, each line painted on its own so that no colour runs into the margin. */
export function block(text: string, page: Page, options: BlockOptions = {}): readonly string[] {
  const { first = "", rest = "", style = (line: string) => line, limit = Number.POSITIVE_INFINITY } = options;
  const label = first.startsWith(rest) && !first.includes("\u001B") ? first.slice(rest.length) : "";
  const margin = label === "" ? first : rest;
  const available = page.width - rest.length;
  const wrapped = wrap(`${label}${text}`, available);
  return cutLines(wrapped, limit, available).map((line, index) =>
    line === "" ? "" : `${index === 0 ? margin : rest}${style(line)}`,
  );
}

function cutLines(lines: readonly string[], limit: number, width: number): readonly string[] {
  if (lines.length <= limit) return lines;
  const last = wrap(lines[limit - 1] ?? "", width - 2)[0] ?? "";
  return [...lines.slice(0, limit - 1), `${last} …`];
}
