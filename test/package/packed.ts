import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output, root } from "./run.ts";

export interface Packed {
  readonly tarball: string;
  /** Paths inside the tarball. */
  readonly files: readonly string[];
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** A folder outside the checkout that has the tarball, and nothing else, installed. */
  readonly consumer: string;
  /** The temporary folder around all of it. */
  readonly folder: string;
}

/** Packs what was built and installs it as a stranger would. */
export function packed(): Packed {
  if (!existsSync(join(root, "dist/src/index.js"))) throw new Error("There is no dist: run `npm run build` first.");
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "vouchsafe-")));
  const pack = ["pack", "--json", "--ignore-scripts", `--pack-destination=${folder}`];
  const { filename, files, size, unpackedSize } = reportOf(output("npm", pack, { cwd: root }));
  const tarball = join(folder, filename);

  const consumer = join(folder, "consumer");
  mkdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), `{ "name": "consumer", "private": true }\n`);
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  output("npm", ["install", ...quiet, `--prefix=${consumer}`, tarball], { cwd: consumer });

  return {
    ...{ tarball, consumer, folder, packedBytes: size, unpackedBytes: unpackedSize },
    files: files.map(({ path }) => path),
  };
}

interface PackReport {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
  readonly size: number;
  readonly unpackedSize: number;
}

/** npm 11 prints a list, a later one may print an object by package name. */
function reportOf(printed: string): PackReport {
  const [report] = Object.values<PackReport>(JSON.parse(printed));
  if (!report) throw new Error(`npm pack reported nothing: ${printed}`);
  return report;
}

export function installedText({ consumer }: Packed, path: string): string {
  return readFileSync(join(consumer, "node_modules/vouchsafe", path), "utf8");
}
