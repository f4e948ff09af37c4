/** Runs the command line once for each list of arguments on standard input, in one process: starting one costs most. */
import { text } from "node:stream/consumers";
import { run } from "../../src/cli/run.ts";

export interface Said {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const results: Said[] = [];
const write = { stdout: process.stdout.write, stderr: process.stderr.write };

for (const args of JSON.parse(await text(process.stdin)) as readonly (readonly string[])[]) {
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    process[name].write = (piece: unknown, ...rest: readonly unknown[]) => {
      written[name] += String(piece);
      const done = rest.at(-1);
      if (typeof done === "function") done();
      return true;
    };
  }
  process.exitCode = undefined;
  await run(args);
  results.push({ code: process.exitCode, ...written });
}
Object.assign(process.stdout, { write: write.stdout });
process.exitCode = 0;
process.stdout.write(JSON.stringify(results));
