import type { Flags } from "./flags.ts";
import { type Gate, gateOf } from "./gate/gate.ts";
import { describeInvalid } from "./report.ts";
import type { Session } from "./session.ts";
import { type Collector, collector } from "./summary/collect.ts";
import { renderSummary } from "./summary/render.ts";
import { openPage, openView, type Result, type View } from "./view.ts";

/** The view that the flags ask for, and what is said once all answers are checked. */
export interface Reports {
  readonly view: View;
  /** Prints the summary and what the gate says, if asked for. Resolves with the exit code. */
  finish(exitCode: number): Promise<number>;
}

/** `--summary`, `--baseline`, `--max-escalated`, with `--jsonl` or without: then they go to standard error. */
export async function openReports(
  flags: Flags,
  options: { readonly session: Session; readonly maxLineBytes: number },
): Promise<Reports> {
  const { session } = options;
  const isJson = flags.isOn("jsonl");
  const isColorRefused = flags.isOn("no-color");
  const summary = flags.isOn("summary") ? collector() : undefined;
  const gate = await gateOf(flags, options);
  const shown = summary !== undefined && !isJson ? faultsOnly : openView(session, { isJson, isColorRefused });
  return {
    view: {
      async show(result) {
        collect(result, summary, gate);
        await shown.show(result);
      },
      // The summary counts the answers itself.
      close: async (line) => (summary === undefined ? shown.close(line) : undefined),
    },
    async finish(exitCode) {
      const page = openPage(isJson ? process.stderr : process.stdout, isColorRefused);
      const parts = [
        ...(summary === undefined ? [] : [renderSummary(summary, page, { isStored: false })]),
        ...(gate === undefined || session.stop !== undefined ? [] : [gate.render(page)]),
      ];
      const text = parts.map((part) => `${part}\n`).join("\n");
      const gap = summary === undefined && !isJson ? "\n" : "";
      if (isJson) process.stderr.write(text);
      else if (text !== "") await session.write(`${gap}${text}`);
      if (gate === undefined || session.stop === "interrupted") return exitCode;
      // With nobody to read the rest, the rest was not checked.
      return session.stop === undefined ? gate.exitCode() : 2;
    },
  };
}

function collect(result: Result, summary: Collector | undefined, gate: Gate | undefined): void {
  if ("outcome" in result) summary?.add(result.place, result.outcome, result.answer);
  else summary?.add(result, result);
  gate?.add(result);
}

/** What cannot be read is named at once; all else is in the summary. */
const faultsOnly: View = {
  async show(result) {
    if (!("outcome" in result)) process.stderr.write(`vouchsafe: ${describeInvalid(result)}\n`);
  },
  async close() {},
};
