/** Damage by chance to the body of a response: to its bytes, and to the JSON in it. */
type Random = () => number;
type Mutate = (body: Buffer, random: Random) => Buffer;

const below = (most: number, random: Random): number => Math.floor(random() * most);
const pick = <Thing>(things: readonly Thing[], random: Random): Thing => things[below(things.length, random)] as Thing;

function range(body: Buffer, random: Random, most = 40): readonly [number, number] {
  const start = below(body.length, random);
  return [start, Math.min(body.length, start + 1 + below(most, random))];
}

/** Values that are of another type than any that is expected, or beyond what is. */
const VALUES: readonly string[] = [
  ...["null", "true", "0", "-1", "1e308", "1e999", "42", '""', '"\\u0000"', '"\\ud800"', '"stop"', '"text"'],
  ...["[]", "{}", "[[]]", "[null]", '{"error":{}}', '{"__proto__":{"a":1}}', '{"toString":1}', '"constructor"'],
  `${"[".repeat(2_000)}${"]".repeat(2_000)}`,
];
const JSON_VALUE = /:(?:"(?:[^"\\]|\\.)*"|-?\d+|true|false|null|\[\]|\{\})/g;
const JSON_KEY = /"[a-z_]+":/g;

/** The body with one match of the pattern replaced. */
function replaced(body: Buffer, pattern: RegExp, by: (found: string) => string, random: Random): Buffer {
  const text = body.toString("utf8");
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return body;
  const { index, 0: what } = pick(found, random);
  return Buffer.from(text.slice(0, index) + by(what) + text.slice(index + what.length));
}

/** The body with its events, or its lines, changed. */
function rearranged(body: Buffer, change: (events: string[]) => void): Buffer {
  const text = body.toString("utf8");
  const between = text.includes("\r\n\r\n") ? "\r\n\r\n" : "\n\n";
  const events = text.split(between);
  change(events);
  return Buffer.from(events.join(between));
}

export const MUTATIONS: { readonly [name: string]: Mutate } = {
  "a byte changed": (body, random) => {
    const copy = Buffer.from(body);
    copy[below(copy.length, random)] = below(256, random);
    return copy;
  },
  "a bit flipped": (body, random) => {
    const copy = Buffer.from(body);
    const at = below(copy.length, random);
    copy[at] = (copy[at] ?? 0) ^ (1 << below(8, random));
    return copy;
  },
  "bytes lost": (body, random) => {
    const [start, end] = range(body, random);
    return Buffer.concat([body.subarray(0, start), body.subarray(end)]);
  },
  "bytes twice": (body, random) => {
    const [start, end] = range(body, random);
    return Buffer.concat([body.subarray(0, end), body.subarray(start)]);
  },
  "bytes in between": (body, random) => {
    const at = below(body.length, random);
    const more = Buffer.from(Array.from({ length: 1 + below(8, random) }, () => below(256, random)));
    return Buffer.concat([body.subarray(0, at), more, body.subarray(at)]);
  },
  "cut off": (body, random) => body.subarray(0, below(body.length, random)),
  "another value": (body, random) => replaced(body, JSON_VALUE, () => `:${pick(VALUES, random)}`, random),
  "another key": (body, random) =>
    replaced(body, JSON_KEY, () => pick(['"x":', '"__proto__":', '"error":'], random), random),
  "a key twice": (body, random) => replaced(body, JSON_KEY, (key) => `${key}${pick(VALUES, random)},${key}`, random),
  "a null byte": (body, random) => {
    const at = below(body.length, random);
    return Buffer.concat([body.subarray(0, at), Buffer.from([0]), body.subarray(at)]);
  },
  "an event lost": (body, random) => rearranged(body, (events) => void events.splice(below(events.length, random), 1)),
  "an event twice": (body, random) =>
    rearranged(body, (events) => {
      const at = below(events.length, random);
      events.splice(at, 0, events[at] ?? "");
    }),
  "two events in another order": (body, random) =>
    rearranged(body, (events) => {
      const at = below(Math.max(1, events.length - 1), random);
      events.splice(at, 2, events[at + 1] ?? "", events[at] ?? "");
    }),
};
