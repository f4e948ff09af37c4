import { resolve as absolute } from "node:path";
import { VouchsafeError } from "../errors.ts";
import type { Outcome } from "../types.ts";
import { type LineFile, openLineFile } from "./line-file.ts";
import { rotate } from "./rotate.ts";

export interface JsonlOptions {
  /** A line that would make the file longer than this many bytes begins a new one. Default: 64 MiB. */
  readonly maxBytes?: number;
  /** How many full files stay beside the one being written; the oldest are deleted. Default: all. */
  readonly keep?: number;
}

export interface JsonlRecorder {
  /** Resolves when the line is in the file; rejects with `VouchsafeError` `record-failed` when it is not. */
  (outcome: Outcome): Promise<void>;
  /** Resolves when every line is on the disk and the file is closed. Lines that come later are rejected. */
  close(): Promise<void>;
}

interface Waiting {
  readonly line: Uint8Array;
  written(): void;
  failed(cause: unknown): void;
}

const USUAL_BYTES = 64 * 1024 * 1024; // some ten thousand outcomes: an editor still opens it, and a folder of them stays short
const GROUP_BYTES = 1024 * 1024; // of one write: larger ones are no faster

/**
 * A recorder that appends each outcome to the file as one line of JSON: whole lines only, in the order of the calls,
 * those that come while one is written in one write together. An outcome is read when it is handed over; what becomes
 * of it later changes nothing.
 *
 * The file is opened at the first line, and its folder must exist. A last line that a crash cut off is ended before
 * the next begins. A full file is renamed to `path.1`, the next to `path.2` and so on, the oldest having the lowest
 * number; a line is never cut, and one longer than `maxBytes` has a file to itself. Meant for one writer a file.
 *
 * @example
 * const record = jsonl("outcomes.jsonl");
 * const ask = grounded(answerFromDocs, { mode: "observe", record });
 */
export function jsonl(path: string, options: JsonlOptions = {}): JsonlRecorder {
  if (typeof path !== "string" || path === "" || path.includes("\0")) {
    throw new TypeError(`Expected \`path\` to be the name of a file, got ${JSON.stringify(path) ?? String(path)}.`);
  }
  const maxBytes = positive("maxBytes", options.maxBytes) ?? USUAL_BYTES;
  const keep = positive("keep", options.keep) ?? Number.POSITIVE_INFINITY;
  const file = absolute(path);
  const waiting: Waiting[] = [];
  let current: LineFile | undefined;
  let writing: Promise<void> | undefined;
  let closing: Promise<void> | undefined;

  /** The file with room for the next line, if need be a new one. */
  const withRoom = async (next: number): Promise<LineFile> => {
    current ??= await openLineFile(file);
    if (current.size === 0 || current.size + next <= maxBytes) return current;
    const full = current;
    current = undefined;
    await full.close();
    await rotate(file, keep);
    current = await openLineFile(file);
    return current;
  };

  const writeGroup = async (): Promise<void> => {
    let open: LineFile;
    try {
      open = await withRoom(waiting[0]?.line.length ?? 0);
    } catch (cause) {
      // Whatever keeps the file shut keeps out all that wait for it.
      for (const { failed } of waiting.splice(0)) failed(cause);
      return;
    }
    const group = waiting.splice(0, groupSize(waiting, Math.min(GROUP_BYTES, maxBytes - open.size)));
    const { whole, cause } = await open.append(group.map(({ line }) => line));
    for (const { written } of group.slice(0, whole)) written();
    if (whole === group.length) return;
    // Opened anew for the next line, which ends whatever could not be taken back.
    current = undefined;
    await open.abandon();
    for (const { failed } of group.slice(whole)) failed(cause);
  };

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) await writeGroup();
    writing = undefined;
  };

  const record = async (outcome: Outcome): Promise<void> => {
    if (closing !== undefined) throw new VouchsafeError(`${file} is closed`, { code: "record-failed" });
    const line = lineOf(outcome);
    await new Promise<void>((resolve, reject) => {
      waiting.push({ line, written: resolve, failed: (cause) => reject(failure(file, cause)) });
      writing ??= writeAll();
    });
  };
  const closed = async (): Promise<void> => {
    await writing;
    try {
      await current?.close();
    } catch (cause) {
      throw failure(file, cause);
    }
  };
  const close = (): Promise<void> => {
    closing ??= closed();
    return closing;
  };
  return Object.assign(record, { close });
}

function positive(field: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value > 0)) return value;
  throw new TypeError(`Expected \`${field}\` to be a positive integer, got ${String(value)}.`);
}

/** How many of those that wait fit into so many bytes; at least one. */
function groupSize(waiting: readonly Waiting[], room: number): number {
  let bytes = 0;
  const beyond = waiting.findIndex(({ line }) => {
    bytes += line.length;
    return bytes > room;
  });
  return beyond < 0 ? waiting.length : Math.max(1, beyond);
}

function lineOf(outcome: Outcome): Uint8Array {
  try {
    const text = JSON.stringify(outcome);
    if (text === undefined) throw new TypeError("it has no form in JSON");
    return Buffer.from(`${text}\n`);
  } catch (cause) {
    throw new VouchsafeError("the outcome cannot be written as JSON", { code: "record-failed", cause });
  }
}

function failure(file: string, cause: unknown): VouchsafeError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const told = code === "ENOENT" ? "its folder does not exist" : cause instanceof Error ? cause.message : String(cause);
  return new VouchsafeError(`${file} cannot be written: ${told}`, { code: "record-failed", retryable: true, cause });
}
