import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Path from the root of the checkout, with forward slashes, to the text of the file. */
export type Tree = ReadonlyMap<string, string>;

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every file of `src/` and `guards/`, as it stands. */
export function houseTree(): Tree {
  return new Map(["src", "guards"].flatMap(filesBelow).map((path) => [path, textOf(path)]));
}

/** The tree with some files put in or written over: how a test plants a violation. */
export function planted(tree: Tree, files: { readonly [path: string]: string }): Tree {
  return new Map([...tree, ...Object.entries(files)]);
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export function isCode(path: string): boolean {
  return path.endsWith(".ts");
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll("\\", "/"))
    .sort();
}
