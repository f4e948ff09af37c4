import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sentenceEnds } from "../../src/text/sentences.ts";
import { anyText } from "../oracles/generators.ts";

/** The sentences of a text, without the white space around them. */
function sentencesOf(text: string): readonly string[] {
  let from = 0;
  return sentenceEnds(text, 0, text.length).map((end) => {
    const sentence = text.slice(from, end).trim();
    from = end;
    return sentence;
  });
}

describe("a text written as its sentences, joined by spaces, is cut into them again", () => {
  test.each<readonly [what: string, ...sentences: string[]]>([
    ["plain", "The lid fits.", "Does it?", "It does!"],
    ["a title", "Dr. Lund wrote it.", "Mr. and Mrs. Berg read it."],
    ["initials", "J. R. Lund wrote it.", "It was read."],
    ["Latin abbreviations", "Use a brush, e.g. a soft one, i.e. no wire.", "Then dry it."],
    ["an abbreviation before a capital", "It is in Fig. 3 of vol. 2.", "See also p. 4."],
    ["a country before a name", "The U.S. Department said so.", "The E.U. Commission did not."],
    ["a country at the end", "It was made in the U.S.", "The lid was not."],
    ["hours", "It opens at 8 a.m. on weekdays and 9 a.m. on Sundays.", "It closes at 5 p.m.", "The gate does not."],
    ["decimals", "It weighs 1.5 kg.", "It costs 4.90 euros.", "That is 3.5% more."],
    ["versions", "Install v2.1.0 or later.", "Node 22.13 is the least."],
    ["addresses", "See https://a.example/b.html?c=d.e for it.", "Or www.b.example.", "Write to help@c.example."],
    ["file names", "Edit config.json and main.ts first.", "Then run it."],
    ["an ellipsis inside", "It is … well, good.", "It holds."],
    ["quotations", "He said “It fits.”", "She said 'No.'", "They left."],
    ["brackets", "It fits (see the box).", "(It does.)", "So there."],
    ["markers behind the stop", "The lid fits.[1]", "The box holds. [2]", "It is red [3]."],
    ["several markers behind the stop", "The lid fits.[1][2]", "The box holds. [a-1] [b.2]", "Done."],
    ["footnotes", "The lid fits.[^1]", "The box holds.[^2]"],
    ["elements", "The lid fits.<cite>1</cite>", "The box holds. <cite>box</cite>", "Done."],
    ["emphasis", "**The lid fits.**", "*It holds.*", "__Done.__"],
    ["several terminators", "Really?!", "Yes!!!", "Well..."],
    ["Arabic", "هل يصل الطرد؟", "نعم يصل غدا.", "شكرا!"],
    ["Urdu", "یہ ٹھیک ہے۔", "وہ نہیں ہے۔"],
    ["Hindi", "ढक्कन ठीक है।", "डिब्बा लाल है।", "क्या यह ठीक है?"],
    ["Russian", "Крышка подходит.", "См. далее.", "Она красная."],
    ["Greek", "Το καπάκι ταιριάζει.", "Είναι κόκκινο."],
    ["Armenian", "Կափարիչը հարմար է։", "Այն կարմիր է։"],
    ["German", "Das gilt z.B. für Deckel bzw. Dosen.", "Es passt."],
    ["a number at the end", "It happened in 1999.", "It was 20.", "Then no more."],
    ["I", "It was I.", "You know."],
  ])("%s", (_, ...sentences) => {
    expect(sentencesOf(sentences.join(" "))).toEqual(sentences);
  });
  test.each<readonly [what: string, ...sentences: string[]]>([
    ["Chinese", "盖子合适。", "盒子是红色的！", "是吗？"],
    ["Japanese", "蓋は合います。", "箱は赤いです！", "「はい。」", "終わりです。"],
    ["Chinese with markers", "盖子合适。[1]", "盒子是红色的。[2][3]", "完。"],
    ["half-width full stops", "ﾌﾀﾊｱｲﾏｽ｡", "ﾊｺﾊｱｶｲ｡"],
  ])("%s, without spaces", (_, ...sentences) => {
    expect(sentencesOf(sentences.join(""))).toEqual(sentences);
  });
});

describe("the ends of sentences", () => {
  test("ascend to the end of any text, and split no character", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const ends = sentenceEnds(text, 0, text.length);
        expect(ends.at(-1) ?? 0).toBe(text.length);
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
        for (const end of ends) expect(text.slice(0, end).isWellFormed()).toBe(true);
      }),
      { seed: 61, numRuns: 1_500 },
    );
  });
  test("of a part are those of the part alone", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, text, after) => {
        const whole = `${before}\n${text}\n${after}`;
        const start = before.length + 1;
        const ends = sentenceEnds(whole, start, start + text.length).map((end) => end - start);
        expect(ends).toEqual(sentenceEnds(text, 0, text.length));
      }),
      { seed: 62, numRuns: 500 },
    );
  });
  test("are where the platform's own segmenter sees them, in plain prose", () => {
    const words = ["the lid", "fits", "a box", "of the shop", "today", "and holds", "water"];
    const sentence = fc
      .array(fc.constantFrom(...words), { minLength: 2, maxLength: 6 })
      .chain((list) => fc.constantFrom(".", "!", "?").map((mark) => `The ${list.join(" ")}${mark}`));
    const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), (list) => {
        const text = list.join(" ");
        const theirs = [...segmenter.segment(text)].map(({ segment }) => segment.trim());
        expect(sentencesOf(text)).toEqual(theirs);
      }),
      { seed: 63, numRuns: 300 },
    );
  });
});
