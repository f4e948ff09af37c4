import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import type { Answer, Finish, Source } from "vouchsafe";
import { readCase } from "./case.ts";
import { type Place, readEntries } from "./entries.ts";
import type { Fault } from "./fault.ts";
import { badInput, badUsage, type Flags } from "./flags.ts";
import { decodeUtf8 } from "./lines.ts";
import { type Invalid, invalid, nameOf } from "./report.ts";
import type { Session } from "./session.ts";

/** An answer to check with its place, or what is wrong with it. */
export type Case = { readonly place: Place; readonly answer: Answer } | Invalid;

const chunkBytes = 256 * 1024; // fewer, larger reads than the default of 64 KiB; still nothing beside one record

/** Every answer in the files, in order; one that cannot be read stands in its place as `Invalid`. */
export function readCases(files: readonly string[], options: CasesOptions): AsyncGenerator<Case> {
  return readRows(files, options, readCase);
}

export interface CasesOptions {
  readonly session: Session;
  readonly maxLineBytes: number;
}

/** Every record in the files as `read` understands it, in order, with its place; or what is wrong with it. */
export async function* readRows<Row extends object>(
  files: readonly string[],
  options: CasesOptions,
  read: (record: unknown) => Row | { readonly fault: Fault },
): AsyncGenerator<(Row & { readonly place: Place }) | Invalid> {
  for (const file of files) {
    try {
      for await (const entry of readEntries(file, options.session.read(streamOf(file)), options)) {
        const found = "fault" in entry ? { fault: { field: "", message: entry.fault } } : read(entry.record);
        yield "fault" in found ? invalid(entry, found.fault) : { ...found, place: entry };
      }
    } catch (error) {
      if (options.session.stop !== undefined) return;
      yield invalid({ file }, { message: readingFault(error) });
    }
  }
}

export const finishes: readonly Finish[] = ["stop", "length", "content-filter", "tool-calls", "error", "other"];

/** The one answer that `--answer`, `--source`, `--question` and `--finish` make. */
export async function readPlainCase(
  answerFile: string,
  flags: Flags,
  options: { readonly session: Session; readonly maxBytes: number },
): Promise<Case> {
  const question = flags.text("question");
  const finish = finishOf(flags);
  const sources: Source[] = [];
  for (const written of flags.all("source")) {
    const { id, file } = splitSource(written);
    sources.push({ id, text: await readWhole(file, options) });
  }
  const answer = await readWhole(answerFile, options);
  return {
    place: { file: answerFile },
    answer: {
      ...(question === undefined ? {} : { question }),
      answer,
      sources,
      ...(finish === undefined ? {} : { finish }),
    },
  };
}

function finishOf(flags: Flags): Finish | undefined {
  const written = flags.text("finish");
  const known = finishes.find((finish) => finish === written);
  if (written !== undefined && known === undefined) {
    throw badUsage(`--finish takes one of ${finishes.join(", ")}; got ${JSON.stringify(written)}`);
  }
  return known;
}

/** `id=docs/a.md`, or `docs/a.md`, whose id is the path as written. `./a=b.md` is a path: no id has a slash here. */
function splitSource(written: string): { readonly id: string; readonly file: string } {
  const at = written.indexOf("=");
  const id = written.slice(0, at);
  if (at === -1 || id.includes("/")) return { id: written, file: written };
  if (id === "" || at === written.length - 1) throw badUsage(`--source takes FILE or ID=FILE, got ${written}`);
  return { id, file: written.slice(at + 1) };
}

/** The text of a UTF-8 file. Throws bad input: with a part of the one answer missing there is nothing to check. */
export async function readWhole(
  file: string,
  options: { readonly session: Session; readonly maxBytes: number },
): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of options.session.read(streamOf(file))) {
      length += piece.length;
      if (length > options.maxBytes) break;
      pieces.push(piece);
    }
  } catch (error) {
    throw badInput(`${nameOf(file)}: ${readingFault(error)}`);
  }
  if (length > options.maxBytes) {
    throw badInput(`${nameOf(file)}: longer than ${options.maxBytes} bytes; raise it with --max-line-bytes`);
  }
  const text = decodeUtf8(Buffer.concat(pieces));
  if (typeof text === "number") throw badInput(`${nameOf(file)}: not UTF-8: the byte at offset ${text}`);
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** The bytes of a file; `-` is standard input. */
export function streamOf(file: string): Readable {
  return file === "-" ? process.stdin : createReadStream(file, { highWaterMark: chunkBytes });
}

export function readingFault(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known: { readonly [code: string]: string } = {
    ENOENT: "no such file",
    EISDIR: "is a directory, not a file",
    EACCES: "may not be read: permission denied",
  };
  return known[code] ?? `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
