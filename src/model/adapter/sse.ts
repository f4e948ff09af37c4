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

  function keep(piece: string): void {
    if (piece !== "") line.push(piece);
    pending += piece.length;
  }

  return {
    push(text) {
      const events: string[] = [];
      if (text === "") return events;
      let start = 0;
      const closeReturn = (): void => {
        const whole = text[start] === "\n";
        if (whole) start += 1;
        closeLine(whole ? "\r\n" : "\r", events);
      };
      if (halfEnd) closeReturn();
      halfEnd = false;
      const next = breaksOf(text);
      for (let at = next(start); at < text.length; at = next(start)) {
        keep(text.slice(start, at));
        start = at + 1;
        if (text[at] === "\n") closeLine("\n", events);
        else if (start === text.length) halfEnd = true;
        else closeReturn();
      }
      keep(text.slice(start));
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

/** Where the next line break stands, from an offset that only grows; the length of the text if there is none. */
function breaksOf(text: string): (from: number) => number {
  const ahead = (mark: string, from: number): number => {
    const at = text.indexOf(mark, from);
    return at < 0 ? text.length : at;
  };
  let [feed, carriage] = [-1, -1];
  return (from) => {
    if (feed < from) feed = ahead("\n", from);
    if (carriage < from) carriage = ahead("\r", from);
    return Math.min(feed, carriage);
  };
}
