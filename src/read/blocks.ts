import { plainDigits } from "./digits.ts";
import { type Line, linesOf } from "./lines.ts";
import { type Entry, sourceListsIn } from "./source-list.ts";

/** One piece of an answer's layout. `start` and `end` hold the content, without bullet, fence, `#` or `>`. */
export interface Block {
  readonly kind: "text" | "item" | "row" | "code" | "heading" | "headers" | "fence" | "block-quote" | "footnote";
  readonly start: number;
  readonly end: number;
  /** The label of a definition; empty for an entry of a list of sources without one. */
  readonly label?: string;
  /** What a definition is of: `[^1]: …`, `[1]: …` or `¹ …`, `[label]: address`, an entry under "Sources:". */
  readonly defines?: "footnote" | "number" | "link" | "list";
  readonly headers?: readonly [start: number, end: number];
}

const HEADING = /^\s{0,3}#{1,6}\s/;
const ITEM = /^\s{0,12}(?:[-*+•‣◦▪–]|\d{1,3}[.)]|\(?[a-zA-Z]\)|\(\d{1,3}\))\s/;
const FOOTNOTE =
  /^\s{0,3}(?:\[(?:\^(?<note>[^\]\s]{1,80})|(?<number>\d{1,4}))\]:|\[(?<link>[^\][]{1,80})\]:(?=\s{0,3}<?https?:\/\/)|(?<raised>[¹²³⁰⁴-⁹]{1,3})\s{0,3}(?=\S))/iu;
const QUOTED = /^\s{0,3}>/;
const DIVIDER = /^[\s:|-]+$/;
const TERMINATED = /[.!?…:;。！？؟۔।\]][\s"'”’»)*_]{0,8}$/u;
const UNDERLINE = /^\s{0,3}(?:={3,}|-{3,})\s*$/;
const MAX_HEADING = 80; // units; what is underlined and longer is a paragraph above a rule
const WRAPPED_LINE = 60; // a line this long that ends in mid-sentence was wrapped; a shorter one ended on purpose
const WRAPPED_EARLY = 40; // or may have been wrapped too, if it is plain and ends in a word written small
const ENDS_SMALL = /\s\p{Ll}{1,30},?\s{0,2}$/u;
const HAS_LAYOUT = /[:|*_]/;

/** The blocks of an answer, in order and disjoint. `names` knows what sources are called. Linear; any text has blocks. */
export function blocksOf(answer: string, names: (text: string) => boolean): readonly Block[] {
  const blocks: Block[] = [];
  const all = linesOf(answer);
  const { entries, heads } = sourceListsIn(all, names);
  let headers: readonly [number, number] | undefined;
  let before = "";
  const labels = new Set<number>();
  for (const [at, line] of all.entries()) {
    if (line.fence !== undefined) {
      if (line.fence === "mark") blocks.push({ kind: "fence", start: line.start, end: line.end });
      else if (line.text.trim() !== "") blocks.push(content("code", line, 0));
      continue;
    }
    const entry = entries.get(at);
    if (entry !== undefined || heads.has(at)) {
      blocks.push(entry === undefined ? content("heading", line, 0) : entryBlock(line, entry));
      headers = undefined;
      before = "";
      continue;
    }
    if (!line.text.includes("|")) headers = undefined;
    if (line.text.trim() === "") {
      before = "";
      blocks.push({ kind: "text", start: line.end, end: line.end });
      continue;
    }
    if (line.text.includes("|") && DIVIDER.test(line.text)) continue;
    const next = all[at + 1]?.text;
    if (line.text.includes("|") && next?.includes("|") && DIVIDER.test(next)) {
      headers = [line.start, line.end];
      blocks.push(content("headers", line, 0));
      continue;
    }
    if (next !== undefined && UNDERLINE.test(next) && headers === undefined && isParagraph(line.text)) {
      blocks.push(content("heading", line, 0));
      continue;
    }
    if (UNDERLINE.test(line.text)) continue;
    if (headers !== undefined) blocks.push({ ...content("row", line, 0), headers });
    else pushLine(blocks, line, before, labels);
    before = line.text;
  }
  return blocks.filter((block) => block.end > block.start);
}

/**
 * A bullet or label that begins a list item. A number is a label if a list begins with it (0 or 1) or goes on with it;
 * "90. Customers may …" out of nowhere is a figure. `labels` are the numbers seen so far: lists nest.
 */
function itemOf(text: string, labels: Set<number>): RegExpExecArray | null {
  const item = ITEM.exec(text);
  const number = /\d{1,3}/.exec(item?.[0] ?? "")?.[0];
  if (item === null || number === undefined) return item;
  if (Number(number) > 1 && !labels.has(Number(number) - 1)) return null;
  labels.add(Number(number));
  return item;
}

/** A line that an underline makes a heading: plain text, and short. */
const isParagraph = (text: string): boolean =>
  text.length <= MAX_HEADING && ![ITEM, QUOTED, FOOTNOTE, HEADING, UNDERLINE].some((pattern) => pattern.test(text));

function pushLine(blocks: Block[], line: Line, before: string, labels: Set<number>): void {
  const definition = definitionOf(line);
  if (definition !== undefined) return void blocks.push(definition);
  const heading = HEADING.exec(line.text);
  if (heading !== null) return void blocks.push(content("heading", line, heading[0].length));
  const item = itemOf(line.text, labels);
  if (item !== null) {
    const body = line.text.slice(item[0].length);
    const quoted = QUOTED.exec(body)?.[0].length;
    blocks.push(
      quoted === undefined
        ? content("item", line, item[0].length)
        : content("block-quote", line, item[0].length + quoted),
    );
    return;
  }
  const previous = blocks.at(-1);
  const quoted = QUOTED.exec(line.text);
  if (previous !== undefined && previous.end > previous.start && goesOn(previous.kind, line.text, before)) {
    blocks[blocks.length - 1] = { ...previous, end: line.end - trailing(line.text) };
  } else if (quoted !== null) blocks.push(content("block-quote", line, quoted[0].length));
  else blocks.push(content("text", line, 0));
}

function definitionOf(line: Line): Block | undefined {
  const match = FOOTNOTE.exec(line.text);
  if (match === null) return undefined;
  const { note, number, link, raised } = match.groups ?? {};
  const defines = note === undefined ? (link === undefined ? "number" : "link") : "footnote";
  const label = plainDigits(note ?? number ?? link ?? raised ?? "");
  // A label of many words says something, and is read with what it defines.
  const says = defines === "link" && (label.match(/[\p{L}\p{N}]+/gu) ?? []).length > MAX_LABEL_WORDS;
  return { ...content("footnote", line, says ? 0 : match[0].length), label, defines };
}

const MAX_LABEL_WORDS = 3;

const entryBlock = (line: Line, { label, content: skip }: Entry): Block => ({
  ...content("footnote", line, skip),
  label: plainDigits(label),
  defines: "list",
});

/** Whether a line continues the block before it: hard-wrapped prose, a longer quotation, the body of a list item. */
function goesOn(kind: Block["kind"], line: string, before: string): boolean {
  if (kind === "block-quote") return QUOTED.test(line);
  if (QUOTED.test(line) || (kind !== "text" && kind !== "item")) return false;
  if (/^\s*\p{Ll}/u.test(line)) return true;
  if (kind === "item" && /^\s{2,8}\S/.test(line)) return true;
  if (before.length >= WRAPPED_LINE) return !TERMINATED.test(before);
  return (
    before.length >= WRAPPED_EARLY &&
    /^\p{Lu}/u.test(line) &&
    !HAS_LAYOUT.test(before + line) &&
    ENDS_SMALL.test(before)
  );
}

function content(kind: Block["kind"], line: Line, skip: number): Block {
  const rest = line.text.slice(skip);
  return {
    kind,
    start: line.start + skip + (rest.length - rest.trimStart().length),
    end: line.end - trailing(rest),
  };
}

const trailing = (text: string): number => text.length - text.trimEnd().length;
