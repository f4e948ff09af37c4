/** By which interface it was asked. */
export type WireName = "chat" | "responses" | "messages";

/** A request as the server got it. */
export interface ServerRequest {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  /** Parsed; the text itself where it is no JSON. */
  readonly body: unknown;
  /** Absent where no provider has such a path. */
  readonly wire?: WireName;
  /** As asked for; empty where it was not said. */
  readonly model: string;
  readonly stream: boolean;
  /** The texts of all messages, instructions included, an empty line between them. */
  readonly prompt: string;
}

/** A field of what may be no object at all. */
export function field(data: unknown, name: string): unknown {
  return typeof data === "object" && data !== null ? Reflect.get(data, name) : undefined;
}
