import { type Line, readLines } from "./code-fence.ts";
import { endsWithName } from "./ends-with-name.ts";
import { beginsJson, isOpenJson, scanJson } from "./json-scan.ts";
import { type LineForm, lineForm } from "./line-form.ts";
import { closesList, closesTable } from "./list-end.ts";
import { openMark } from "./open-mark.ts";
import { type EndOptions, sentenceEnd } from "./sentence-end.ts";
import { visibleEnd } from "./visible.ts";

export type EndingProblem =
  | "empty"
  | "code-fence"
  | "json"
  | "quotation"
  | "marker"
  | "bracket"
  | "code"
  | "heading"
  | "lead-in"
  | "table"
  | "list"
  | "sentence";
export type Ending =
  /** `doubt`: it ends with an ellipsis, which may be meant. */
  | { readonly ok: true; readonly doubt?: "ellipsis" }
  /** `offset` in the text: where what is open began, or where the text ends. */
  | { readonly ok: false; readonly reason: EndingProblem; readonly offset: number };
export interface EndingOptions extends EndOptions {
  /** The model itself ended: a short last line, a list or a table may then lack its full stop. */
  readonly stopped?: boolean;
}

const SOURCE_LABEL =
  /^[\s*_(]*(?:sources?|references?|citations?|quellen|fuentes|références|fonti|источники|来源|出典)[*_]*[:：]/iu;
/** Words and UTF-16 code units of a last line that is an answer, a verse or a signature rather than cut prose. */
const MAX_SHORT_WORDS = 12;
const MAX_SHORT_LENGTH = 100;

/**
 * Whether a text ends where a writer would end it: after a sentence, a list, a table, a code block or a JSON text, with
 * nothing left open. What reads as whole is taken as whole: a text cut after `3.` of `3.5`, or a list of bare words cut
 * within a later item, is not told from a shorter one. Linear, total.
 */
export function endsProperly(text: string, options: EndingOptions = {}): Ending {
  const end = visibleEnd(text);
  if (end === 0) return { ok: false, reason: "empty", offset: 0 };
  const lines = readLines(text.slice(0, end));
  const last = lines.at(-1);
  if (last === undefined) return { ok: false, reason: "empty", offset: 0 };
  if (last.fence === "open" || last.fence === "code") {
    return { ok: false, reason: "code-fence", offset: openedAt(lines) };
  }
  if (last.fence === "close") return isOpenJson(text) ? bad("json", 0) : { ok: true };
  const whole = text.slice(0, end);
  if (beginsJson(whole)) {
    const unlimited = { maxDepth: Number.POSITIVE_INFINITY, maxLength: Number.POSITIVE_INFINITY };
    const scan = scanJson(whole, unlimited);
    // `[1]` is a marker sooner than an array.
    if (scan.ok && !/^\s*\[[\d\s,]*\]$/.test(whole)) return { ok: true };
    if (!scan.ok && scan.problem === "unterminated") return bad("json", whole.length - whole.trimStart().length);
  }
  const from = lines[paragraphStart(lines, whole)]?.start ?? 0;
  const mark = openTag(whole, from, end) ?? openMark(whole, from, end);
  if (mark !== undefined && !(mark.kind === "bracket" && options.stopped === true && whole[mark.offset] === "(")) {
    return bad(mark.kind, mark.offset);
  }
  return lastLine(whole, lines, options);
}

function lastLine(text: string, lines: readonly Line[], options: EndingOptions): Ending {
  const forms = lines.map((line): LineForm => {
    return line.fence === undefined ? lineForm(text.slice(line.start, line.end)) : { form: "rule", indent: 0 };
  });
  let index = lines.length - 1;
  // A rule under a text is no part of it.
  if (forms[index]?.form === "rule")
    do index -= 1;
    while (index > 0 && forms[index]?.form === "blank");
  const line = lines[index];
  const form = forms[index];
  if (line === undefined || form === undefined) return bad("empty", 0);
  if (line.fence === "close") return { ok: true };
  if (form.form === "rule" || form.form === "blank") return bad("sentence", line.end);
  if (form.form === "heading") return bad("heading", line.start);
  if (form.form === "delimiter") return bad("table", line.start);
  if (form.form === "row") {
    return closesTable(forms, index, options) ? { ok: true } : bad("table", line.start);
  }
  const start = form.form === "item" ? line.start + form.content : line.start;
  if (!/[\p{L}\p{N}\p{S}]/u.test(text.slice(start, line.end))) {
    return bad(form.form === "item" ? "list" : "sentence", line.start);
  }
  const how = sentenceEnd(text, start, line.end, options);
  if (how === "ended") return { ok: true };
  if (how === "trailing-off") return { ok: true, doubt: "ellipsis" };
  if (isSourceLine(text.slice(start, line.end)) && index > 0) return { ok: true };
  if (endsWithName(text, lines, forms, index, options.labels ?? new Set())) return { ok: true };
  if (how === "dangling")
    return bad(/[:：][\s*_]*$/.test(text.slice(line.end - 4, line.end)) ? "lead-in" : "sentence", line.end);
  if (form.form === "item" && closesList(text, lines, forms, index, options)) return { ok: true };
  if (options.stopped === true && (form.form === "item" || isShort(text.slice(start, line.end)))) return { ok: true };
  return bad(form.form === "item" ? "list" : "sentence", line.end);
}

/** The index of the line at which the last paragraph begins. */
function paragraphStart(lines: readonly Line[], text: string): number {
  let index = lines.length - 1;
  for (; index > 0; index -= 1) {
    const above = lines[index - 1];
    if (above === undefined || above.fence !== undefined) break;
    if (text.slice(above.start, above.end).trim() === "") break;
  }
  return index;
}

function openedAt(lines: readonly Line[]): number {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (line?.fence === "open") return line.start;
  }
  return 0;
}

/** A `<cite>` without its end, or a tag of a marker that is still being written. */
function openTag(text: string, start: number, end: number) {
  const part = text.slice(start, end);
  const opened = part.lastIndexOf("<");
  if (opened !== -1 && !part.includes(">", opened)) {
    const name = /^[a-z]{0,6}/i.exec(part.slice(opened + 1, opened + 8).replace(/^\//, ""))?.[0].toLowerCase() ?? "";
    const known = ["cite", "sup", "sub", "ref", "source"];
    const whole = opened + 1 + name.length >= part.length - 1;
    if (known.includes(name) || (whole && known.some((tag) => tag.startsWith(name)))) {
      return { kind: "marker" as const, offset: start + opened };
    }
  }
  for (const name of ["cite", "sup", "ref"]) {
    const begun = part.lastIndexOf(`<${name}`);
    // `<cite id="1"/>` holds nothing and needs no end.
    const tagEnd = begun === -1 ? -1 : part.indexOf(">", begun);
    if (tagEnd === -1 || part[tagEnd - 1] === "/") continue;
    if (part.lastIndexOf(`</${name}`) < begun) return { kind: "marker" as const, offset: start + begun };
  }
  return undefined;
}

/** "Sources: [1], [2]" at the end of a text. */
function isSourceLine(line: string): boolean {
  return SOURCE_LABEL.test(line) && /[\d\])】][*_]{0,3}$/u.test(line.trimEnd());
}

function isShort(line: string): boolean {
  const text = line.trim();
  return text.length <= MAX_SHORT_LENGTH && text.split(/\s+/).length <= MAX_SHORT_WORDS;
}

function bad(reason: EndingProblem, offset: number): Ending {
  return { ok: false, reason, offset };
}
