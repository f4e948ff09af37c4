import type { Trouble } from "./messages.ts";

const thrown: WeakSet<object> = new WeakSet();

/** An error that `troubleOf` tells by its code and in its own words. */
export function trouble(code: string, message: string): Trouble & Error {
  const error = Object.assign(new Error(message), { code });
  thrown.add(error);
  return error;
}

/** What is told of an error: our own as it is, any other under `code`, by its first line. */
export function troubleOf(error: unknown, code: string, what: string): Trouble {
  if (typeof error === "object" && error !== null && thrown.has(error)) {
    const { code: own, message } = error as Trouble;
    return { code: own, message };
  }
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n", 1);
  return { code, message: `${what}: ${line.slice(0, 400)}` };
}
