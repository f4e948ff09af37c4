import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Said } from "./many.ts";

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const main = pathOf("../../src/cli/main.ts");
/** The package's root: file names in reports are relative to it. */
export const root = pathOf("../../");

export interface RunOptions {
  readonly input?: string | Uint8Array | Iterable<string | Uint8Array>;
  readonly environment?: { readonly [name: string]: string };
  readonly nodeFlags?: readonly string[];
  /** Another script in place of the command. */
  readonly script?: string;
}
/** What a run printed, and its exit code. */
export type CliRun = Said;

/** The command as a child process, its streams open. Nothing of this run's own colour settings reaches it. */
export function startCli(args: readonly string[], options: RunOptions = {}) {
  const { NO_COLOR: _, FORCE_COLOR: __, ...environment } = process.env;
  return spawn(
    process.execPath,
    ["--conditions=@vouchsafe/source", ...(options.nodeFlags ?? []), options.script ?? main, ...args],
    { cwd: root, env: { ...environment, ...options.environment } },
  );
}

/** The command from start to end. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<CliRun> {
  const child = startCli(args, options);
  const output = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  // The command may end before it has read all: that is its right, not this test's failure.
  child.stdin.on("error", () => {});
  const ended = once(child, "close");
  const { input = "" } = options;
  for (const piece of typeof input === "string" || input instanceof Uint8Array ? [input] : input) {
    if (child.exitCode !== null) break;
    if (!child.stdin.write(piece)) await Promise.race([once(child.stdin, "drain"), ended]);
  }
  child.stdin.end();
  const [code] = await ended;
  const [stdout, stderr] = await output;
  return { code, stdout, stderr };
}

/** What the command says to each list of arguments, all run in one process that has no input. */
export async function runMany(lists: readonly (readonly string[])[]): Promise<readonly CliRun[]> {
  const run = await runCli([], { script: pathOf("./many.ts"), input: JSON.stringify(lists) });
  if (run.code !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

export async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** The records of a run with `--jsonl`. Throws if a line is not whole. */
export function recordsOf(run: CliRun): readonly { readonly [key: string]: unknown }[] {
  if (run.stdout !== "" && !run.stdout.endsWith("\n")) throw new Error("the last line is cut off");
  return run.stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const refunds =
  "You may return any unused item within 30 days of delivery. Refunds are paid to the original payment method within 5 business days of the parcel reaching our warehouse. Express shipping fees are not refunded.";

/** An answer that its source carries word for word. */
export const carried = {
  id: "carried",
  answer: "You may return any unused item within 30 days of delivery [refunds].",
  sources: [{ id: "refunds", text: refunds }],
};
/** An answer with a quotation that its source does not hold. */
export const fabricated = {
  id: "fabricated",
  answer: 'The policy says that "refunds are guaranteed within 24 hours of your request" [refunds].',
  sources: [{ id: "refunds", text: refunds }],
};

export function jsonl(...records: readonly unknown[]): string {
  return records.map((record) => `${typeof record === "string" ? record : JSON.stringify(record)}\n`).join("");
}
