import { fieldOf, isFields } from "../../text/fields.ts";
import { DONE } from "../adapter/body.ts";
import { add, type Gathered, malformed } from "../adapter/gathered.ts";
import { failureOfError } from "../adapter/told.ts";
import { modelError } from "../failure.ts";
import { startOfBlock, takeHead, takeStop, takeUsage } from "./messages-reading.ts";

/** How far a stream has come: which blocks have been closed, and which one is open. */
interface Progress {
  started: boolean;
  closed: number;
  /** Whether the text of the open block is the reply's. */
  open?: boolean;
}

/**
 * Reads the events of a streamed message. Blocks are numbered, and open and close in turn: a block that is lost,
 * doubled or moved is noticed, a piece within one is not. Events of other types are passed over.
 */
export function streamedMessage(gathered: Gathered): (event: unknown) => string {
  const progress: Progress = { started: false, closed: 0 };
  return (event) => {
    if (event === DONE) return gathered.ended ? "" : malformed("it is over without its end");
    if (!isFields(event) || typeof event.type !== "string") malformed("an event has no type");
    if (event.type === "ping") return "";
    if (gathered.ended) malformed("something follows its end");
    if (event.type === "error") throw modelError(failureOfError(fieldOf(event, "error")));
    return step(event, progress, gathered);
  };
}

function step(event: { readonly [name: string]: unknown }, progress: Progress, gathered: Gathered): string {
  const { type, index } = event;
  if (!progress.started && type !== "message_start") malformed("it does not begin with its start");
  if (type === "message_start") {
    if (progress.started) malformed("it starts twice");
    progress.started = true;
    takeHead(event.message, gathered);
  } else if (type === "content_block_start") {
    if (progress.open !== undefined || index !== progress.closed || gathered.finish)
      malformed("a block starts out of turn");
    progress.open = startOfBlock(event.content_block, gathered);
    return textOfBlock(event.content_block, progress.open, gathered);
  } else if (type === "content_block_delta") {
    if (progress.open === undefined || index !== progress.closed) malformed("a piece has no block");
    return deltaOf(event.delta, progress.open, gathered);
  } else if (type === "content_block_stop") {
    if (progress.open === undefined || index !== progress.closed) malformed("a block ends that was not open");
    delete progress.open;
    progress.closed += 1;
  } else if (type === "message_delta") {
    if (progress.open !== undefined) malformed("a block is open at its end");
    if (gathered.finish && fieldOf(event.delta, "stop_reason") !== undefined) malformed("it finishes twice");
    takeStop(event.delta, gathered);
    takeUsage(event.usage, gathered);
  } else if (type === "message_stop") {
    gathered.ended = true;
  }
  return "";
}

/** What a block starts with: nothing, from Anthropic itself. */
function textOfBlock(block: unknown, counts: boolean, gathered: Gathered): string {
  const text = fieldOf(block, "text") ?? "";
  if (typeof text !== "string") malformed("a block of text has none");
  return counts && gathered.expected.tool === undefined ? add(gathered, text) : "";
}

function deltaOf(delta: unknown, counts: boolean, gathered: Gathered): string {
  if (!counts) return "";
  const inTool = gathered.expected.tool !== undefined;
  const kind = inTool ? "input_json_delta" : "text_delta";
  if (fieldOf(delta, "type") !== kind) return "";
  const text = fieldOf(delta, inTool ? "partial_json" : "text");
  return typeof text === "string" ? add(gathered, text) : malformed("a piece of text is none");
}
