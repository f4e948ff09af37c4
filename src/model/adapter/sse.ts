/**
 * Server-sent events, fed in pieces of any size: gives the data of each event that a blank line has closed, in
 * linear time, as no unit of the text is looked at twice. Names, ids and comments are dropped.
 */
export interface EventParser {
  /** The data of the events that this piece completes. */
  push(text: string): readonly string[];
  /** That of an event whose last line break could not be told from half a one before the stream ended. */
  end(): readonly string[];
  /** UTF-16 units of the event that is not yet closed. */
  readonly pending: number;
}

export function eventParser(): EventParser {
  /** Pieces of the line that is not yet closed. */
  let line: string[] = [];
  let data: string[] = [];
  let pending = 0;
  /** The last unit was a carriage return: alone it ends a line, or it is the first half of an end. */
  let halfEnd = false;
  let lastEnd = "";

  function closeLine(end: string, events: string[]): void {
    lastEnd = end;
    const text = line.join("");
    line = [];
    if (text === "") {
      if (data.length > 0) events.push(data.join("\n"));
      data = [];
      pending = 0;
    } else if (text.startsWith("data:")) data.push(text.slice(text.startsWith("data: ") ? 6 : 5));
    else if (text === "data") data.push("");
  }

  return {
    push(text) {
      const events: string[] = [];
      let start = 0;
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (halfEnd) {
          halfEnd = false;
          start = unit === LINE_FEED ? at + 1 : at;
          closeLine(unit === LINE_FEED ? "\r\n" : "\r", events);
          if (unit === LINE_FEED) continue;
        }
        if (unit !== LINE_FEED && unit !== CARRIAGE_RETURN) continue;
        if (at > start) line.push(text.slice(start, at));
        pending += at - start;
        start = at + 1;
        if (unit === CARRIAGE_RETURN) halfEnd = true;
        else closeLine("\n", events);
      }
      if (start < text.length) line.push(text.slice(start));
      pending += Math.max(0, text.length - start);
      return events;
    },
    end() {
      const events: string[] = [];
      // Where lines have ended in two units, one of them is half an end.
      if (halfEnd && lastEnd === "\r") closeLine("\r", events);
      return events;
    },
    get pending() {
      return pending;
    },
  };
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
