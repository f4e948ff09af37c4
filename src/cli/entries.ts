import { type Line, readLines } from "./lines.ts";
import { type JsonShape, jsonShape, parseJson } from "./parse-json.ts";

/** Where a record stands: `line` in a file of lines, `item` in a JSON array. `-` is standard input. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly item?: number;
}
/** One record as parsed, or why it could not be. */
export type Entry = Place & ({ readonly record: unknown } | { readonly fault: string });

const overhead = 100; // bytes, about, that a held line costs beside its text

/**
 * Every record of a file, in order. A name that ends in `.jsonl` or `.ndjson` holds one a line; anything else holds one
 * a line if its first sound line is a whole object, and else is one document, an object or an array of them.
 */
export async function* readEntries(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  options: { readonly maxLineBytes: number },
): AsyncGenerator<Entry> {
  const { maxLineBytes } = options;
  const held: Line[] = [];
  let heldSize = 0;
  let first: JsonShape = "value";
  let isByLine = /\.(?:jsonl|ndjson)$/i.test(file);
  let count = 0;
  for await (const line of readLines(chunks, options)) {
    count += 1;
    if (isByLine) {
      yield entryOf(file, line, maxLineBytes);
      continue;
    }
    if (held.length === 0) first = shapeOf(line);
    held.push(line);
    heldSize += ("text" in line ? line.text.length : 0) + overhead;
    isByLine = first === "object" || (first === "broken" && isAnswer(line));
    if (!isByLine && heldSize > maxLineBytes) {
      // What is too long for one document may still be lines, the first of them damaged.
      isByLine = held.some(isAnswer);
      if (!isByLine) return yield { file, fault: tooLong("more than", maxLineBytes, maxLineBytes) };
    }
    if (isByLine) yield* held.splice(0).map((each) => entryOf(file, each, maxLineBytes));
  }
  if (held.length > 0) yield* documentOf(file, held, maxLineBytes);
  else if (count === 0) yield { file, fault: "holds no answer" };
}

function* documentOf(file: string, lines: readonly Line[], maxLineBytes: number): Generator<Entry> {
  const unreadable = lines.find((line) => !("text" in line));
  const parsed = unreadable === undefined ? parseJson(joined(lines)) : undefined;
  if (parsed !== undefined && "value" in parsed) {
    if (!Array.isArray(parsed.value)) yield { file, record: parsed.value };
    else if (parsed.value.length === 0) yield { file, fault: "holds no answer: the array is empty" };
    else yield* parsed.value.map((record, item) => ({ file, item, record }));
  } else if (lines.some(isAnswer)) {
    // Lines after all, the first of them cut off: the others are not to be lost for it.
    yield* lines.map((line) => entryOf(file, line, maxLineBytes));
  } else if (unreadable !== undefined) {
    yield entryOf(file, unreadable, maxLineBytes);
  } else if (parsed !== undefined) {
    const hint = isProse(lines) ? proseHint : "";
    yield { file, line: parsed.line, fault: `${parsed.fault}${hint}` };
  }
}

const proseHint = "; the text of an answer is checked with --answer FILE --source FILE";

/** No JSON of ours begins with anything but a bracket. */
function isProse([first]: readonly Line[]): boolean {
  return first !== undefined && "text" in first && !/^\s*[{[]/.test(first.text);
}

/** The lines with the blank ones between them, so that a position in the document is a position in the file. */
function joined(lines: readonly Line[]): string {
  let next = 1;
  return lines
    .map((line) => {
      const gap = "\n".repeat(line.line - next);
      next = line.line;
      return `${gap}${"text" in line ? line.text : ""}`;
    })
    .join("");
}

function shapeOf(line: Line): JsonShape {
  return "text" in line ? jsonShape(line.text) : "broken";
}

/** Such a line can hardly be a part of a document that is broken: its sources may be objects too, but say neither. */
function isAnswer(line: Line): boolean {
  return "text" in line && /"(?:answer|claim)"/.test(line.text) && shapeOf(line) === "object";
}

function entryOf(file: string, line: Line, maxLineBytes: number): Entry {
  const place = { file, line: line.line };
  if ("text" in line) {
    const parsed = parseJson(line.text);
    return "value" in parsed ? { ...place, record: parsed.value } : { ...place, fault: parsed.fault };
  }
  if (line.problem === "not-utf8") return { ...place, fault: `not UTF-8: the byte at offset ${line.badByte}` };
  return { ...place, fault: tooLong("", line.bytes, maxLineBytes) };
}

function tooLong(more: string, bytes: number, limit: number): string {
  return `${more} ${bytes} bytes long, the limit is ${limit}; raise it with --max-line-bytes`.trimStart();
}
