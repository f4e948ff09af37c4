import { type ArgsDef, defineCommand } from "citty";
import { type Answer, verify } from "vouchsafe";
import type { Command } from "./command.ts";
import data from "./demo.data.json" with { type: "json" };
import { badUsage, readFlags } from "./flags.ts";
import { invocation } from "./invocation.ts";
import { openSession } from "./session.ts";
import { renderOutcome } from "./terminal.ts";
import { openPage } from "./view.ts";

const args: ArgsDef = {
  "no-color": { type: "boolean", description: "Print without colour, as with NO_COLOR set" },
};

export const demoCommand: Command = {
  definition: defineCommand({
    meta: { name: "demo", description: "Check three answers that are shipped with the package" },
    args,
    run: ({ rawArgs }) => {
      const flags = readFlags(rawArgs, args);
      if (flags.files.length > 0) throw badUsage("demo takes no file; vouchsafe verify FILE checks yours");
      return runDemo(flags.isOn("no-color"));
    },
  }),
  args,
  summary: "check three shipped answers: no key, no network",
  usage: ["vouchsafe demo"],
  notes: [],
};

interface DemoCase {
  readonly title: string;
  readonly expected: string;
  readonly sources: readonly string[];
  readonly answer: Omit<Answer, "sources">;
}

/** Prints the three; 0 if each came out as the data file says, else 1. */
async function runDemo(isColorRefused: boolean): Promise<number> {
  const session = openSession();
  const page = openPage(process.stdout, isColorRefused);
  let isAsExpected = true;
  try {
    for (const [index, { title, expected, sources, answer }] of (data.cases as readonly DemoCase[]).entries()) {
      if (session.stop !== undefined) break;
      const given: Answer = { ...answer, sources: data.sources.filter(({ id }) => sources.includes(id)) };
      const outcome = await verify(given);
      isAsExpected &&= outcome.status === expected;
      const heading = page.paint.strong(`${index + 1}. ${title}`);
      await session.write(`${heading}\n\n${renderOutcome(given, outcome, page)}\n\n`);
    }
    if (session.stop === "interrupted") return 130;
    await session.write(closing);
    return isAsExpected ? 0 : 1;
  } finally {
    session.close();
  }
}

const closing = `Your own: ${invocation} verify --answer answer.md --source faq.md
All ways: ${invocation} verify --help
`;
