/**
 * Bundles what tsc built, in place: one file an entry and a few shared chunks in place of a hundred modules. Importing
 * the package costs the loader a third of a millisecond a file. Declarations stay as tsc wrote them, file by file.
 */
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const MOST_FILES = 60; // 27 entries and the chunks that they share: more would be no bundle
const mark = "address of ";
const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "dist");
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const others = Object.keys({ ...dependencies, ...peerDependencies });

const guards = readdirSync(join(dist, "guards")).filter((name) => name.endsWith(".js"));
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
// Programs of threads and what these load: found by address, not by name.
const addressed = ["src/worker", "src/cli/worker-chain", "src/local/worker"];
const entries = [...ways, ...addressed].concat(guards.map((name) => `guards/${name.slice(0, -".js".length)}`));

/**
 * A module finds a file beside it by `import.meta.url`. Bundled, it may lie in a chunk elsewhere, so the address is
 * written there as it was: relative to the folder of the module.
 */
function markedAddress(code: string, id: string): string | undefined {
  if (!code.includes("import.meta.url") || !id.startsWith(dist)) return undefined;
  return code.replaceAll("import.meta.url", `"${mark}${relative(dist, id).split(sep).join("/")}"`);
}
function resolvedAddress(code: string, chunk: { readonly fileName: string }): string {
  const from = posix.dirname(chunk.fileName);
  return code.replaceAll(new RegExp(`"${mark}([^"]+)"`, "g"), (_, path: string) => {
    const address = posix.relative(from, path);
    return `new URL("${address.startsWith(".") ? address : `./${address}`}", import.meta.url).href`;
  });
}

const bundle = await rolldown({
  input: Object.fromEntries(entries.map((entry) => [entry, join(dist, `${entry}.js`)])),
  external: (id) => id.startsWith("node:") || others.some((name) => id === name || id.startsWith(`${name}/`)),
  platform: "neutral",
  resolve: { conditionNames: ["default"] },
  plugins: [{ name: "addresses", transform: markedAddress, renderChunk: resolvedAddress }],
});
// Elsewhere first: the modules are read while they are written.
const bundled = join(dist, "bundled");
const { output } = await bundle.write({
  dir: bundled,
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name]-[hash].js",
});
await bundle.close();
for (const path of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  if (!path.startsWith("bundled") && /\.(?:js|json)$/.test(path)) rmSync(join(dist, path));
}
cpSync(bundled, dist, { recursive: true });
rmSync(bundled, { recursive: true });
if (output.length > MOST_FILES) throw new Error(`Expected at most ${MOST_FILES} files, got ${output.length}.`);
