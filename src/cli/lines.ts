/** A line with its place: `line` counts from 1, blank lines included; `offset` is in bytes from the start. */
export type Line = { readonly line: number; readonly offset: number } & (
  | { readonly text: string }
  | { readonly problem: "too-long"; readonly bytes: number }
  | { readonly problem: "not-utf8"; readonly badByte: number }
);

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = "\uFEFF";

/**
 * Every line of a stream of bytes that is not blank, in order, each decoded on its own: a line that is not UTF-8, or
 * longer than `maxLineBytes`, is named in its place and the rest goes on. Holds one line at a time, and of a line that
 * is too long nothing.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  options: { readonly maxLineBytes: number },
): AsyncGenerator<Line> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let line = 1;
  let offset = 0;

  const keep = (piece: Uint8Array): void => {
    length += piece.length;
    if (length > options.maxLineBytes) pieces = [];
    else if (piece.length > 0) pieces.push(piece);
  };
  const finish = (): Line | undefined => {
    const place = { line, offset };
    const found: Line =
      length > options.maxLineBytes
        ? { ...place, problem: "too-long", bytes: length }
        : decodeLine(Buffer.concat(pieces), place);
    pieces = [];
    length = 0;
    return "text" in found && found.text.trim() === "" ? undefined : found;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end));
      const bytes = length;
      const found = finish();
      if (found !== undefined) yield found;
      offset += bytes + 1;
      line += 1;
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  const last = length > 0 ? finish() : undefined;
  if (last !== undefined) yield last;
}

function decodeLine(bytes: Uint8Array, place: { readonly line: number; readonly offset: number }): Line {
  const ending = bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
  const decoded = decodeUtf8(ending);
  if (typeof decoded === "number") return { ...place, problem: "not-utf8", badByte: place.offset + decoded };
  const isMarked = place.line === 1 && decoded.startsWith(byteOrderMark);
  return { ...place, text: isMarked ? decoded.slice(1) : decoded };
}

/** The text that the bytes are in UTF-8, or the position of the first byte at which they are not. */
export function decodeUtf8(bytes: Uint8Array): string | number {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return firstBadByte(bytes);
  }
}

/** By halving: a streaming decoder accepts every prefix that is sound so far, and no longer one. */
function firstBadByte(bytes: Uint8Array): number {
  let sound = 0;
  let bad = bytes.length;
  while (sound < bad) {
    const middle = Math.ceil((sound + bad) / 2);
    if (isSoundSoFar(bytes.subarray(0, middle))) sound = middle;
    else bad = middle - 1;
  }
  return sound;
}

function isSoundSoFar(prefix: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(prefix, { stream: true });
    return true;
  } catch {
    return false;
  }
}
