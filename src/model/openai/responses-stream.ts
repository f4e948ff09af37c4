import { fieldOf, isFields } from "../../text/fields.ts";
import { DONE } from "../adapter/body.ts";
import { add, type Gathered, malformed } from "../adapter/gathered.ts";
import { failureOfError } from "../adapter/told.ts";
import { modelError } from "../failure.ts";
import { isCommentary, takeHead, takeResponse } from "./responses-reading.ts";

const LAST = new Set(["response.completed", "response.incomplete", "response.failed"]);

/**
 * Reads the events of a streamed response. Their numbers have to rise, and the last event repeats the whole text,
 * which has to be what came in pieces: so what is lost, doubled or moved is noticed. Events of other types are
 * passed over, and so is one `[DONE]` behind the end, which some servers add.
 */
export function streamedResponse(gathered: Gathered): (event: unknown) => string {
  let last = -1;
  let closed = false;
  /** The items whose text is no part of the answer. */
  const asides = new Set<unknown>();
  return (event) => {
    if (event === DONE && gathered.ended && !closed) {
      closed = true;
      return "";
    }
    if (event === DONE || gathered.ended)
      malformed(event === DONE ? "it is over without its end" : "something follows its end");
    if (!isFields(event) || typeof event.type !== "string") malformed("an event has no type");
    last = following(event.sequence_number, last);
    const { type } = event;
    if (type === "error") throw modelError(failureOfError(fieldOf(event, "error") ?? event));
    if (type === "response.created" || type === "response.in_progress") takeHead(event.response, gathered);
    if (type === "response.output_item.added" && isCommentary(event.item)) asides.add(event.output_index);
    if (type === "response.refusal.delta") gathered.refused = true;
    if (type === deltaType(gathered) && !asides.has(event.output_index)) return deltaOf(event, gathered);
    if (LAST.has(type)) close(event.response, gathered);
    return "";
  };
}

/** Its number, if it has one: above all before it. */
function following(number: unknown, last: number): number {
  if (number === undefined) return last;
  if (typeof number !== "number") malformed("an event's number is none");
  if (number <= last) malformed("an event came twice, or too late");
  return number;
}

const deltaType = ({ expected }: Gathered): string =>
  expected.tool === undefined ? "response.output_text.delta" : "response.function_call_arguments.delta";

function deltaOf(event: object, gathered: Gathered): string {
  const delta = fieldOf(event, "delta") ?? "";
  return typeof delta === "string" ? add(gathered, delta) : malformed("a piece of text is none");
}

function close(response: unknown, gathered: Gathered): void {
  const text = takeResponse(response, gathered);
  gathered.ended = true;
  // Of what ended badly, the text is of no use.
  if (gathered.finish === "stop" && text !== gathered.texts.join("")) malformed("its pieces are not its text");
}
