import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pairToy, writeToy } from "../local/toy-models.ts";
import { nodesOnTrial } from "../scripts/nodes.ts";
import { batched, batchedChain, compilers, imported, local, matching, mistyped, required, typed } from "./consumers.ts";
import { installedText, type Packed, packed } from "./packed.ts";
import { output, root, run, tool } from "./run.ts";
import { project, runners, toldBy } from "./runners.ts";

// What is read once by everybody who installs it: a rise over this bound wants a reason. The last: models, spending,
// judges and the server of faults, 480 to 634 kB.
const maximumPackedBytes = 660_000;

const good = { answer: "The shop is closed on Sundays [1].", sources: ["The shop is closed on Sundays."] };
const bad = { ...good, answer: `The page says "open all night on every Sunday" [1].` };
const guards = readdirSync(join(root, "guards")).map((name) => name.replace(/\.ts$/, ""));

let pack: Packed;
beforeAll(() => {
  pack = packed();
});
afterAll(() => {
  if (pack) rmSync(pack.folder, { recursive: true, force: true });
});

describe("the tarball", () => {
  test("holds what was built and the page to read first, and nothing else", () => {
    const others = pack.files.filter(
      (path) => !/^dist\/(?:(?:src|guards)\/.*\.(?:js|d\.ts)|chunks\/[^/]*\.js)$/.test(path),
    );
    expect(others.sort()).toEqual(["LICENSE", "README.md", "package.json"]);
  });

  test("holds each source file as types, and each way in as code, so that it was built from these sources", () => {
    const sources = ["src", "guards"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
        .map((path) => `dist/${folder}/${path.replaceAll("\\", "/").slice(0, -".ts".length)}.d.ts`),
    );
    expect(pack.files.filter((path) => path.endsWith(".d.ts")).sort()).toEqual(sources.sort());
    const ways = [
      "src/index",
      "src/core",
      "src/score/index",
      "src/eval/index",
      "src/testing/index",
      "src/testing/vitest",
      "src/trace/index",
      "src/read/index",
      "src/local/index",
      "src/model/index",
      "src/spend/index",
      "src/judge/index",
      "src/store/index",
      "src/cli/main",
    ];
    const addressed = ["src/worker", "src/cli/worker-chain", "src/local/worker"];
    const entries = [...ways, ...addressed, ...guards.map((guard) => `guards/${guard}`)].map(
      (path) => `dist/${path}.js`,
    );
    const code = pack.files.filter((path) => path.endsWith(".js") && !path.startsWith("dist/chunks/"));
    expect(code.sort()).toEqual(entries.sort());
  });

  test("is small", async ({ annotate }) => {
    await annotate(`${pack.packedBytes} bytes packed, ${pack.unpackedBytes} unpacked, ${pack.files.length} files`);
    expect(pack.packedBytes).toBeLessThan(maximumPackedBytes);
  });

  test("runs nothing when it is installed, and names no source map", () => {
    const { scripts } = JSON.parse(installedText(pack, "package.json"));
    expect(Object.keys(scripts)).not.toEqual(expect.arrayContaining([expect.stringMatching(/install$|^prepare$/)]));
    const mapped = pack.files.filter((path) => installedText(pack, path).includes("sourceMappingURL="));
    expect(mapped).toEqual([]);
  });

  test("has a command that begins with a shebang", () => {
    expect(installedText(pack, "dist/src/cli/main.js")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test("passes publint", () => {
    expect(run(tool("publint"), ["run", pack.tarball], { cwd: pack.folder })).toMatchObject({ exit: 0 });
  });

  test("passes attw, but for the one rule that no package of modules alone can keep", () => {
    const rules = ["--ignore-rules", "cjs-resolves-to-esm", "--no-definitely-typed", "--no-emoji"];
    expect(run(tool("attw"), [pack.tarball, ...rules], { cwd: pack.folder })).toMatchObject({ exit: 0 });
  });
});

test("the benchmark of importing it prints one table", () => {
  const ran = run(process.execPath, [join(root, "test/bench/import.ts"), "1"], { cwd: pack.folder });
  expect(ran).toMatchObject({ exit: 0, errors: "" });
  expect(ran.output).toMatch(/^\| import.*\n\|---\|---:\|---:\|\n(?:\| [a-z/]+ \| [\d.]+ \| [\d.]+ \|\n){3}$/);
});

describe.each(nodesOnTrial())("$name", (node) => {
  const here = () => ({ cwd: pack.consumer, node });

  test("imports every published name, and each guard judges", () => {
    writeFileSync(join(pack.consumer, "imported.mjs"), imported);
    expect(run("node", ["imported.mjs", ...guards], here())).toMatchObject(ranOn(node.executable));
  });

  test("requires it", () => {
    writeFileSync(join(pack.consumer, "required.cjs"), required);
    expect(run("node", ["required.cjs"], here())).toMatchObject(ranOn(node.executable));
  });

  test("checks on threads of its own", () => {
    writeFileSync(join(pack.consumer, "batched.mjs"), batched);
    writeFileSync(join(pack.consumer, "chain.mjs"), batchedChain);
    expect(run("node", ["batched.mjs"], here())).toMatchObject(ranOn(node.executable));
    // Text on the command line has a flag that no file on a thread may have.
    expect(
      run("node", ["--input-type=module"], {
        ...here(),
        input: batched.replace("import.meta.url", `"${join("file:///", pack.consumer, "x")}"`),
      }),
    ).toMatchObject(ranOn(node.executable));
    writeFileSync(join(pack.consumer, "many.jsonl"), `${JSON.stringify(good)}\n`.repeat(40));
    const told = run(
      "npx",
      ["--no-install", "--loglevel=error", "vouchsafe", "verify", "--jsonl", "--workers", "2", "many.jsonl"],
      here(),
    );
    expect(told).toMatchObject({ exit: 0, errors: "40 answers: 40 verified\n" });
  });

  test("reads with a local model on a thread of its own, where the peer is installed", () => {
    const folder = project(`local on ${node.name}`, { "local.mjs": local }, pack);
    const peer = "node_modules/@huggingface/transformers";
    mkdirSync(join(folder, "node_modules/@huggingface"));
    symlinkSync(join(root, peer), join(folder, peer));
    writeToy(join(folder, "model"), pairToy);
    expect(run("node", ["local.mjs"], { cwd: folder, node })).toMatchObject(ranOn(node.executable));
  });

  test("runs the demonstration from node_modules/.bin", () => {
    const shown = run(join(pack.consumer, "node_modules/.bin/vouchsafe"), ["demo"], here());
    expect(shown).toMatchObject({ exit: 0, errors: "" });
    expect(shown.output).toContain("quote-not-found");
  });

  test.each([
    ["0 for a verified answer", ["verify", "good.json"], "", 0, ""],
    ["1 for an escalated one", ["verify", "good.json", "bad.json"], "", 1, "quote-not-found"],
    ["1 for one from standard input", ["verify", "--jsonl", "-"], JSON.stringify(bad), 1, `"status":"escalated"`],
    ["2 for an unknown option", ["verify", "--no-such-option", "good.json"], "", 2, ""],
    ["2 for a file that is not there", ["verify", "missing.json"], "", 2, ""],
    ["2 for what is not JSON", ["verify", "-"], "{", 2, ""],
  ])("npx vouchsafe exits with %s", (_, given, input, exit, shown) => {
    writeFileSync(join(pack.consumer, "good.json"), JSON.stringify(good));
    writeFileSync(join(pack.consumer, "bad.json"), JSON.stringify(bad));
    const ran = run("npx", ["--no-install", "--loglevel=error", "vouchsafe", ...given], { ...here(), input });
    expect(ran.exit, ran.output + ran.errors).toBe(exit);
    expect(ran.output).toContain(shown);
    if (exit === 2) expect(ran.errors).not.toMatch(/^ *at .*\.js:\d+/m);
  });
});

describe.each(nodesOnTrial())("the matchers, on $name", (node) => {
  test.each(runners)("in $name: pass, fail, and say why", (runner) => {
    const told = toldBy(runner, pack, node);
    const results = told.map(({ title, status }) => [title, status]);
    expect(results).toEqual(told.map(({ title }) => [title, title.startsWith("fails: ") ? "failed" : "passed"]));
    const messageOf = (title: string) => told.find((one) => one.title === title)?.failureMessages.join("\n") ?? "";
    const why = messageOf("fails: grounded");
    expect(why).toContain("Expected the answer to be grounded.\n\nEscalated: rejected.\n");
    expect(why).toContain("answer: open \\u{1b}call night\\u{202e} on every Sunday\n");
    expect(why).toMatch(/source "hours": .*closed on Sundays.*\n {2}do: Replace the quotation by words/);
    expect(why).not.toMatch(/\u001b|\u202e/);
    expect(messageOf("fails: escalates")).toContain('to escalate with "quote-not-found".\n\nVerified: 1 claim');
    expect(messageOf("fails: not, without sources")).toContain("sources: none were given");
    expect(told).toHaveLength(8);
  });
});

function ranOn(executable: string): {
  readonly exit: number;
  readonly output: string;
  readonly errors: string;
} {
  const version = output(executable, ["--version"], { cwd: root });
  return { exit: 0, output: `ran on ${version.slice(1).split(".")[0]}`, errors: "" };
}

describe.each(compilers)("types resolve with $name", ({ file, tool: compiler, options }) => {
  const program = compiler === "tsc" ? tool("tsc") : join(root, "node_modules", compiler, "bin/tsc");
  const compile = (text: string, folder = pack.consumer, more: object = {}) => {
    const config = join(folder, `${file}.tsconfig.json`);
    writeFileSync(join(folder, file), text);
    writeFileSync(config, JSON.stringify({ compilerOptions: { ...options, ...more }, files: [file] }));
    return run(program, ["-p", config, "--pretty", "false"], { cwd: folder });
  };

  test("and a wrong use does not compile where a right one does", () => {
    expect(compile(typed)).toMatchObject({ exit: 0, output: "" });
  });

  test.each(["vitest", "jest"] as const)("and the matchers have types in %s", (runner) => {
    const folder = project(`${runner} with ${file}`, {}, pack);
    // The runners' own declarations lean on Node's, and are not ours to check.
    expect(compile(matching[runner], folder, { skipLibCheck: true })).toMatchObject({ exit: 0, output: "" });
    const without = matching[runner].replace(/import "vouchsafe.*|interface Matchers.*/, "");
    expect(compile(without, folder, { skipLibCheck: true }).output).toContain("'toBeGrounded' does not exist");
  });

  test("and a mistake is told as such", () => {
    const { exit, output: told } = compile(mistyped);
    expect(exit).not.toBe(0);
    expect(told.trim().split("\n")[0]).toMatch(new RegExp(`^${file}\\(3,14\\): error TS2322`));
  });
});
