import { readLines } from "../text/code-fence.ts";

/** One line of an answer without its break, and whether it belongs to a fenced code block. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly fence?: "mark" | "code";
}

/** Every other character that a reader sees as a line break. */
const BREAK = /[\r\u2028\u2029\u0085\v\f]/g;
const PROSE = /^(?:markdown|md|text|txt|plain|plaintext)$/i;

/** The lines of an answer. What stands in a fence as prose, as models do, is read as prose: only its marks are marks. */
export function linesOf(answer: string): readonly Line[] {
  const lines: Line[] = [];
  let prose = false;
  const all = readLines(answer);
  for (const [at, { start, end, fence }] of all.entries()) {
    const text = answer.slice(start, end);
    if (fence === "open" || fence === "close") {
      lines.push({ start, end, text, fence: "mark" });
      if (fence === "open") prose = holdsProse(answer, text, all, at + 1);
    } else if (fence === "code" && !prose) lines.push({ start, end, text, fence: "code" });
    else lines.push(...byBreaks(text, start));
  }
  return lines;
}

/** By the fence's language; without one, if one of its lines is a sentence that ends. */
function holdsProse(answer: string, opening: string, all: ReturnType<typeof readLines>, from: number): boolean {
  const language = opening.replace(/^\s*[`~]{3,}/, "").trim();
  if (language !== "") return PROSE.test(language);
  for (let at = from; all[at]?.fence === "code"; at += 1) {
    const line = all[at];
    // The end of a long line tells as well as the whole.
    if (line !== undefined && isSentence(answer.slice(Math.max(line.start, line.end - 200), line.end).trim()))
      return true;
  }
  return false;
}

const isSentence = (text: string): boolean =>
  /[.!?。！？]["'”’)\]]{0,3}$/u.test(text) && (text.split(/\s+/).length >= 4 || /[。！？]/u.test(text));

function byBreaks(text: string, start: number): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const { index } of text.matchAll(BREAK)) {
    lines.push({ start: start + from, end: start + index, text: text.slice(from, index) });
    from = index + 1;
  }
  lines.push({ start: start + from, end: start + text.length, text: text.slice(from) });
  return lines;
}
