import type { Place } from "./entries.ts";
import { printableLine } from "./printable.ts";

/** A record that could not be checked, in the place where its outcome would stand. */
export interface Invalid extends Place {
  readonly status: "invalid";
  readonly field?: string;
  readonly message: string;
}

export function invalid(place: Place, fault: { readonly field?: string; readonly message: string }): Invalid {
  const { file, line, item } = place;
  const within = `${item === undefined ? "" : `[${item}]`}${joint(item, fault.field)}${fault.field ?? ""}`;
  return {
    status: "invalid",
    file,
    ...(line === undefined ? {} : { line }),
    ...(item === undefined ? {} : { item }),
    ...(within === "" ? {} : { field: within }),
    message: fault.message,
  };
}

function joint(item: number | undefined, field: string | undefined): string {
  return item !== undefined && field !== undefined && /^[^[]/.test(field) ? "." : "";
}

/** `answers.jsonl:17: sources[2].text: expected a string, got a number`, safe to print. */
export function describeInvalid(found: Invalid): string {
  const place = `${nameOf(found.file)}${found.line === undefined ? "" : `:${found.line}`}`;
  return printableLine([place, ...(found.field === undefined ? [] : [found.field]), found.message].join(": "));
}

export function nameOf(file: string): string {
  return file === "-" ? "standard input" : file;
}
