import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EndingOptions, endsProperly } from "../../src/text/endings.ts";

interface Complete {
  readonly form: string;
  /** `¦` stands at every place, beside the end, where a text may end. */
  readonly text: string;
  readonly options?: EndingOptions;
}
const stopped = { stopped: true };
const COMPLETE: readonly Complete[] = [
  { form: "two sentences", text: "Returns are free.¦ They take 30 days." },
  { form: "a question and an exclamation", text: "Is it free?¦ It is!¦ Enjoy." },
  { form: "markers after the full stop", text: "Returns are free.¦ [1]¦ They take 30 days.¦[2]¦[3]" },
  { form: "markers before the full stop", text: "Returns are free [1].¦ They take 30 days [2, 3]." },
  {
    form: "a marker with a source's id",
    text: "Returns are free.¦ [Return policy]",
    options: { labels: new Set(["Return policy"]) },
  },
  {
    form: "a straight quotation",
    text: 'The page says "Returns are free. They take 30 days."¦ It says no more.',
  },
  { form: "a typographic quotation", text: "It says “Returns are free. They take 30 days.”¦ No more." },
  { form: "a quotation and its marker", text: 'It says "returns are free" [1].¦ So they are.' },
  {
    form: "guillemets",
    text: "La page dit « Les retours sont gratuits. Ils prennent 30 jours. »¦ Rien de plus.",
  },
  {
    form: "guillemets the other way",
    text: "Die Seite sagt: »Es ist frei. Es dauert 30 Tage.«¦ Mehr nicht.",
  },
  {
    form: "low and high quotation marks",
    text: "Dort steht: „Es ist frei. Es dauert 30 Tage.“¦ Mehr nicht.",
  },
  {
    form: "single quotation marks",
    text: "It says ‘It’s free. They take time.’¦ It’s the shop’s rule.",
  },
  { form: "a quotation of two paragraphs", text: "“Returns are free.\n\n“They take 30 days.”" },
  {
    form: "a parenthesis of two sentences",
    text: "Returns are free.¦ (They take time. Be patient.)¦ That is all.",
  },
  {
    form: "inches and feet",
    text: `He is 6' 2" tall.¦ The screen measures 15".¦ It is called "Big Screen".`,
  },
  { form: "apostrophes", text: "The dogs' bowls aren't theirs.¦ Rock 'n' roll isn't dead." },
  {
    form: "an abbreviation inside",
    text: "Ask Dr. Smith, e.g. on Monday.¦ Bring cash, cards, etc.¦ It helps.",
  },
  {
    form: "an address inside",
    text: "See https://www.example.com/a?b=c for more.¦ Write to help@example.com.",
  },
  { form: "emphasis", text: "**Returns are free.¦** *They take 30 days.¦* _Really.¦_" },
  { form: "an emoji at the end", text: "Returns are free!¦ \ud83c¦\udf89" },
  { form: "a list of sentences", text: "You need these:\n\n- A receipt, on paper.¦\n- A card." },
  { form: "a numbered list", text: "Do this:\n1. Open the app.¦\n2. Choose Returns.¦\n3. Print the label." },
  {
    form: "a list without full stops",
    text: "You need these:\n\n- a receipt\n- a c¦a¦r¦d",
    options: stopped,
  },
  { form: "a table", text: "| Plan | Price |\n|------|-------|\n| Basic | 5 EUR |¦\n| Plus | 9 EUR |" },
  {
    form: "a table within text",
    text: "Prices follow.¦\n\n| Plan | Price |\n|:--|--:|\n| Basic | 5 |¦\n\nThey hold for a year.",
  },
  { form: "a closed code block", text: "Run this.¦\n\n```sh\nnpm test.\nnpm run build.\n```" },
  {
    form: "code and a sentence",
    text: "Run it so.¦\n\n~~~~\na ``` b.\n~~~~¦\n\nIt prints `done.` and ends.",
  },
  { form: "JSON", text: '{"returns": "free. always.", "days": [30, 60], "open": true}' },
  { form: "JSON in a fence", text: '```json\n{\n  "returns": "free.",\n  "days": 30\n}\n```' },
  { form: "headings", text: "# Returns\n\nThey are free.¦\n\n## How long?\n\nThey take 30 days." },
  { form: "cite elements", text: '<cite id="1">Returns are free.</cite>¦ They take 30 days.¦<cite>2</cite>' },
  { form: "superscript markers", text: "Returns are free.¦<sup>1</sup>¦ They take 30 days.¦²" },
  { form: "lenticular markers", text: "Returns are free.¦【4:0†source】¦ They take time【1】." },
  { form: "footnotes", text: "Returns are free.¦[^1]¦\n\n[^1]: Return policy, page 2." },
  { form: "sources at the end", text: "Returns are free.¦\n\nSources: [1]¦, [2]" },
  { form: "Chinese", text: "退货免费。¦退货需要30天。¦他说：“免费。都免费。”¦好！" },
  { form: "Japanese", text: "返品は無料です。¦規約には「無料です。三十日です。」¦とあります。¦以上です。" },
  { form: "Arabic", text: "الإرجاع مجاني.¦ هل يستغرق ثلاثين يوما؟¦ نعم، ثلاثين يوما." },
  { form: "Urdu", text: "واپسی مفت ہے۔¦ تیس دن لگتے ہیں۔" },
  { form: "Hindi", text: "वापसी मुफ़्त है।¦ तीस दिन लगते हैं॥" },
  {
    form: "Russian",
    text: "Возврат бесплатный.¦ Он занимает 30 дней.¦ Условия «Возврат. Обмен.»¦ действуют.",
  },
  { form: "Greek", text: "Είναι δωρεάν;¦ Ναι, είναι." },
  { form: "Armenian", text: "Անվճար է։¦ Երեսուն օր է։" },
  { form: "Amharic", text: "ነጻ ነው።¦ ሠላሳ ቀን ነው።" },
  { form: "Khmer", text: "ឥតគិតថ្លៃ។¦ សាមសិបថ្ងៃ។" },
];

describe("a text that a writer ended", () => {
  test.each(COMPLETE)("ends properly: $form", ({ text, options }) => {
    expect(endsProperly(text.replaceAll("¦", ""), options)).toEqual({ ok: true });
  });

  test.each(COMPLETE)("ends properly at each place where it may end: $form", ({ text, options }) => {
    const parts = text.split("¦");
    for (let count = 1; count < parts.length; count += 1) {
      const prefix = parts.slice(0, count).join("");
      expect(endsProperly(prefix, options), prefix).toMatchObject({ ok: true });
    }
  });

  test.each(COMPLETE)("does not end properly at any other place: $form", ({ text, options }) => {
    const whole = text.replaceAll("¦", "");
    const legal = new Set<number>();
    for (let index = 0; index < text.length; index += 1) {
      if (text[index] === "¦") legal.add(text.slice(0, index).replaceAll("¦", "").length);
    }
    const passed: string[] = [];
    for (let end = 0; end < whole.length; end += 1) {
      const bare = whole.slice(0, end).trimEnd();
      if (legal.has(bare.length) || !endsProperly(bare, unstopped(options)).ok) continue;
      passed.push(bare);
    }
    expect(passed.filter((prefix) => !endsBefore(prefix, legal))).toEqual([]);
  });
});

/** The law is about texts of which nobody says that they ended. */
function unstopped(options: EndingOptions | undefined): EndingOptions {
  return { ...options, stopped: false };
}

/** Between a legal end and this place stand only a space or marks of emphasis that close. */
function endsBefore(prefix: string, legal: ReadonlySet<number>): boolean {
  let end = prefix.length;
  while (end > 0 && !legal.has(end) && /[\s*_]/.test(prefix.charAt(end - 1))) end -= 1;
  return legal.has(end);
}

test.each([
  ["a bare figure", "42"],
  ["a bare phrase and its marker", "Paris [1]"],
  ["a phrase", "30 days"],
  ["one item", "- 30 days"],
  ["verse", "Roses are red\nViolets are blue"],
  ["an address", "See https://example.com/returns"],
  ["Thai, which has no full stop", "ส่งคืนได้ภายในสามสิบวัน"],
])("a short last line ends only where the model itself stopped: %s", (_, text) => {
  expect(endsProperly(text).ok).toBe(false);
  expect(endsProperly(text, stopped)).toEqual({ ok: true });
});

test.each([
  ["quotation", 'It says "returns are free', 8],
  ["quotation", "It says “returns are free.", 8],
  ["marker", "Returns are free [1", 17],
  ["marker", "Returns are free.【4:0", 17],
  ["marker", "Returns are free. <cit", 18],
  ["marker", 'Returns are free. <cite id="1', 18],
  ["marker", "Returns are <cite>free.", 12],
  ["code", "Run `npm test.", 4],
  ["code-fence", "Run:\n```\nnpm test.", 5],
  ["code-fence", "Run:\n````\nnpm test.\n```", 5],
  ["json", '{"a": 1', 0],
  ["json", '```json\n{"a": 1,\n```', 0],
  ["heading", "All is said.\n\n## More", 14],
  ["lead-in", "You need these:", 15],
  ["lead-in", "**You need these:**", 19],
  ["table", "| a | b |\n|---|---|", 10],
  ["table", "| a | b |\n|---|---|\n| c |", 20],
  ["list", "You need these:\n- a card\n-", 25],
  ["list", "Steps:\n1. Open it.\n2.", 19],
  ["sentence", "The shop is open,", 17],
  ["sentence", "The shop is open and", 20],
  ["sentence", "All is said.\n\n**", 14],
])("does not end properly although the model stopped: %s, %j", (reason, text, offset) => {
  expect(endsProperly(text, stopped)).toEqual({ ok: false, reason, offset });
});

test.each([
  [
    "a long line of prose",
    "The shop takes all of its goods back within a period of thirty days after they were bought",
  ],
  ["a second sentence", "Returns are free. The shop takes all goods back within a period of thirty days after you"],
])("stopping does not excuse %s", (_, text) => {
  expect(endsProperly(text, stopped)).toMatchObject({ ok: false, reason: "sentence" });
});

test.each([
  ["most siblings lack a full stop, too", "Bring:\n- a card\n- a receipt\n- the box", true],
  ["the siblings have one", "Bring:\n- A card.\n- A receipt.\n- The bo", false],
  ["it has no siblings", "Bring:\n- a card", false],
  ["it ends on a comma", "Bring:\n- a card\n- a receipt\n- the box,", false],
  ["its emphasis is open", "Bring:\n- **Card** to pay\n- **Rec", false],
  ["its siblings are wrapped and end", "Bring:\n- a card\n  that is valid.\n- the bo", false],
  ["references", "So it is [1].\n\n[1] Return policy\n[2] Price list", true],
  ["a nested list", "1. Bring:\n   - a card\n   - the box\n2. Pay:\n   - at the desk", true],
])("the last item of a list without a full stop: %s", (_, text, ok) => {
  expect(endsProperly(text).ok).toBe(ok);
});

test.each([["Returns are free..."], ["Returns are free…"], ["返品は無料……"]])(
  "an ellipsis leaves a doubt: %s",
  (text) => {
    expect(endsProperly(text)).toEqual({ ok: true, doubt: "ellipsis" });
  },
);

test.each([
  ["half an abbreviation", "Ask Dr."],
  ["an address without its domain", "See https://example."],
  ["an address at www", "See www."],
  ["an address before its query", "See https://example.com/a?"],
  ["half an e-mail address", "Write to help@example."],
  ["a marker whose number is missing", "Returns are free [see"],
  ["only marks", "— …"],
  ["only a rule", "---"],
  ["a marker alone, which is also JSON", "[1]"],
  ["a table whose rule is missing", "| a | b |\n| c | d |"],
  ["a link before its sentence", "Returns are free. [The guide](https://example.com)"],
])("does not end properly: %s", (_, text) => {
  expect(endsProperly(text).ok).toBe(false);
});

test.each([
  ["a rule under the text", "Returns are free.\n\n---"],
  ["inches before a word", 'A 4"pipe fits.'],
  ["a bracket in code", "Write `a[0` to see it fail."],
  ["an emoticon", "Returns are not free :( but exchanges are."],
  ["a half-open interval", "The share lies in [0, 1) always."],
  ["labels of points", "There are two: a) the card and b) the box."],
  ["a mark that was quoted wrong in an earlier paragraph", 'It says "free.\n\nReturns are free.'],
  ["a decade with a wrong apostrophe", "The law of the ‘90s holds."],
  ["invisible characters behind", "Returns are free.\u200b\u{e0041} \n"],
  ["an address and its full stop", "See https://www.example.com."],
  ["a reference in parentheses", "Returns are free. (Source: 1)"],
])("ends properly: %s", (_, text) => {
  expect(endsProperly(text).ok).toBe(true);
});

test("is total, and every offset lies in the text", () => {
  const unit = fc.constantFrom(
    ..."aB1 \n.?!…:,-*_`~#|[](){}<>/\"'“”«»「」。、|\\",
    "```",
    "<cite",
    "http://",
    "\ud83d",
    "\u200b",
  );
  const hostile = fc.oneof(
    fc.array(unit, { maxLength: 40 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(hostile, fc.boolean(), (text, stop) => {
      const ending = endsProperly(text, { stopped: stop });
      if (ending.ok) return;
      expect(ending.offset).toBeGreaterThanOrEqual(0);
      expect(ending.offset).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  "[",
  "(",
  "“",
  "`",
  "``` ",
  "|",
  "- \n",
  "a ",
  "<",
  "<cite>",
  ")",
  "]",
  "*",
  ".",
  "\n",
  "[a](",
  "1.\n",
  "{",
  "\u200b",
  '"',
  "</a>",
])("takes 200,000 times %j in one pass", (part) => {
  const started = performance.now();
  endsProperly(part.repeat(200_000));
  // Quadratic work would take minutes.
  expect(performance.now() - started).toBeLessThan(5_000);
});
