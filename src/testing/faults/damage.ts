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
      yield* times("\n", fault.count);
      return yield whole;
    case "second-end":
      return yield whole + whole;
    default:
      return yield whole;
  }
}

/** The events of a stream, with what the fault does to their form. */
export function* damagedEvents(wire: Wire, saying: Saying, fault: Fault | undefined): Iterable<ServerEvent> {
  const again = fault?.kind === "duplicated-chunk" ? middleOf(wire, saying) : undefined;
  let index = 0;
  for (const event of numbered(disturbed(wire, saying, fault))) {
    yield event;
    // With the same number, as from a proxy that sends once more what it has sent.
    if (index === again) yield event;
    index += 1;
  }
}

function* disturbed(wire: Wire, saying: Saying, fault: Fault | undefined): Iterable<ServerEvent> {
  const error = fault?.kind === "error-event" ? middleOf(wire, saying) : undefined;
  let index = 0;
  for (const event of wire.events(saying)) {
    // Never behind the last event, where nothing may follow.
    if (fault?.kind === "unknown-events" && index > 0) yield wire.nothing;
    if (index === error) return yield wire.errorEvent("The server had an error.");
    yield typeof event.data === "string" ? event : { ...event, data: changedData(event.data, undefined, fault) };
    if (fault?.kind === "second-end" && wire.isEnd(event)) yield event;
    // Behind the first event, which says what this is.
    if (fault?.kind === "many-events" && index === 0) yield* times(wire.nothing, fault.count);
    index += 1;
  }
}

const middleOf = (wire: Wire, saying: Saying): number => Math.floor([...wire.events(saying)].length / 2);

function* times<Thing>(thing: Thing, count = 100_000): Iterable<Thing> {
  for (let left = count; left > 0; left -= 1) yield thing;
}

/** Where events have numbers, those that came between are counted too. */
function* numbered(events: Iterable<ServerEvent>): Iterable<ServerEvent> {
  let number = 0;
  for (const event of events) {
    const { data } = event;
    const counts = typeof data === "object" && "sequence_number" in data;
    yield counts ? { ...event, data: { ...data, sequence_number: number++ } } : event;
  }
}

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
