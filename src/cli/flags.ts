import { parseArgs } from "node:util";
import type { ArgsDef } from "citty";
import { VouchsafeError } from "vouchsafe";
import { suggest } from "./suggest.ts";

/** What was written on the command line, checked against what a command declares. */
export interface Flags {
  readonly files: readonly string[];
  readonly given: Given;
  isOn(name: string): boolean;
  text(name: string): string | undefined;
  all(name: string): readonly string[];
  /** A whole number from 1 to `most`; `unit` says of what. */
  count(name: string, most: number, unit: string): number | undefined;
}

/** The values of each flag that was written, as data. */
export type Given = ReadonlyMap<string, readonly string[]>;

/** A command line that makes no sense: one sentence on standard error, where to read more, and exit 2. */
export function badUsage(message: string): VouchsafeError {
  return new VouchsafeError(message, { code: "bad-usage" });
}

/** A file without which nothing can be checked cannot be read: one sentence and exit 2. */
export function badInput(message: string): VouchsafeError {
  return new VouchsafeError(message, { code: "bad-input" });
}

/**
 * Reads the arguments of a command by its declaration. Stricter than citty's own reading: an unknown flag, a missing
 * value or a flag given twice is an error, and a flag named in `repeatable` keeps all its values.
 */
export function readFlags(
  rawArgs: readonly string[],
  declared: ArgsDef,
  options: { readonly repeatable?: readonly string[] } = {},
): Flags {
  const kinds = new Map(
    Object.entries(declared).flatMap(([name, { type }]) =>
      type === "boolean" || type === "string" ? [[name, type] as const] : [],
    ),
  );
  const { tokens } = parseArgs({
    args: [...rawArgs],
    options: Object.fromEntries([...kinds].map(([name, type]) => [name, { type }])),
    strict: false,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") files.push(token.value);
    if (token.kind !== "option") continue;
    const kind = kinds.get(token.name);
    if (kind === undefined) throw unknownFlag(token.rawName, [...kinds.keys()]);
    if (kind === "boolean" && token.value !== undefined) throw badUsage(`${token.rawName} takes no value`);
    if (kind === "string") requireValue(token);
    const before = given.get(token.name) ?? [];
    if (before.length > 0 && !options.repeatable?.includes(token.name)) {
      throw badUsage(`${token.rawName} is given twice`);
    }
    given.set(token.name, [...before, token.value ?? ""]);
  }
  return flagsOf(given, files);
}

export function flagsOf(given: Given, files: readonly string[] = []): Flags {
  return {
    files,
    given,
    isOn: (name) => given.has(name),
    text: (name) => given.get(name)?.[0],
    all: (name) => given.get(name) ?? [],
    count: (name, most, unit) => readCount(`--${name}`, given.get(name)?.[0], most, unit),
  };
}

function requireValue(token: { rawName: string; value?: string | undefined; inlineValue?: boolean | undefined }): void {
  const { value } = token;
  // A value that looks like a flag is more likely a value forgotten; `--flag=-x` says that it is meant.
  const isFlag = value !== undefined && !token.inlineValue && /^-[^\d]/.test(value);
  if (value === undefined || value === "" || isFlag) {
    throw badUsage(`${token.rawName} needs a value`);
  }
}

function unknownFlag(rawName: string, known: readonly string[]): VouchsafeError {
  const meant = suggest(rawName.replace(/^-+/, ""), known);
  const hint = meant === undefined ? "" : `; did you mean --${meant}?`;
  return badUsage(`unknown flag ${rawName}${hint}`);
}

function readCount(flag: string, written: string | undefined, most: number, unit: string): number | undefined {
  if (written === undefined) return undefined;
  const count = Number(written);
  if (/^\d+$/.test(written) && count > 0 && count <= most) return count;
  const limit = /^\d+$/.test(written) && count > most ? ` and at most ${most}` : "";
  throw badUsage(`${flag} must be a whole number of ${unit} above 0${limit}, got ${JSON.stringify(written)}`);
}
