import { type Calibration, parseCalibration } from "vouchsafe/score";
import { readWhole } from "../cases.ts";
import { badInput } from "../flags.ts";
import { parseJson } from "../parse-json.ts";
import { nameOf } from "../report.ts";
import type { Session } from "../session.ts";

const LONGEST = 1024 * 1024; // bytes: one of ours has two thousand

/** The calibration in a file. Throws bad input that says what is wrong with it. */
export async function readCalibration(file: string, session: Session): Promise<Calibration> {
  const parsed = parseJson(await readWhole(file, { session, maxBytes: LONGEST }));
  if ("fault" in parsed) throw badInput(`${nameOf(file)}:${parsed.line}: ${parsed.fault}`);
  try {
    return parseCalibration(parsed.value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw badInput(`${nameOf(file)}: ${error.message}`);
  }
}
