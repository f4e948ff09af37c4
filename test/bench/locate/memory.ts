import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { table } from "../markdown.ts";
import { type Bar, inBytes } from "./bars.ts";
import type { Footprint } from "./footprint.ts";
import { sizeName } from "./settings.ts";
import type { Stage } from "./stage.ts";

interface Memory extends Footprint {
  readonly units: number;
  /** Bytes of heap and array buffers, collected before and after. */
  readonly growth: number;
}

function measured(folder: string, units: number, form: "prose" | "latin"): Memory {
  const script = fileURLToPath(new URL("../locate-memory.ts", import.meta.url));
  const options = ["--conditions=@vouchsafe/source", script, "--data", folder, String(units), form];
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: "utf8" });
  if (status !== 0) throw new Error(`Memory of ${units} units: ${stderr}`);
  return JSON.parse(stdout) as Memory;
}

/** What a prepared text takes beside the source, each size in a process of its own. */
export function memory({ folder, settings }: Stage): readonly Bar[] {
  const sizes = [settings.huge, settings.whole];
  const found = sizes.map((units) => measured(folder, units, "prose"));
  const latin = measured(folder, settings.huge, "latin");
  const per = (bytes: number, { units }: Memory): string => (bytes / units).toFixed(2);
  const row = (name: string, memory: Memory): readonly string[] => [
    name,
    per(memory.arrays, memory),
    per(memory.strings, memory),
    per(memory.arrays + memory.strings, memory),
    per(memory.growth, memory),
  ];
  console.log("\n## Memory of a prepared text, bytes a character of the source\n");
  console.log(
    table(
      ["", "index and map", "normalised text", "both", "growth of the process"],
      [
        ...found.map((memory, at) => row(`${sizeName(sizes[at] ?? 0)}, prose as it is`, memory)),
        row(`${sizeName(settings.huge)}, without characters above U+00FF`, latin),
      ],
    ),
  );
  const bytes = found.map(({ arrays, strings, units }) => (arrays + strings) / units);
  return [
    {
      name: "memory a character of the source: index, map and normalised text",
      figure: Math.max(...bytes),
      limit: 4,
      aim: 2,
      most: true,
      shown: inBytes,
    },
  ];
}
