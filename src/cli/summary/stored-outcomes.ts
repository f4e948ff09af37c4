import { readingFault, streamOf } from "../cases.ts";
import type { Place } from "../entries.ts";
import { readLines } from "../lines.ts";
import { parseJson } from "../parse-json.ts";
import { type Invalid, invalid } from "../report.ts";
import type { Session } from "../session.ts";
import { readOutcome, type StoredOutcome } from "./stored-outcome.ts";

/** One line of a file of outcomes, and what it holds; or, as `fault`, that it holds none. */
export type StoredLine = { readonly place: Place } & (
  | { readonly stored: StoredOutcome | Invalid }
  | { readonly fault: Invalid }
);

/** Every line of the files, in order, one at a time. A file that cannot be read is one fault. */
export async function* storedOutcomes(
  files: readonly string[],
  options: { readonly session: Session; readonly maxLineBytes: number },
): AsyncGenerator<StoredLine> {
  const { session, maxLineBytes } = options;
  for (const file of files) {
    try {
      for await (const line of readLines(session.read(streamOf(file)), { maxLineBytes })) {
        const place = { file, line: line.line };
        const found = "text" in line ? outcomeIn(line.text) : { fault: { field: "", message: problemOf(line) } };
        yield "fault" in found ? { place, fault: faultAt(place, found.fault) } : { place, stored: found };
      }
    } catch (error) {
      if (session.stop !== undefined) return;
      yield { place: { file }, fault: invalid({ file }, { message: readingFault(error) }) };
    }
  }
}

function outcomeIn(text: string): ReturnType<typeof readOutcome> {
  const parsed = parseJson(text);
  return "fault" in parsed ? { fault: { field: "", message: parsed.fault } } : readOutcome(parsed.value);
}

function faultAt(place: Place, { field, message }: { readonly field: string; readonly message: string }): Invalid {
  return invalid(place, field === "" ? { message } : { field, message });
}

function problemOf(line: { readonly problem: string; readonly bytes?: number }): string {
  return line.problem === "not-utf8" ? "not UTF-8" : `${line.bytes} bytes long; raise --max-line-bytes to read it`;
}
