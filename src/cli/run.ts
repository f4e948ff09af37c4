import { createRequire } from "node:module";
import { runCommand } from "citty";
import { VouchsafeError } from "vouchsafe";
import { commands } from "./commands.ts";
import { badUsage } from "./flags.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { invocation } from "./invocation.ts";
import { printableLine } from "./printable.ts";
import { openSession } from "./session.ts";
import { suggest } from "./suggest.ts";

/** Runs the command line and sets the exit code: 0, 1 or 2, or 130 when interrupted. Never rejects. */
export async function run(rawArgs: readonly string[]): Promise<void> {
  // Node's own exit for these is 1, which here would say that an answer was escalated.
  const onAccident = (error: unknown): void => {
    process.stderr.write(`vouchsafe: ${describe(error)}\n`);
    process.exit(2);
  };
  process.on("uncaughtException", onAccident);
  try {
    process.exitCode = await dispatch(rawArgs);
  } catch (error) {
    const [name = ""] = rawArgs;
    const topic = Object.hasOwn(commands, name) ? `${name} ` : "";
    const isUsage = error instanceof VouchsafeError && error.code === "bad-usage";
    process.stderr.write(`vouchsafe: ${describe(error)}${isUsage ? `\nTry: ${invocation} ${topic}--help` : ""}\n`);
    process.exitCode = 2;
  } finally {
    process.off("uncaughtException", onAccident);
  }
}

function describe(error: unknown): string {
  const isExpected = error instanceof VouchsafeError || error instanceof TypeError;
  return printableLine(`${isExpected ? "" : "unexpected: "}${error instanceof Error ? error.message : String(error)}`);
}

async function dispatch(rawArgs: readonly string[]): Promise<number> {
  const [name, ...rest] = rawArgs;
  if (name === undefined) {
    process.stderr.write(generalHelp(commands));
    return 2;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    const topic = rest.find((word) => Object.hasOwn(commands, word));
    return print(topic === undefined ? generalHelp(commands) : commandHelp(topic, commands[topic]));
  }
  if (name === "--version" || name === "-v") return print(`${packageVersion()}\n`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw unknownCommand(name);
  const end = rest.indexOf("--");
  const flags = end === -1 ? rest : rest.slice(0, end);
  if (flags.includes("--help") || flags.includes("-h")) return print(commandHelp(name, command));
  const { result } = await runCommand(command.definition, { rawArgs: rest });
  return typeof result === "number" ? result : 2;
}

async function print(text: string): Promise<number> {
  const session = openSession();
  await session.write(text);
  session.close();
  return 0;
}

function unknownCommand(name: string): VouchsafeError {
  if (name.startsWith("-")) return badUsage(`unknown flag ${name}`);
  const known = Object.keys(commands);
  const meant = suggest(name, known);
  const hint =
    meant === undefined
      ? `the commands are ${known.slice(0, -1).join(", ")} and ${known.at(-1)}`
      : `did you mean ${meant}?`;
  return badUsage(`unknown command ${JSON.stringify(name)}; ${hint}`);
}

function packageVersion(): string {
  const manifest: { readonly version: string } = createRequire(import.meta.url)("vouchsafe/package.json");
  return manifest.version;
}
