export interface Line {
  /** Half-open offsets of the line in the text, without its line break. */
  readonly start: number;
  readonly end: number;
  /** Its part in a fenced code block; absent outside. */
  readonly fence?: "open" | "code" | "close";
}

/** The lines of a text in order, each with its part in a fenced code block. Linear. */
export function readLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let opened: string | undefined;
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found;
    const run = fenceRun(text, start, end);
    if (opened === undefined) {
      opened = run?.opens === true ? run.mark : undefined;
      lines.push(opened === undefined ? { start, end } : { start, end, fence: "open" });
    } else {
      // A block closes with at least as many of the marks that opened it, and nothing after them.
      const closes = run?.closes === true && run.mark.startsWith(opened);
      lines.push({ start, end, fence: closes ? "close" : "code" });
      if (closes) opened = undefined;
    }
    start = end + 1;
  }
  return lines;
}

/** The body of a text that is one fenced code block, closed or still open, and nothing else. */
export function unfenced(text: string): string | undefined {
  const lines = readLines(text).filter(({ start, end }) => text.slice(start, end).trim() !== "");
  const [first, ...rest] = lines;
  if (first?.fence !== "open") return undefined;
  const closed = rest.findIndex(({ fence }) => fence === "close");
  if (closed === -1) return text.slice(first.end + 1);
  const closing = rest[closed];
  if (closing === undefined || closed !== rest.length - 1) return undefined;
  return text.slice(Math.min(first.end + 1, closing.start), closing.start);
}

function fenceRun(text: string, start: number, end: number) {
  let index = start;
  while (index < end && (text[index] === " " || text[index] === "\t")) index += 1;
  const mark = text[index];
  if (mark !== "`" && mark !== "~") return undefined;
  const from = index;
  while (index < end && text[index] === mark) index += 1;
  if (index - from < 3) return undefined;
  const rest = text.slice(index, end).trim();
  // "```a```" on one line is code within a sentence.
  return { mark: text.slice(from, index), opens: mark === "~" || !rest.includes("`"), closes: rest === "" };
}
