import { contextOf, type Deadline } from "../context.ts";
import type { Account } from "../types.ts";
import { type Meter, meterOf } from "../verify/meter.ts";
import type { Checking } from "../verify/outcome-of.ts";
import type { Wrapped } from "./options.ts";

/** What every reply of a wrapped function is checked with, within the deadline of its call. */
export function checkingOf<Input>(
  { guards, options, reading }: Wrapped<Input>,
  deadline: Deadline,
  { account, meter = meterOf() }: { readonly account: Account; readonly meter?: Meter },
): Checking {
  return {
    guards,
    ...(options.judge === undefined ? {} : { judge: options.judge }),
    reading,
    context: contextOf({
      abortSignal: deadline.signal,
      ...(options.trace === undefined ? {} : { trace: options.trace }),
      onCall: meter.onCall,
      account: { ...options.account, ...account },
    }),
    meter,
    isLate: deadline.isOver,
  };
}
