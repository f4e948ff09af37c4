import type { ArgDef } from "citty";
import type { Command } from "./command.ts";
import { invocation } from "./invocation.ts";
import { wrap } from "./wrap.ts";

const width = 80;

export function generalHelp(commands: { readonly [name: string]: Command }): string {
  const names = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(9)}${summary}`);
  return page([
    "Vouches for AI answers by their sources: a verified answer, or an escalation\nthat says which sentence failed, why, and what the source really says.",
    "Usage: vouchsafe COMMAND",
    ["Commands", ...names].join("\n"),
    ["Options", "  --help     this text; after a command, its own", "  --version  the version"].join("\n"),
    `Start here: ${invocation} demo`,
  ]);
}

export function commandHelp(name: string, command: Command | undefined): string {
  if (command === undefined) return "";
  const flags = [...Object.entries(command.args).map(describeFlag), describe("--help", "This text")];
  const usage = command.usage.map((line, index) => `${index === 0 ? "Usage: " : "       "}${line}`).join("\n");
  return page([
    `vouchsafe ${name}: ${command.summary}`,
    usage,
    ["Options", ...flags.flat()].join("\n"),
    ...command.notes.map(({ title, lines }) =>
      [title, ...lines.map((line) => (line === "" ? "" : `  ${line}`))].join("\n"),
    ),
  ]);
}

const column = 24;

function describeFlag([name, flag]: readonly [string, ArgDef]): readonly string[] {
  return describe(`--${name}${flag.valueHint ? ` ${flag.valueHint}` : ""}`, flag.description ?? "");
}

function describe(flag: string, description: string): readonly string[] {
  return wrap(description, width - column).map((line, index) =>
    `${index === 0 ? `  ${flag}`.padEnd(column) : " ".repeat(column)}${line}`.trimEnd(),
  );
}

function page(parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}
