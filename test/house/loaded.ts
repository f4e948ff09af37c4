import { execFileSync } from "node:child_process";
import { root } from "./tree.ts";

// Hooks see every module, those of third-party packages too, whether imported or required.
const listing = `
import { registerHooks } from "node:module";
const seen = [];
registerHooks({ load(url, context, next) { seen.push(url); return next(url, context); } });
await import(process.argv[1]);
process.stdout.write(JSON.stringify(seen));
`;

/** The URL of each module that Node loads for one import of the package as it stands in the checkout. */
export function loadedBy(specifier: string): readonly string[] {
  return JSON.parse(withoutEval(listing, [specifier]));
}

/** What a module prints that runs, as on edge workers, without `eval` and `new Function`: they throw. */
export function withoutEval(module: string, given: readonly string[] = []): string {
  const flags = ["--conditions=@vouchsafe/source", "--disallow-code-generation-from-strings"];
  return execFileSync(process.execPath, [...flags, "--input-type=module", "--eval", module, ...given], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The npm package that a module belongs to, `node:` for one of Node's own, none for one of the checkout's. */
export function packageOf(url: string): string | undefined {
  if (url.startsWith("node:")) return "node:";
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
}
