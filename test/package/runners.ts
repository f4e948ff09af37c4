import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { NodeOnTrial } from "../scripts/nodes.ts";
import type { Packed } from "./packed.ts";
import { root, run } from "./run.ts";

/** What a runner's reporter of kind `json` says of one test: Vitest writes as Jest does. */
export interface Told {
  readonly title: string;
  readonly status: "passed" | "failed";
  readonly failureMessages: readonly string[];
}
interface Runner {
  readonly name: string;
  readonly files: { readonly [name: string]: string };
  readonly command: (folder: string) => readonly string[];
}

/** One test file for both runners: what is named "fails: …" must. */
const tests = (runner: string): string => `
import { expect, test } from "${runner}";
const sources = [{ id: "hours", text: "The shop opens at nine. It is closed on Sundays and on the first of May." }];
const right = { answer: "It is closed on Sundays and on the first of May [hours].", sources };
const wrong = { answer: 'It is "open \\u001bcall night\\u202e on every Sunday" [hours].', sources };

test("an answer is grounded", async () => {
  await expect(right).toBeGrounded();
  await expect(right.answer).toBeGrounded({ sources });
  await expect(Promise.resolve(right)).resolves.toBeGrounded();
  await expect(right).not.toEscalate();
});
test("an answer escalates", async () => {
  await expect(wrong).toEscalate("quote-not-found");
  await expect(wrong.answer).toEscalate({ sources });
  await expect(wrong).not.toBeGrounded();
  await expect(wrong).not.toEscalate("source-unknown");
});
test("fails: grounded", () => expect(wrong).toBeGrounded());
test("fails: escalates", () => expect(right).toEscalate("quote-not-found"));
test("fails: not grounded", () => expect(right).not.toBeGrounded());
test("fails: not escalated", () => expect(wrong).not.toEscalate("quote-not-found"));
test("fails: without sources", () => expect(right.answer).toBeGrounded());
test("fails: not, without sources", () => expect(right.answer).not.toBeGrounded());
`;

export const runners: readonly Runner[] = [
  {
    name: "Vitest",
    files: {
      "vitest.config.mjs": 'export default { test: { setupFiles: ["vouchsafe/vitest"] } };',
      "grounded.test.mjs": tests("vitest"),
    },
    command: (folder) => [join(root, "node_modules/vitest/vitest.mjs"), "run", "--reporter=json", `--root=${folder}`],
  },
  {
    name: "Jest",
    files: {
      "jest.config.mjs": 'export default { transform: {}, setupFilesAfterEnv: ["./jest.setup.mjs"] };',
      "jest.setup.mjs": `
        import { expect } from "@jest/globals";
        import { matchers } from "vouchsafe/testing";
        expect.extend(matchers);`,
      "grounded.test.mjs": tests("@jest/globals"),
    },
    // What NODE_OPTIONS says in a shell.
    command: (folder) => [
      ...["--experimental-vm-modules", "--no-warnings", join(root, "node_modules/jest/bin/jest.js")],
      ...["--json", "--runInBand", "--watchman=false", `--rootDir=${folder}`],
    ],
  },
];

/** What the runner says of a small project that has the packed tarball installed. */
export function toldBy({ name, files, command }: Runner, pack: Packed, node: NodeOnTrial): readonly Told[] {
  const folder = project(`${name} on ${node.name}`, files, pack);
  const report = join(folder, "report.json");
  const { output, errors } = run("node", [...command(folder), `--outputFile=${report}`], { cwd: folder, node });
  if (!existsSync(report)) throw new Error(`${name} wrote no report:\n${output}\n${errors}`);
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  return testResults.flatMap(({ assertionResults }: { assertionResults: Told[] }) => assertionResults);
}

/** A folder with these files, the packed tarball, and the runners of the checkout beside it. */
export function project(name: string, files: { readonly [name: string]: string }, pack: Packed): string {
  const folder = join(pack.folder, name.replaceAll(/\W+/g, "-"));
  const modules = join(folder, "node_modules");
  cpSync(join(pack.consumer, "node_modules"), modules, { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(modules, "@jest"));
  for (const peer of ["vitest", "@jest/globals", "expect"]) {
    symlinkSync(join(root, "node_modules", peer), join(modules, peer));
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}
