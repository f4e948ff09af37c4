import type { Paint } from "./paint.ts";
import { wrap } from "./wrap.ts";

/** What a text is laid out on. No line is wider than `width` columns. */
export interface Page {
  readonly paint: Paint;
  readonly width: number;
}

export interface BlockOptions {
  /** Spaces before every line. */
  readonly indent?: string;
  /** Stands in the indent of the first line, as wide as the indent; may be painted. */
  readonly mark?: string;
  /** Plain words before the text; the lines below hang by two columns. */
  readonly label?: string;
  readonly style?: (line: string, index: number) => string;
  /** The most lines; what is cut off is shown by an ellipsis. */
  readonly limit?: number;
}

/** The text wrapped to the page, each line painted on its own so that no colour runs into the margin. */
export function block(text: string, page: Page, options: BlockOptions = {}): readonly string[] {
  const { indent = "", mark = indent, label = "", style = (line: string) => line } = options;
  const hanging = label === "" ? indent : `${indent}  `;
  const width = page.width - hanging.length;
  const lines = cutLines(wrap(`${label}${text}`, width), options.limit ?? Number.POSITIVE_INFINITY, width);
  return lines.map((line, index) => (line === "" ? "" : `${index === 0 ? mark : hanging}${style(line, index)}`));
}

/** The style of `code: message`: its code is painted, and no word that a later line happens to begin with. */
export const codePainted =
  (paintCode: (code: string) => string) =>
  (line: string, index: number): string =>
    index === 0 ? line.replace(/^[a-z0-9-]+(?=:)/, (code) => paintCode(code)) : line;

function cutLines(lines: readonly string[], limit: number, width: number): readonly string[] {
  if (lines.length <= limit) return lines;
  const last = wrap(lines[limit - 1] ?? "", width - 2)[0] ?? "";
  return [...lines.slice(0, limit - 1), `${last} …`];
}
