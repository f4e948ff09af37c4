// Memory of one prepared text, as the child of `locate/memory.ts`: `--data DIR UNITS prose|latin`; writes one line of JSON.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { dataFolder } from "./data.ts";
import { footprintOf } from "./locate/footprint.ts";
import { preparedOf } from "./locate/ours.ts";
import { flat, readProse, textOf } from "./locate/prose.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function held(): number {
  "".search(/^/); // the engine keeps the text that a pattern was last tried on
  // Twice: what the first collection lets go of may hold buffers that only the second frees.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage(); // array buffers are external, long decoded strings too
  return heapUsed + external;
}

const [units = "0", form = "prose"] = process.argv.slice(-2);
const prose = (size: number): string => textOf(readProse(dataFolder()).sentences, size, 0).text;
const textIn = (size: number): string =>
  form === "latin" ? flat(prose(size).replaceAll(/[^\0-\xff]/g, "")) : prose(size);

preparedOf(textIn(10_000)); // tables that are made once are no text's own
const text = textIn(Number(units));
const before = held();
const prepared = preparedOf(text);
const growth = held() - before;
const footprint = footprintOf(prepared, text);
process.stdout.write(`${JSON.stringify({ ...footprint, units: text.length, growth })}\n`);
