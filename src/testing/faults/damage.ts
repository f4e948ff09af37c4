import type { Fault } from "./fault.ts";
import type { Saying } from "./saying.ts";
import type { ServerEvent, Wire } from "./wire.ts";

/** The body of a plain reply, with what the fault does to its form. */
export function* damagedBody(body: object, { pieces, text }: Saying, fault: Fault | undefined): Iterable<string> {
  const whole = JSON.stringify(changedData(body, text, fault));
  switch (fault?.kind) {
    case "oversized": {
      // The text is put in on the way, so that it is never whole in memory.
      const at = whole.indexOf(JSON.stringify(text)) + 1;
      yield whole.slice(0, at);
      yield* pieces;
      return yield whole.slice(at);
    }
    case "many-events":
      // Blanks before a document are part of no reply; they come as keep-alive from some gateways.
      for (let left = countOf(fault); left > 0; left -= 1) yield "\n";
      return yield whole;
    case "second-end":
      return yield whole + whole;
    default:
      return yield whole;
  }
}

/** The events of a stream, with what the fault does to their form. */
export function* damagedEvents(wire: Wire, saying: Saying, fault: Fault | undefined): Iterable<ServerEvent> {
  const before = fault?.kind === "many-events" ? countOf(fault) : 0;
  const half =
    fault?.kind === "error-event" ? Math.floor([...wire.events(saying)].length / 2) : Number.POSITIVE_INFINITY;
  let index = 0;
  for (const event of wire.events(saying)) {
    if (index === half) return yield wire.errorEvent("The server had an error.");
    const data = typeof event.data === "string" ? event.data : changedData(event.data, undefined, fault);
    yield { ...event, data };
    if (fault?.kind === "second-end" && wire.isEnd(event)) yield event;
    if (fault?.kind === "unknown-events" && event.data !== "[DONE]") yield wire.nothing;
    // Behind the first event, which says what this is.
    if (index === 0) for (let left = before; left > 0; left -= 1) yield wire.nothing;
    index += 1;
  }
}

const countOf = ({ count = 100_000 }: { readonly count?: number }): number => count;

function changedData(data: object, text: string | null | undefined, fault: Fault | undefined): object {
  if (fault?.kind === "wrong-types") return retyped(data, text, "as" in fault ? fault.as : 42) as object;
  if (fault?.kind === "unknown-events") return { ...data, unheard_of: { since: "tomorrow", values: [1, null] } };
  return data;
}

/** The names under which the interfaces keep text. */
const TEXTS: ReadonlySet<string> = new Set(["content", "text", "delta", "arguments", "partial_json"]);

/** Something else in place of every text; in a plain reply only in place of that one. */
function retyped(data: unknown, text: string | null | undefined, as: unknown): unknown {
  if (Array.isArray(data)) return data.map((one) => retyped(one, text, as));
  if (typeof data !== "object" || data === null) return data;
  const fields = Object.entries(data).map(([name, value]) => {
    const isText = typeof value === "string" && TEXTS.has(name) && (text === undefined || value === text);
    return [name, isText ? as : retyped(value, text, as)];
  });
  return Object.fromEntries(fields);
}
