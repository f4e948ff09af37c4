import { type ArgsDef, defineCommand } from "citty";
import { audit, priceOf, prices } from "vouchsafe/spend";
import { renderAudit } from "./auditing/render.ts";
import { readWhole } from "./cases.ts";
import type { Command } from "./command.ts";
import { badUsage, type Flags, readFlags } from "./flags.ts";
import { nameOf } from "./report.ts";
import { openSession } from "./session.ts";
import { openPage } from "./view.ts";

const args: ArgsDef = {
  model: {
    type: "string",
    valueHint: "ID",
    description: "Speak of money too, by the list price of this model, such as openai/gpt-5-mini",
  },
  calls: { type: "string", valueHint: "N", description: "How often a day it is sent (1000), spread evenly" },
  "min-cache": {
    type: "string",
    valueHint: "N",
    description: "The shortest beginning, in tokens, that the provider's cache keeps (1024)",
  },
  json: { type: "boolean", description: "Print the audit as one line of JSON" },
  "no-color": { type: "boolean", description: "Print without colour, as with NO_COLOR set" },
};

export const auditCommand: Command = {
  definition: defineCommand({
    meta: { name: "audit", description: "Show what a prompt is made of, and what of it is paid for twice" },
    args,
    run: ({ rawArgs }) => runAudit(readFlags(rawArgs, args)),
  }),
  args,
  summary: "show what a prompt is made of, and what is paid for twice",
  usage: ["vouchsafe audit [PROMPT.md]"],
  notes: [
    {
      title: "Input",
      lines: [
        "A prompt as text; without a file, or with -, standard input. Sections begin at",
        "headings (# Rules), roles (system:), tags (<rules>) and fences. What differs",
        "from call to call is written {{x}} or {x}; in a fence only {{x}}.",
      ],
    },
    {
      title: "Output",
      lines: [
        "Tokens by section, without the variables; sentences that are said again; and",
        "what the provider's cache of beginnings saves, as the prompt is and with its",
        "variables last. Tokens are estimated, on pages of prose and code to within a",
        "tenth for nine in ten; a Claude model may count a third more.",
      ],
    },
    {
      title: "Exit code",
      lines: ["0    whatever was found", "2    bad usage, or a file that cannot be read"],
    },
    {
      title: "Examples",
      lines: [
        "vouchsafe audit prompt.md --model openai/gpt-5-mini --calls 20000",
        "vouchsafe audit --json < prompt.md",
      ],
    },
  ],
};

const LONGEST = 16 * 1024 * 1024; // bytes; no model reads as much
const MOST_CALLS = 1_000_000_000;

async function runAudit(flags: Flags): Promise<number> {
  const [file = "-", ...others] = flags.files;
  if (others.length > 0) throw badUsage("audit takes one prompt");
  const model = flags.text("model");
  const price = model === undefined ? undefined : priceOf(model);
  if (model !== undefined && price === undefined) throw badUsage(unpriced(model));
  const callsPerDay = flags.count("calls", MOST_CALLS, "calls");
  const minCacheTokens = flags.count("min-cache", MOST_CALLS, "tokens");
  const session = openSession();
  try {
    const prompt = await readWhole(file, { session, maxBytes: LONGEST });
    const found = audit(prompt, {
      ...(price === undefined ? {} : { price }),
      ...(callsPerDay === undefined ? {} : { callsPerDay }),
      ...(minCacheTokens === undefined ? {} : { minCacheTokens }),
    });
    const page = openPage(process.stdout, flags.isOn("no-color"));
    const title = { name: nameOf(file), ...(model === undefined ? {} : { model }) };
    await session.write(`${flags.isOn("json") ? JSON.stringify(found) : renderAudit(prompt, found, title, page)}\n`);
    return session.stop === "interrupted" ? 130 : 0;
  } finally {
    session.close();
  }
}

function unpriced(model: string): string {
  return `--model: no list price is known of ${JSON.stringify(model.slice(0, 60))}; known are ${prices.map((row) => row.model).join(", ")}`;
}
