import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as after } from "node:timers/promises";
import type { Sent } from "./respond.ts";

/** Writes it, as fast as it is read. Ends early, and in silence, when the signal is aborted: the client has gone. */
export async function write(response: ServerResponse, sent: Sent | "reset" | "hang", gone: AbortSignal): Promise<void> {
  if (sent === "hang") return;
  if (sent === "reset") return reset(response);
  const { status, headers, parts, last, afterMs, drip } = sent;
  try {
    if (afterMs !== undefined) await after(afterMs, undefined, { signal: gone });
    response.writeHead(status, headers);
    response.flushHeaders();
    for (const part of drip === undefined ? parts : slices(parts, drip.bytes)) {
      if (gone.aborted) return;
      if (!response.write(part)) await once(response, "drain", { signal: gone });
      if (drip !== undefined) await after(drip.everyMs, undefined, { signal: gone });
    }
    if (last === undefined) response.end();
    if (last === "reset") response.write("", () => reset(response));
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}

/** A proper end would be a promise that all was sent. */
function reset({ socket }: ServerResponse): void {
  socket?.resetAndDestroy();
}

function* slices(parts: Sent["parts"], bytes: number): Iterable<Buffer> {
  for (const part of parts) {
    const buffer = Buffer.from(part);
    for (let at = 0; at < buffer.length; at += bytes) yield buffer.subarray(at, at + bytes);
  }
}
