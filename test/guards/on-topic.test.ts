import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { check, explain, type Judge, onTopic, verify } from "vouchsafe";
import { testGuard } from "vouchsafe/testing";
import { casesOf, lacking } from "../oracles/fixtures.ts";

const cases = casesOf("on-topic");
const guard = onTopic({
  allow: ["refund", "gift card", "退款", "استرداد", /\border [A-Z]-\d{4}\b/g],
  deny: ["legal advice", "lawsuit", "起诉"],
});

test("its cases are enough to prove something", () => {
  expect(lacking(cases)).toEqual([]);
});

test.each(cases)("$reason", async (one) => {
  await testGuard(guard, [one]);
});

const found = async (deny: readonly (string | RegExp)[], answer: string): Promise<readonly string[]> => {
  const { findings } = await check(onTopic({ deny }), { answer });
  return findings.map(({ at }) => answer.slice(at?.start, at?.end));
};

describe("what is denied is found", () => {
  test.each([
    ["in other cases", "refund", "Our REFUNDS are paid.", "REFUNDS"],
    ["inflected", "refunding", "It was refunded.", "refunded"],
    ["in full-width letters", "refund", "Our Ｒｅｆｕｎｄ is paid.", "Ｒｅｆｕｎｄ"],
    ["in mathematical letters", "refund", "Our 𝐫𝐞𝐟𝐮𝐧𝐝 is paid.", "𝐫𝐞𝐟𝐮𝐧𝐝"],
    ["with zero-width characters", "refund", "Our re\u200bfu\u2060nd is paid.", "re\u200bfu\u2060nd"],
    ["with soft hyphens", "refund", "Our re\u00adfund is paid.", "re\u00adfund"],
    ["with marks of direction", "refund", "Our re\u2066fu\u202cnd is paid.", "re\u2066fu\u202cnd"],
    ["with variation selectors and tags", "refund", "Our re\ufe0ffu\u{e0061}nd is paid.", "re\ufe0ffu\u{e0061}nd"],
    ["with a control character", "refund", "Our re\u0000fund is paid.", "re\u0000fund"],
    ["with accents", "refund", "Our réfu\u0336nd is paid.", "réfu\u0336nd"],
    ["with enclosing marks, which no accent is", "refund", "Our refun\u20ddds are paid.", "refun\u20ddds"],
    ["accented, where the term is not", "uber", "We take an Über there.", "Über"],
    ["unaccented, where the term is", "café", "The CAFE is open.", "CAFE"],
    ["with emphasis inside", "refund", "Our re**fund**s are paid.", "re**fund**s"],
    ["as a phrase over a line break", "legal advice", "We give legal\r\nadvice.", "legal\r\nadvice"],
    ["as a phrase with a hyphen", "legal advice", "We give legal-advice.", "legal-advice"],
    ["as a phrase with a fixed space", "legal advice", "We give legal\u00a0advice.", "legal\u00a0advice"],
    ["with an apostrophe of another kind", "women's rights", "On WOMEN’S RIGHTS.", "WOMEN’S RIGHTS"],
    ["as a figure written otherwise", "form 1040", "Use form 1,040.", "form 1,040"],
    ["in Chinese, inside a sentence", "退款", "可以退款吗", "退款"],
    ["in Chinese, over a line break", "退款", "可以退\n款吗", "退\n款"],
    ["in Chinese, with a zero-width space", "退款", "可以退\u200b款吗", "退\u200b款"],
    ["in Japanese, one character long", "税", "増税する", "増税"],
    ["in Japanese, half-width and voiced", "リファンド", "このﾘﾌｧﾝﾄﾞは", "ﾘﾌｧﾝﾄﾞ"],
    ["in Korean, with a particle", "환불", "환불은 가능", "환불"],
    ["in Korean, decomposed", "환불", "환불".normalize("NFD"), "환불".normalize("NFD")],
    ["in Arabic, with vowels and an article", "استرداد", "الاِسْتِرْداد", "الاِسْتِرْداد"],
    ["in Hebrew, with points", "החזר", "הֶחְזֵר", "הֶחְזֵר"],
    ["in Cyrillic, inflected", "доставка", "Без доставки", "доставки"],
    ["in the plural of a short word", "tax", "All taxes and boxes.", "taxes"],
    ["in the singular, where the term is a plural", "boxes", "A box.", "box"],
  ])("%s", async (_, term, answer, place) => {
    expect(await found([term], answer)).toEqual([place]);
  });

  test.each([
    ["inside a longer word", "refund", "It is nonrefundable."],
    ["as a phrase with a word between", "legal advice", "Legal or other advice."],
    ["as a phrase the other way round", "legal advice", "We advice legal."],
    ["in Chinese, over two words", "東京都", "東京 京都"],
  ])("but not %s", async (_, term, answer) => {
    expect(await found([term], answer)).toEqual([]);
  });

  test("each term once, at its first place, in the question without one", async () => {
    const guard = onTopic({ deny: ["tax", /law(suit)?s/i, "sue"] });
    const answer = "Tax laws. Tax lawsuits.";
    const { findings } = await check(guard, { question: "May I sue over taxes?", answer });
    expect(findings.map(({ message, at }) => [message, at && answer.slice(at.start, at.end)])).toEqual([
      ['the question names "tax", which is denied', undefined],
      ['the question names "sue", which is denied', undefined],
      ['names "tax", which is denied', "Tax"],
      ["names /law(suit)?s/i, which is denied", "laws"],
    ]);
  });

  test("of two terms that begin alike, both", async () => {
    expect(await found(["tax law", "tax", "tax return form"], "A tax law and a tax return.")).toEqual([
      "tax law",
      "tax",
    ]);
  });

  test("a denied term beats an allowed one, and a judge has no say", async () => {
    const judge: Judge = { settle: () => Promise.reject(new Error("asked")) };
    const answer = "Refunds and lawsuits.";
    const outcome = await verify({ answer, sources: [answer] }, { guards: [guard], judge });
    expect(outcome).toMatchObject({ status: "escalated", escalation: { reason: "rejected", failures: [] } });
  });
});

describe("a pattern", () => {
  test.each(["g", "y", "gy", ""])("with the flags %j finds the same every time, and keeps no place", async (flags) => {
    const pattern = new RegExp("lawsuit", flags);
    pattern.lastIndex = 3;
    const guard = onTopic({ deny: [pattern] });
    for (const _ of [1, 2, 3]) expect((await check(guard, { answer: "lawsuit" })).status).toBe("fail");
    expect(pattern.lastIndex).toBe(3);
  });

  test("is taken as it was when the guard was built", async () => {
    const deny = [/lawsuit/];
    const guard = onTopic({ deny });
    deny[0]?.compile("cat");
    deny.pop();
    expect((await check(guard, { answer: "A lawsuit." })).status).toBe("fail");
  });

  test("whose own search throws is searched all the same", async () => {
    const pattern = Object.assign(/lawsuit/, {
      exec: () => {
        throw new Error("no");
      },
    });
    expect((await check(onTopic({ deny: [pattern] }), { answer: "A lawsuit." })).status).toBe("fail");
  });

  test("of another realm is one", async () => {
    const guard = onTopic({ deny: [runInNewContext("/lawsuit/g")] });
    expect((await check(guard, { answer: "A lawsuit." })).status).toBe("fail");
  });

  test("that ends inside a character has a place that does not", async () => {
    await testGuard(onTopic({ deny: [/\ud83c/, /(?=\udf14)/] }), [
      { reason: "halves", answer: { answer: "A moon: 🌔." }, expect: "fail", codes: ["out-of-scope"] },
    ]);
  });
});

describe("where the terms cannot tell", () => {
  const unclear = { question: "And how long?", answer: "It takes 30 days.", sources: ["It takes 30 days."] };

  test("it is open, and the rubric names what the feature is for", async () => {
    const { findings } = await check(guard, unclear);
    expect(findings).toMatchObject([{ severity: "open", otherwise: "block" }]);
    expect(findings[0]?.ask).toContain('what the feature is for: "refund", "gift card", "退款"');
    expect(findings[0]?.ask).toContain('not for: "legal advice"');
    expect(findings[0]).not.toHaveProperty("at");
  });

  test("it escalates without a judge, and a judge may let it through", async () => {
    const guards = [guard];
    expect(explain(await verify(unclear, { guards }))).toContain("out-of-scope: names nothing");
    const judge: Judge = { settle: async () => [{ index: 0, severity: "note", message: "a follow-up" }] };
    expect((await verify(unclear, { guards, judge })).status).toBe("verified");
  });

  test("without an allow list nothing is open", async () => {
    expect(await check(onTopic({ deny: ["cat"] }), unclear)).toMatchObject({ status: "pass", findings: [] });
  });
});

describe("refuses, when it is built", () => {
  test.each([
    ["no options", undefined, "`options` to be an object, got undefined"],
    ["neither list", {}, "`allow` to hold a term where `deny` holds none"],
    ["two empty lists", { allow: [], deny: [] }, "`allow` to hold a term where `deny` holds none"],
    ["a misspelt list", { allow: ["a"], denny: ["b"] }, 'no fields but allow, deny, got "denny"'],
    ["a list that is none", { allow: "refund" }, '`allow` to be an array of strings and RegExps, got "refund"'],
    ["null", { deny: null }, "`deny` to be an array"],
    ["a blank term", { allow: ["refund", " \n"] }, '`allow[1]` to have a letter or digit, got " \\n"'],
    ["an empty term", { deny: [""] }, "`deny[0]` to have a letter or digit"],
    ["a term of signs", { deny: ["++"] }, "`deny[0]` to have a letter or digit"],
    ["a term that nobody sees", { deny: ["\u200b\u00ad"] }, "`deny[0]` to have a letter or digit"],
    ["a number", { deny: [7] }, "`deny[0]` to be a string or a RegExp, got number"],
    ["a hole", { deny: Array(1) }, "`deny[0]` to be a string or a RegExp, got undefined"],
    ["a pattern for nothing", { allow: [/(?:)/] }, "`allow[0]` to be a pattern that asks for something"],
  ])("%s", (_, options, message) => {
    expect(() => onTopic(options as never)).toThrow(TypeError);
    expect(() => onTopic(options as never)).toThrow(message);
  });
});
