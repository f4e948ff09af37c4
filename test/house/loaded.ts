import { execFileSync } from "node:child_process";
import { root } from "./tree.ts";

// Hooks see every module, those of third-party packages too, whether imported or required.
const program = `
import { registerHooks } from "node:module";
const seen = [];
registerHooks({ load(url, context, next) { seen.push(url); return next(url, context); } });
await import(process.argv[1]);
process.stdout.write(JSON.stringify(seen));
`;

/** The URL of each module that Node loads for one import of the package as it stands in the checkout. */
export function loadedBy(specifier: string): readonly string[] {
  // Without `eval` and `new Function`, as on edge workers: what needs them at load time throws.
  const flags = ["--conditions=@vouchsafe/source", "--disallow-code-generation-from-strings"];
  const output = execFileSync(
    process.execPath,
    [...flags, "--input-type=module", "--eval", program, specifier],
    {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  return JSON.parse(output);
}

/** The npm package that a module belongs to, `node:` for one of Node's own, none for one of the checkout's. */
export function packageOf(url: string): string | undefined {
  if (url.startsWith("node:")) return "node:";
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
}
