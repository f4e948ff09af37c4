import { writeFile } from "node:fs/promises";
import { type EvalCase, parseRun } from "vouchsafe/eval";
import { readWhole } from "../cases.ts";
import { badInput } from "../flags.ts";
import { parseJson } from "../parse-json.ts";
import { nameOf } from "../report.ts";
import type { Session } from "../session.ts";

/** The cases of an earlier run. Throws bad input for a file that holds none. */
export async function readRun(
  file: string,
  options: { readonly session: Session; readonly maxBytes: number },
): Promise<readonly EvalCase[]> {
  const parsed = parseJson(await readWhole(file, options));
  if ("fault" in parsed) throw badInput(`--compare: ${nameOf(file)}:${parsed.line}: ${parsed.fault}`);
  try {
    return parseRun(parsed.value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw badInput(`--compare: ${nameOf(file)}: ${error.message}`);
  }
}

/** Throws bad input, which ends a run, where the file cannot be written. */
export async function writeWhole(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw badInput(`${file}: cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
