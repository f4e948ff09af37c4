import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NodeOnTrial } from "../scripts/nodes.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Ran {
  /** -1 when it was ended by a signal. */
  readonly exit: number;
  readonly output: string;
  readonly errors: string;
}

// What npm and Vitest set for the run of these tests would lead an npm inside them back into the checkout.
const ofThisRun =
  /^(?:NODE_(?:OPTIONS|PATH|ENV)$|VITEST|INIT_CWD$|npm_(?!config_)|npm_config_(?:call|package|prefix|local_prefix|workspace))/;

/** Runs a program to its end, with the Node on trial first in `PATH` so that every shebang finds it. */
export function run(
  program: string,
  given: readonly string[],
  options: { readonly cwd: string; readonly node?: NodeOnTrial; readonly input?: string },
): Ran {
  const { PATH = "", ...inherited } = process.env;
  const environment = Object.fromEntries(Object.entries(inherited).filter(([name]) => !ofThisRun.test(name)));
  const path = options.node?.folder === undefined ? PATH : options.node.folder + delimiter + PATH;
  const { status, stdout, stderr, error } = spawnSync(program, given, {
    cwd: options.cwd,
    env: { ...environment, PATH: path, NO_COLOR: "1" },
    input: options.input ?? "",
    encoding: "utf8",
    timeout: 120_000,
  });
  if (error) throw error;
  return { exit: status ?? -1, output: stdout, errors: stderr };
}

/** As `run`, for what must succeed: the output, or an error that tells everything that was printed. */
export function output(...call: Parameters<typeof run>): string {
  const ran = run(...call);
  if (ran.exit !== 0)
    throw new Error(`${call[0]} ${call[1].join(" ")}: exit ${ran.exit}\n${ran.output}\n${ran.errors}`);
  return ran.output;
}

/** A development tool of the checkout, by its name in `node_modules`. */
export function tool(name: string): string {
  return join(root, "node_modules", ".bin", name);
}
