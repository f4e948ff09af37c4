import fc from "fast-check";
import type { Answer } from "vouchsafe";

/** Pieces of which answers are made, and what breaks readers of them. */
const PIECES = [
  "Refunds take 30 days",
  "Express delivery costs 4.90 euros",
  "the policy says",
  "Dr. Lund wrote version 2.1.0 at 5 p.m.",
  "Hello!",
  "Thank you.",
  "Here is a summary:",
  "I do not know.",
  "The sources do not mention it.",
  "退款需要三十天。",
  "تستغرق ٣٠ يوما.",
  "Возврат занимает 30 дней.",
  "धनवापसी में ३० दिन लगते हैं।",
  "👩‍👩‍👧 family",
  "e\u0301\u0301",
  "\u202eabc\u202c",
  "\u200b",
  "\u0000",
  "ﬁ ½ ² Å",
];
const MARKS = [
  "[1]", "[2, 1]", "[^1]", "[^1]: policy", "[9]", "[policy]", "[doc:policy]", "<cite>1</cite>", '<cite id="1">', "</cite>",
  "Passage 2", "(source 1)", "【4:0†source】", "【", "】", "［１］", "¹", "²,³", "⁽¹⁾", "<sup>1</sup>", "<sup>", '<ref name="1"/>', "<ref>",
  "[1](http://a.example)", "](", "[a][1]", "[a]: http://a.example", "\n\nSources:\n", "Source: policy", "\n> — policy", "$", "$$", "\\[", "\\]",
  "\\(", "<q>", "</q>", "<blockquote>", "</blockquote>", "《", "》", "(Lee, 2021)", '"', "“", "”", "„", "«", "»", "「", "」", "'", "`", "```", "~~~", "```js", "**", "__", "*", "#", "## ", "> ",
  "- ", "1. ", "2) ", "|", "|---|---|", "| a | b |", "\n", "\n\n", "\r\n", "\t", " ", ". ", "! ", "? ", "。", "؟", "।", "…", ": ", ", ",
  "; ", "(", ")", "[", "]", "{", "}", '{"a":', "<", ">", "http://a.example/b?c=d.", "e.g. ", "U.S. ",
]; // biome-ignore format: a table

/** Text as a model might write it, or as an attacker might. */
const markdownish: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...MARKS), fc.constantFrom(" ", " ", "\n")), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(""));

/** Any well-formed string: ASCII, all of Unicode, or something like markdown. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  markdownish,
  markdownish,
);

const anyId = fc.oneof(
  fc.constantFrom("policy", "1", "2", "7", "a b", "__proto__", "constructor", "toString"),
  fc.string({ minLength: 1, maxLength: 5 }),
);

/** An answer over one to three sources, sometimes with data citations, a question, a finish. */
export const anyAnswer: fc.Arbitrary<Answer> = fc
  .record({
    answer: anyText,
    sources: fc.array(fc.oneof(anyText, fc.record({ id: anyId, text: anyText })), { maxLength: 3 }),
    question: fc.option(anyText, { nil: undefined }),
    finish: fc.constantFrom(undefined, undefined, "stop", "length"),
    cited: fc.array(
      fc.record({ sourceId: anyId, from: fc.nat(60), to: fc.nat(60), quote: fc.option(anyText, { nil: undefined }) }),
      { maxLength: 2 },
    ),
    quoting: fc.boolean(),
  })
  .map(({ answer, sources, question, finish, cited, quoting }) => {
    const [first] = sources;
    const quoted = typeof first === "string" ? first : (first?.text ?? "");
    const text = quoting ? `${answer} "${quoted.slice(0, 40).toWellFormed()}" [1].` : answer;
    const citations = cited.map(({ sourceId, from, to, quote }) => {
      const start = characterStart(text, Math.min(from, to, text.length));
      const end = characterStart(text, Math.min(Math.max(from, to), text.length));
      return { sourceId, at: { start, end }, ...(quote === undefined ? {} : { quote }) };
    });
    return {
      id: "one",
      answer: text,
      sources,
      ...(question === undefined ? {} : { question }),
      ...(finish === undefined ? {} : { finish }),
      ...(citations.length === 0 ? {} : { citations }),
    };
  });

const characterStart = (text: string, at: number): number => (cutsCharacter(text, at) ? at - 1 : at);

/** Whether an offset lies between the two code units of one character. */
export const cutsCharacter = (text: string, at: number): boolean => at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;

/** A few true sentences with the source that carries each word for word; sources are told apart by their ids. */
export const TRUTHS = [
  { id: "refunds", text: "Unused items may be returned within 34 days of delivery for a full refund." },
  { id: "shipping", text: "Standard parcels leave the northern warehouse within 17 hours of payment." },
  { id: "warranty", text: "Every kettle carries a warranty of 29 months against leaking seams." },
  { id: "hours", text: "The workshop opens at 8:45 on weekdays and closes before sunset." },
] as const;
export type Truth = (typeof TRUTHS)[number];
