import { readdir, rename, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";

/** Renames a full file to the number after the highest there is, and deletes the oldest beyond those to keep. */
export async function rotate(path: string, keep: number): Promise<void> {
  const numbers = await rotated(path);
  const next = (numbers.at(-1) ?? 0) + 1;
  await rename(path, `${path}.${next}`);
  const oldest = [...numbers, next].slice(0, -keep);
  // What cannot be deleted now is tried again at the next turn; no line is refused for it.
  await Promise.allSettled(oldest.map((number) => rm(`${path}.${number}`)));
}

/** The numbers of the full files beside it, in order. */
async function rotated(path: string): Promise<readonly number[]> {
  const prefix = `${basename(path)}.`;
  const names = await readdir(dirname(path));
  return names
    .filter((name) => name.startsWith(prefix) && /^[1-9]\d{0,14}$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
    .sort((a, b) => a - b);
}
