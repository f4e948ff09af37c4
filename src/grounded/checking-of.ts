import { contextOf, type Deadline } from "../context.ts";
import type { Checking } from "../verify/outcome-of.ts";
import type { Wrapped } from "./options.ts";

/** What every reply of a wrapped function is checked with, within the deadline of its call. */
export function checkingOf<Input>({ guards, options, reading }: Wrapped<Input>, deadline: Deadline): Checking {
  return {
    guards,
    ...(options.judge === undefined ? {} : { judge: options.judge }),
    reading,
    context: contextOf({ ...options, abortSignal: deadline.signal }),
    isLate: deadline.isOver,
  };
}
