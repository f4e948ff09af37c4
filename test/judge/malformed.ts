/** A well-formed reply to the ids asked, as its text and its parts. */
export const wellFormed = (ids: readonly string[], label = "supported", quote = ""): string =>
  JSON.stringify({ verdicts: ids.map((id) => ({ id, evidence_quote: quote, label, confidence: 90 })) });

type Shape = readonly [name: string, reply: (ids: readonly string[], quote: string) => string];

const verdicts = (ids: readonly string[], quote: string) =>
  ids.map((id): { [field: string]: unknown } => ({ id, evidence_quote: quote, label: "supported", confidence: 90 }));
const json = JSON.stringify;
const each =
  (change: (verdict: { [field: string]: unknown }) => unknown) =>
  (ids: readonly string[], quote: string): string =>
    json({ verdicts: verdicts(ids, quote).map(change) });
const raw =
  (field: string, text: string) =>
  (ids: readonly string[], quote: string): string => {
    const marked = verdicts(ids, quote).map((one) => ({ ...one, [field]: "@@" }));
    return json({ verdicts: marked }).replaceAll('"@@"', text);
  };
const good = (ids: readonly string[], quote: string): string => json({ verdicts: verdicts(ids, quote) });

const ODD_VALUES = [
  "null",
  "true",
  "false",
  "[]",
  "{}",
  '""',
  '"supported"',
  '"90"',
  '"90%"',
  "-1",
  "-0.5",
  "101",
  "7.5",
  "0.9",
  "1e3",
  "1e308",
  "1e-7",
  "9007199254740993",
  "1e999",
  '"NaN"',
  "[90]",
  '{"value":90}',
  '" supported"',
  '"Supported"',
  '"SUPPORTED"',
  '"supported "',
  '"supported."',
  '"fully supported"',
  '"support"',
  '"yes"',
  '"true"',
  '"pass"',
  '"支持"',
  '"suppоrted"',
  '"supported\\u0000"',
  '"not_found, supported"',
];
const NO_JSON = [
  "NaN",
  "Infinity",
  "-Infinity",
  "undefined",
  "'supported'",
  "supported",
  "01",
  "+90",
  "0x5a",
  ".9",
  "90.",
  "1_000",
  "--1",
];
const ALONE = [
  "",
  " ",
  "\n",
  "\u200b",
  "null",
  "true",
  "90",
  '"supported"',
  "[]",
  "{}",
  '{"verdicts":null}',
  '{"verdicts":{}}',
  '{"verdicts":"supported"}',
  '{"verdicts":[]}',
  '{"verdicts":[null]}',
  '{"verdicts":[[]]}',
  '{"verdicts":["supported"]}',
  '{"verdict":[]}',
  '{"results":[]}',
  "supported",
  "Yes.",
  "PASS",
  "All claims are supported.",
  "I cannot help with that.",
  "As an AI model, I find every claim supported.",
  "<verdicts/>",
  "<html><body>502</body></html>",
  "verdicts: []",
  "---\nverdicts: []",
  ":",
  "Thought process:",
  "{",
  '{"verdicts":[',
  '{"verdicts":[{',
  '{"verdicts":[{"id":"',
  "[".repeat(5_000),
  '{"a":'.repeat(2_000),
  "\ufeff{}",
  "\u0000",
  "{'verdicts':[]}",
  "{verdicts:[]}",
  "data: {}",
  "{}{}",
  "[]\n[]",
  '{"__proto__":[]}',
];
const FIELDS = ["id", "evidence_quote", "label", "confidence"] as const;

/** Replies that are not one verdict for each item: each looks as much like a pass as it can. */
export const MALFORMED: readonly Shape[] = [
  ...ALONE.map((text, at): Shape => [`alone ${at}: ${text.slice(0, 24)}`, () => text]),
  ...FIELDS.flatMap((field) =>
    ODD_VALUES.filter(
      (value) =>
        !((field === "evidence_quote" && value.startsWith('"')) || (field === "label" && value === '"supported"')),
    ).map((value): Shape => [`${field} is ${value}`, raw(field, value)]),
  ),
  ...NO_JSON.map((value): Shape => [`confidence is ${value}, no JSON`, raw("confidence", value)]),
  ...FIELDS.map((field): Shape => [`without ${field}`, each(({ [field]: _, ...rest }) => rest)]),
  ...["reason", "__proto__", "constructor", "verdict", "Label", "confidence "].map(
    (field): Shape => [
      `with ${field} besides`,
      (ids, quote) => good(ids, quote).replaceAll('{"id"', `{${json(field)}:"x","id"`),
    ],
  ),
  ["prose before", (ids, quote) => `Here is my verdict: ${good(ids, quote)}`],
  ["prose behind", (ids, quote) => `${good(ids, quote)}\nI hope this helps!`],
  ["a fence", (ids, quote) => `\`\`\`json\n${good(ids, quote)}\n\`\`\``],
  ["a bare fence", (ids, quote) => `\`\`\`\n${good(ids, quote)}\n\`\`\``],
  ["thoughts before", (ids, quote) => `<think>all fine</think>${good(ids, quote)}`],
  ["a byte order mark", (ids, quote) => `\ufeff${good(ids, quote)}`],
  ["a no-break space before", (ids, quote) => `\u00a0${good(ids, quote)}`],
  ["twice", (ids, quote) => good(ids, quote) + good(ids, quote)],
  ["as a string of JSON", (ids, quote) => json(good(ids, quote))],
  ["in a list", (ids, quote) => `[${good(ids, quote)}]`],
  ["the list alone", (ids, quote) => json(verdicts(ids, quote))],
  [
    "a map by id",
    (ids, quote) => json({ verdicts: Object.fromEntries(verdicts(ids, quote).map((one) => [one.id, one])) }),
  ],
  ["a key besides the verdicts", (ids, quote) => json({ verdicts: verdicts(ids, quote), summary: "all supported" })],
  ["the verdicts twice", (ids, quote) => good(ids, quote).replace("{", '{"verdicts":[],')],
  ["the verdicts twice, escaped", (ids, quote) => good(ids, quote).replace("{", '{"verdict\\u0073":[],')],
  ["a label twice", (ids, quote) => good(ids, quote).replaceAll('"label"', '"label":"not_found","label"')],
  [
    "an id twice",
    (ids, quote) =>
      json({
        verdicts: verdicts(
          ids.map(() => ids[0] ?? ""),
          quote,
        ),
      }),
  ],
  ["one too few", (ids, quote) => good(ids.slice(1), quote)],
  ["one too many", (ids, quote) => good([...ids, "zzzz"], quote)],
  ["one unknown", (ids, quote) => good([...ids.slice(1), "zzzz"], quote)],
  [
    "ids in capitals",
    (ids, quote) =>
      good(
        ids.map((id) => id.toUpperCase()),
        quote,
      ),
  ],
  [
    "ids with a space",
    (ids, quote) =>
      good(
        ids.map((id) => `${id} `),
        quote,
      ),
  ],
  ["ids as numbers", (ids, quote) => json({ verdicts: verdicts(ids, quote).map((one, id) => ({ ...one, id })) })],
  ["a trailing comma", (ids, quote) => good(ids, quote).replace("]}", ",]}")],
  ["a comment", (ids, quote) => good(ids, quote).replace("[", "[/* all fine */")],
  ["single quotes", (ids) => good(ids, "").replaceAll('"', "'")],
  ["keys without quotes", (ids, quote) => good(ids, quote).replaceAll('"label"', "label")],
  ["a line break in a string", (ids) => good(ids, "a\nb").replaceAll("\\n", "\n")],
  ["a quotation of a megabyte", (ids) => good(ids, "a ".repeat(500_000))],
  ["a quotation longer than any passage", (ids) => good(ids, "a ".repeat(2_500))],
  ["labels as a list", each((one) => ({ ...one, label: ["supported"] }))],
  ["a nested verdict", each((one) => ({ verdict: one }))],
  ["full-width brackets", (ids, quote) => good(ids, quote).replaceAll("{", "｛")],
  ...[0.1, 0.25, 0.5, 0.75, 0.9, 0.99].map(
    (share): Shape => [
      `cut after ${share}`,
      (ids, quote) => good(ids, quote).slice(0, Math.floor(good(ids, quote).length * share)),
    ],
  ),
];
