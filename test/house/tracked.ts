import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, type Tree, textOf } from "./tree.ts";

/** Every text file that is, or would be, committed. */
export function trackedTexts(): Tree {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "-z"];
  const paths = execFileSync("git", list, { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  return new Map(paths.flatMap((path) => textIfAny(path)).filter(([, text]) => !text.includes("\0")));
}

/** One sentence for each line that tells of the machine it was written on, or of a package registry. */
export function traces(tree: Tree, machine: readonly string[] = thisMachine()): readonly string[] {
  return [...tree].flatMap(([path, text]) =>
    text.split("\n").flatMap((line, index) => {
      const found = traceIn(line, machine);
      return found === undefined ? [] : [`${path}:${index + 1} names ${found}`];
    }),
  );
}

// A path is one only where it begins: `../src/a` and `https://example.org/home/a` name no machine.
const home = /(?<![\w./:-])\/(?:home|Users|root)\/[\w.-]+|(?<!\w)[A-Z]:\\Users\\[\w.-]+/;
const registry = /(?<![\w-])(?:registry|npm|packages)\.[a-z0-9-]+\.(?:org|com|net|io|dev|internal)|_auth[T]oken/;

function traceIn(line: string, machine: readonly string[]): string | undefined {
  return home.exec(line)?.[0] ?? registry.exec(line)?.[0] ?? machine.find((path) => begins(line, path));
}

function begins(line: string, path: string): boolean {
  const at = line.indexOf(path);
  return at >= 0 && !/[\w./:-]/.test(line.charAt(at - 1));
}

/** The checkout and what lies beside it; at the top of the disk, where every system's folders lie, it alone. */
function thisMachine(): readonly string[] {
  const checkout = root.replace(/[\\/]$/, "");
  const around = dirname(checkout);
  return dirname(around) === around ? [checkout] : readdirSync(around).map((name) => join(around, name));
}

function textIfAny(path: string): readonly (readonly [string, string])[] {
  try {
    return [[path, textOf(path)]];
  } catch {
    // Deleted and not yet committed, or a link to a folder.
    return [];
  }
}
