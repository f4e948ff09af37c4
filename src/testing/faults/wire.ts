import type { Saying } from "./saying.ts";

/** One event of a stream of events. */
export interface ServerEvent {
  /** The `event:` line; some interfaces have none. */
  readonly name?: string;
  /** A string is sent as it is. */
  readonly data: object | string;
}

/** How one interface of a provider says things. */
export interface Wire {
  body(saying: Saying): object;
  events(saying: Saying): Iterable<ServerEvent>;
  /** The body of an error. */
  error(status: number, message: string): object;
  /** An error in the middle of a stream. */
  errorEvent(message: string): ServerEvent;
  /** Says nothing; clients ignore it. */
  readonly nothing: ServerEvent;
  /** Events with this in them tell of an end. */
  isEnd(event: ServerEvent): boolean;
}

export function sse({ name, data }: ServerEvent): string {
  const line = `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
  return name === undefined ? line : `event: ${name}\n${line}`;
}

/** An id in the form that providers give, the same for the same request of every run. */
export function idOf(prefix: string, number: number): string {
  return `${prefix}${number.toString(36).padStart(24, "0")}`;
}
