import fc from "fast-check";
import { expect, test } from "vitest";
import { eventParser } from "../../src/model/adapter/sse.ts";

function eventsOf(pieces: readonly string[]): readonly string[] {
  const parser = eventParser();
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

/** The definition, over the whole text at once: blocks of lines between blank lines; what no blank line closes is dropped. */
function oracle(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const events: string[] = [];
  let data: string[] = [];
  // What follows the last break is no line.
  for (const line of lines.slice(0, -1)) {
    if (line === "") {
      if (data.length > 0) events.push(data.join("\n"));
      data = [];
      continue;
    }
    const [name = "", ...rest] = line.split(":");
    if (name === "data") data.push(rest.join(":").replace(/^ /, ""));
  }
  return events;
}

/** Cuts a text anywhere, line breaks included. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const at = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  return at.slice(1).map((end, index) => text.slice(at[index], end));
}

const soup = fc
  .array(fc.constantFrom("data:", "data: ", "data", "event: x", ": remark", "\n", "\n", "\n\n", "a", "é😀", ":", " "))
  .map((parts) => parts.join(""));

test("a text gives the same events however it is cut, and those of the definition", () => {
  fc.assert(
    fc.property(soup, fc.array(fc.nat()), fc.constantFrom("\n", "\r\n"), (text, places, end) => {
      const broken = text.replaceAll("\n", end);
      expect(eventsOf(cut(broken, places))).toEqual(oracle(broken));
    }),
    { numRuns: 2_000 },
  );
});

test("lone carriage returns end lines, too, mixed with other ends as well", () => {
  fc.assert(
    fc.property(soup, fc.array(fc.nat()), fc.array(fc.constantFrom("\n", "\r", "\r\n")), (text, places, ends) => {
      const parts = text.split("\n");
      const broken = parts
        .map((part, index) => part + (index < parts.length - 1 ? (ends[index] ?? "\n") : ""))
        .join("");
      // Behind the end nothing is left open.
      const closed = `${broken}x`;
      expect(eventsOf(cut(closed, places))).toEqual(oracle(closed));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["line feeds", "data: a\n\n"],
  ["both", "data: a\r\n\r\n"],
  ["carriage returns", "data: a\r\r"],
])("with %s an event counts from the last byte of its blank line on, and not from one before", (_, text) => {
  for (let length = 0; length < text.length; length++) expect(eventsOf([text.slice(0, length)])).toEqual([]);
  expect(eventsOf([text])).toEqual(["a"]);
  expect(eventsOf([...text])).toEqual(["a"]);
});

test.each([
  ["several lines of data are joined", "data: a\ndata:\ndata:  b\n\n", ["a\n\n b"]],
  ["a field without a colon has an empty value", "data\n\n", [""]],
  [
    "other fields, remarks and names that begin with data are passed over",
    ": x\nid: 1\nretry: 2\ndatabase: y\n\ndata: a\n\n",
    ["a"],
  ],
])("%s", (_, text, events) => {
  expect(eventsOf([text])).toEqual(events);
});

test("the time to read does not depend on the size of the pieces", () => {
  const timed = (size: number, pieces: number): number => {
    const parser = eventParser();
    const piece = "x".repeat(size);
    const started = performance.now();
    parser.push("data: ");
    for (let index = 0; index < pieces; index++) parser.push(piece);
    expect(parser.push("\n\n")).toHaveLength(1);
    return performance.now() - started;
  };
  timed(4, 50_000);
  // The best of five: others share the machine.
  const best = (pieces: number) => Math.min(...Array.from({ length: 5 }, () => timed(4, pieces)));
  const [eighth, whole] = [best(50_000), best(400_000)];
  // Looked through from its start for each piece, eight times as much took 64 times as long.
  expect(whole / eighth).toBeLessThan(24);
});
