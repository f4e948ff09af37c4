import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { type Import, importsOf } from "./syntax.ts";
import { isCode, type Tree } from "./tree.ts";

/** From the ground up. The folder of `src/core.ts` is `core`; whatever lies in `guards/` is `guards`. */
const layers: readonly (readonly string[])[] = [
  ["inputs", "calls", "types", "errors", "context"],
  ["text", "trace", "store"],
  ["read", "guard", "score", "model", "queue", "spend"],
  ["decide", "window", "judge", "escalate"],
  ["verify", "batch", "grounded", "stream", "core"],
  ["guards"],
  ["index", "worker"],
  ["eval", "report", "testing", "adapters", "local", "cli"],
];
const outside = 7;

/** The imports inside one layer that the drawing names; all others are faults. */
const sideways: readonly string[] = [
  "context → types",
  "types → inputs",
  "types → calls",
  "errors → types",
  "model → spend",
  // How a caller's mistake is put into words.
  "store → text",
  "grounded → verify",
  "batch → verify",
  // The program of a thread: nobody imports it.
  "worker → index",
  "stream → verify",
  // The command line shows what an evaluation finds.
  "cli → eval",
  // `check`, one guard alone, is a runner: core publishes it, and verify knows nothing of core.
  "core → verify",
];

interface Place {
  /** Files, or folders with a slash at the end. */
  readonly in: readonly string[];
  /** Loaded only by `import()`, when first needed. */
  readonly lazily?: true;
}
/** Where each third-party package is imported, so that it can be replaced there. A package not named is a fault. */
const places: { readonly [name: string]: Place } = {
  ajv: { in: ["guards/shaped.ts"], lazily: true },
  "ajv-formats": { in: ["guards/shaped.ts"], lazily: true },
  "fast-levenshtein": { in: ["src/text/distance.ts"] },
  // What comes from outside as JSON: answers, and outcomes that were stored.
  zod: { in: ["src/cli/case.ts", "src/cli/summary/stored-outcome.ts", "src/escalate/schema.ts"] },
  citty: { in: ["src/cli/"] },
  vitest: { in: ["src/testing/vitest.ts"] },
  picocolors: { in: ["src/cli/"] },
  "@huggingface/transformers": { in: ["src/local/load.ts"], lazily: true },
  compromise: { in: ["guards/same-figures.ts"], lazily: true },
  cockatiel: { in: ["src/model/resilience.ts"] },
  standardwebhooks: { in: ["src/escalate/sinks/webhook.ts"] },
  hono: { in: ["src/report/server.ts"], lazily: true },
  "@hono/node-server": { in: ["src/report/server.ts"], lazily: true },
};

/** Files that load others when they are needed: the pool of threads, and in a thread the chain that the caller names. */
const lateLoaders: { readonly [file: string]: string } = {
  "src/batch/verify-each.ts": "src/batch/pool.ts",
  "src/worker.ts": "a computed specifier",
};

/** What runs on edge workers: no module of Node's is reached from here. */
const entriesForTheEdge: readonly string[] = [".", "./core", "./read", "./score", "./model", "./spend", "./judge"];

type Exports = { readonly [subpath: string]: string | { readonly [condition: string]: string } };

type Target =
  | { readonly file: string; readonly published: boolean }
  | { readonly package: string }
  | { readonly builtin: string }
  | { readonly unknown: string };

interface Edge extends Pick<Import, "kind"> {
  readonly from: string;
  readonly to: Target;
}

/** One sentence for each import that breaks "Who may import whom"; none when the house stands. */
export function layerFaults(tree: Tree, exports: Exports): readonly string[] {
  const edges = edgesOf(tree, exports);
  const faults = [
    ...[...tree.keys()].filter((path) => layerOf(path) < 0).map((path) => `${path} lies in no layer`),
    ...edges.flatMap((edge) => [...crossing(edge), ...laziness(edge)]),
    ...deadEnds(tree, exports),
    ...cycles(edges),
    ...entriesForTheEdge.flatMap((entry) => builtinsReached(entry, edges, exports)),
  ];
  return [...new Set(faults)];
}

/** The packages that are loaded as soon as a published subpath is: static imports that are not erased. */
export function packagesLoadedWith(subpath: string, tree: Tree, exports: Exports): readonly string[] {
  const entry = entryOf(subpath, exports);
  if (entry === undefined || !tree.has(entry)) throw new Error(`${subpath} has no file`);
  const edges = edgesOf(tree, exports).filter(({ kind }) => kind === "value");
  const files = reached(entry, edges);
  const names = edges.flatMap(({ from, to }) => (files.has(from) && "package" in to ? [to.package] : []));
  return [...new Set(names)].sort();
}

function edgesOf(tree: Tree, exports: Exports): readonly Edge[] {
  return [...tree]
    .filter(([path]) => isCode(path))
    .flatMap(([from, text]) =>
      importsOf(from, text).map(({ kind, specifier }) => ({
        from,
        kind,
        to: resolved(from, specifier, tree, exports),
      })),
    );
}

function resolved(from: string, specifier: string | undefined, tree: Tree, exports: Exports): Target {
  if (specifier === undefined) return { unknown: "a computed specifier" };
  if (specifier.startsWith(".")) {
    const file = posix.join(posix.dirname(from), specifier);
    return tree.has(file) ? { file, published: false } : { unknown: specifier };
  }
  if (isBuiltin(specifier)) {
    return specifier.startsWith("node:") ? { builtin: specifier } : { unknown: `${specifier} without node:` };
  }
  const [first = "", second = ""] = specifier.split("/");
  const name = first.startsWith("@") ? `${first}/${second}` : first;
  if (name !== "vouchsafe") return { package: name };
  const file = entryOf(`.${specifier.slice(name.length)}`, exports);
  return file !== undefined && (tree.has(file) || file === "package.json")
    ? { file, published: true }
    : { unknown: specifier };
}

/** The source file behind a published subpath. */
function entryOf(subpath: string, exports: Exports): string | undefined {
  for (const [pattern, target] of Object.entries(exports)) {
    const [before = "", after] = pattern.split("*");
    const matches = after === undefined ? subpath === pattern : subpath.startsWith(before);
    if (!matches) continue;
    const file = typeof target === "string" ? target : target["@vouchsafe/source"];
    return file?.replace("*", subpath.slice(before.length)).slice("./".length);
  }
  return undefined;
}

function folderOf(path: string): string {
  const [top = "", next = ""] = path.split("/");
  return top === "src" ? next.replace(/\.ts$/, "") : top;
}

function layerOf(path: string): number {
  return layers.findIndex((folders) => folders.includes(folderOf(path)));
}

function isLate({ from, to }: Pick<Edge, "from" | "to">): boolean {
  const late = lateLoaders[from];
  return late !== undefined && late === ("unknown" in to ? to.unknown : "file" in to ? to.file : undefined);
}

function crossing({ from, to }: Edge): readonly string[] {
  if (isLate({ from, to })) return [];
  if ("unknown" in to) return [`${from} imports ${to.unknown}, which leads nowhere`];
  if ("package" in to) return placement(from, to.package);
  if ("builtin" in to || to.file === "package.json") return [];
  const [here, there] = [folderOf(from), folderOf(to.file)];
  const said = `${from} imports ${to.file}`;
  // A guard is a worked example for outsiders, who cannot reach into the house nor into another guard.
  if (here === "guards" && !to.published) return [`${said}, which is not by a published name`];
  if (here === there && here !== "guards") return [];
  if (there === "guards" && here !== "index") return [`${said}, but only src/index.ts may import guards`];
  if (layerOf(from) === outside && !to.published) return [`${said}, which is not by a published name`];
  if (layerOf(to.file) > layerOf(from)) return [`${said}, which lies above it`];
  if (layerOf(to.file) < layerOf(from) || sideways.includes(`${here} → ${there}`)) return [];
  return [`${said}, which lies beside it`];
}

function placement(from: string, name: string): readonly string[] {
  const place = places[name];
  if (!place) return [`${from} imports ${name}, which has no place in the house`];
  const inside = place.in.some((path) => (path.endsWith("/") ? from.startsWith(path) : from === path));
  return inside ? [] : [`${from} imports ${name}, whose place is ${place.in.join(", ")}`];
}

function laziness({ from, to, kind }: Edge): readonly string[] {
  const lazyPackage = "package" in to && places[to.package]?.lazily === true;
  if (lazyPackage && kind === "value") return [`${from} loads ${to.package} at once, which is to be loaded lazily`];
  if (kind !== "dynamic" || lazyPackage || isLate({ from, to })) return [];
  // The outermost folders may load their own files late: a command line reads only the command it was given.
  const ownFile = "file" in to && layerOf(from) === outside && folderOf(from) === folderOf(to.file);
  return ownFile ? [] : [`${from} has an import() that nothing calls for`];
}

function cycles(edges: readonly Edge[]): readonly string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) {
    if ("file" in to) targets.set(from, [...(targets.get(from) ?? []), to.file]);
  }
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push(`a cycle: ${[...path.slice(path.indexOf(file)), file].join(" → ")}`);
    if (path.includes(file) || done.has(file)) return;
    for (const next of targets.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}

function deadEnds(tree: Tree, exports: Exports): readonly string[] {
  return Object.keys(exports)
    .filter((subpath) => !subpath.includes("*") && subpath !== "./package.json")
    .filter((subpath) => !tree.has(entryOf(subpath, exports) ?? ""))
    .map((subpath) => `${subpath} is published but has no file`);
}

function builtinsReached(entry: string, edges: readonly Edge[], exports: Exports): readonly string[] {
  const files = reached(entryOf(entry, exports), edges);
  return edges.flatMap(({ from, to }) =>
    files.has(from) && "builtin" in to ? [`${entry} reaches ${to.builtin} by ${from}`] : [],
  );
}

function reached(entry: string | undefined, edges: readonly Edge[]): ReadonlySet<string> {
  const files = new Set(entry === undefined ? [] : [entry]);
  // A set may grow while it is walked: what is added is walked too.
  for (const file of files) {
    for (const { from, to } of edges) if (from === file && "file" in to) files.add(to.file);
  }
  return files;
}
