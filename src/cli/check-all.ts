import { openProgress } from "./progress.ts";
import type { Session } from "./session.ts";
import { checked, exitCodeOf, noneYet, summarise } from "./tally.ts";
import type { Result, View } from "./view.ts";

/** Shows the results as they come, each before the next is asked for. Resolves with the exit code. */
export async function checkAll(results: AsyncIterable<Result>, view: View, session: Session): Promise<number> {
  const tally = noneYet();
  const progress = openProgress();
  for await (const result of results) {
    // Interrupted while it was being checked: its result may speak of the interruption.
    if (session.stop !== undefined) break;
    tally["outcome" in result ? result.outcome.status : "invalid"] += 1;
    if ("outcome" in result) tally.modelCalls += result.outcome.usage.modelCalls;
    // Whatever is written to standard error next must not land on the line of the progress.
    if (!("outcome" in result)) progress.clear();
    await view.show(result);
    progress.advance(checked(tally), () => summarise(tally));
  }
  progress.clear();
  if (session.stop === "interrupted") process.stderr.write(`stopped after ${summarise(tally)}\n`);
  else if (session.stop === "output-failed") process.stderr.write("vouchsafe: the output cannot be written\n");
  else if (session.stop === undefined && checked(tally) > 1) await view.close(summarise(tally));
  return exitCodeOf(tally, session.stop);
}
