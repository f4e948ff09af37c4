import { type ArgsDef, defineCommand } from "citty";
import type { Command } from "./command.ts";
import { badUsage, type Flags, readFlags } from "./flags.ts";
import { describeInvalid } from "./report.ts";
import { openSession } from "./session.ts";
import { collector } from "./summary/collect.ts";
import { renderSummary } from "./summary/render.ts";
import { storedOutcomes } from "./summary/stored-outcomes.ts";
import { openPage } from "./view.ts";

const args: ArgsDef = {
  "no-color": { type: "boolean", description: "Print without colour, as with NO_COLOR set" },
};

export const summaryCommand: Command = {
  definition: defineCommand({
    meta: { name: "summary", description: "Sum up outcomes that were stored" },
    args,
    run: ({ rawArgs }) => runSummary(readFlags(rawArgs, args)),
  }),
  args,
  summary: "sum up stored outcomes: what escalated, and where to look",
  usage: ["vouchsafe summary FILE…"],
  notes: [
    {
      title: "Input",
      lines: [
        "FILE holds one outcome a line, as vouchsafe verify --jsonl prints them and",
        "jsonl() of vouchsafe/trace writes them; - is standard input. Files that were",
        "turned over (outcomes.jsonl.1 and so on) are named one by one.",
      ],
    },
    {
      title: "Exit code",
      lines: [
        "0    every line is an outcome, whatever it says",
        "2    bad usage, or a line or file that holds no outcome; the rest is summed up",
        "130  interrupted",
      ],
    },
    {
      title: "Examples",
      lines: ["vouchsafe summary outcomes.jsonl", "vouchsafe verify --jsonl answers.jsonl | vouchsafe summary -"],
    },
  ],
};

const longestLineBytes = 256 * 1024 * 1024; // half of what fits in one string of the engine

async function runSummary(flags: Flags): Promise<number> {
  const { files } = flags;
  if (files.length === 0) throw badUsage("summary needs FILE, which holds one outcome a line; - is standard input");
  if (files.filter((file) => file === "-").length > 1) throw badUsage("standard input can be read only once");
  const session = openSession();
  try {
    const summary = collector();
    let isWhole = true;
    for await (const line of storedOutcomes(files, { session, maxLineBytes: longestLineBytes })) {
      if (session.stop !== undefined) break;
      if ("stored" in line) summary.add(line.place, line.stored);
      else {
        isWhole = false;
        process.stderr.write(`vouchsafe: ${describeInvalid(line.fault)}\n`);
      }
    }
    if (session.stop === "interrupted") return 130;
    const page = openPage(process.stdout, flags.isOn("no-color"));
    await session.write(`${renderSummary(summary, page, { isStored: true })}\n`);
    return isWhole && session.stop !== "output-failed" ? 0 : 2;
  } finally {
    session.close();
  }
}
