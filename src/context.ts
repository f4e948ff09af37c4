import type { Context, Trace } from "./types.ts";

const silent: Trace = Object.freeze({ event() {} });

/** The last parameter of everything that can wait. The library itself never writes to the console. */
export function contextOf(options: { readonly abortSignal?: AbortSignal; readonly trace?: Trace } = {}): Context {
  return {
    abortSignal: options.abortSignal ?? new AbortController().signal,
    trace: options.trace ?? silent,
  };
}
