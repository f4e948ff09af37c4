import { type FileHandle, open } from "node:fs/promises";

/** A file of whole lines, open at its end. */
export interface LineFile {
  /** Bytes; 0 for what is no regular file, which has no length. */
  readonly size: number;
  /** How many of the lines stand in the file, from the first; and if not all, what kept the others out. */
  append(lines: readonly Uint8Array[]): Promise<{ readonly whole: number; readonly cause?: unknown }>;
  /** Resolves when all is on the disk and the file is closed. */
  close(): Promise<void>;
  /** Closes it as it is. */
  abandon(): Promise<void>;
}

const lineFeed = 0x0a;

/** The file, made if it is not there. A last line without its end is ended, so that the next stands by itself. */
export async function openLineFile(path: string): Promise<LineFile> {
  const handle = await open(path, "a+");
  let isRegular: boolean;
  let size = 0;
  try {
    const found = await handle.stat();
    isRegular = found.isFile();
    if (isRegular) size = found.size + (await endLastLine(handle, found.size));
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    get size() {
      return size;
    },
    async append(lines) {
      const { done, cause } = await write(handle, Buffer.concat(lines));
      const whole = wholeLines(lines, done);
      if (isRegular && whole.bytes < done) await takeBack(handle, size + whole.bytes, size + done);
      if (isRegular) size += whole.bytes;
      return whole.count === lines.length ? { whole: whole.count } : { whole: whole.count, cause };
    },
    async close() {
      try {
        if (isRegular) await handle.sync();
      } finally {
        await handle.close();
      }
    },
    abandon: () => handle.close().catch(() => {}),
  };
}

/** How many bytes that took. */
async function endLastLine(handle: FileHandle, size: number): Promise<number> {
  if (size === 0) return 0;
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  if (last[0] === lineFeed) return 0;
  await handle.appendFile("\n");
  return 1;
}

/** How many of the bytes were written, and what stopped the rest. */
async function write(
  handle: FileHandle,
  bytes: Uint8Array,
): Promise<{ readonly done: number; readonly cause?: unknown }> {
  let done = 0;
  try {
    while (done < bytes.length) {
      const { bytesWritten } = await handle.write(bytes, done);
      if (bytesWritten === 0) throw new Error("nothing more is taken");
      done += bytesWritten;
    }
    return { done };
  } catch (cause) {
    return { done, cause };
  }
}

function wholeLines(lines: readonly Uint8Array[], done: number): { readonly count: number; readonly bytes: number } {
  let bytes = 0;
  let count = 0;
  for (const line of lines) {
    if (bytes + line.length > done) break;
    bytes += line.length;
    count += 1;
  }
  return { count, bytes };
}

/** Takes back the half of a line at the end, unless somebody else has written behind it. */
async function takeBack(handle: FileHandle, to: number, end: number): Promise<void> {
  try {
    if ((await handle.stat()).size === end) await handle.truncate(to);
  } catch {
    // It is ended by a line feed when the file is opened again.
  }
}
