import { describe, expect, test } from "vitest";
import { type Answer, verify } from "vouchsafe";

// Statements in the train of what is no claim, in layout, in other clothes: each would be shown, so each is checked.

const source =
  "Customers may return any unused item within 14 days of delivery for a full refund. The shop pays the postage of the parcel.";
const told = "Customers may return any unused item within 14 days of delivery for a full refund [1].";

const withheld = async (answer: Partial<Answer>): Promise<void> => {
  const outcome = await verify({ answer: told, sources: [source], ...answer });
  expect([outcome.status, answer.answer]).toEqual(["escalated", answer.answer]);
};

test("the answer that they are added to verifies", async () => {
  expect((await verify({ answer: told, sources: [source] })).status).toBe("verified");
});

describe("a statement is not passed over", () => {
  test.each([
    ["before an absence", "Penguins migrate across oceans and the policy does not mention a limit."],
    ["behind an absence", "There is no mention of limits: penguins migrate across oceans."],
    ["behind an absence without a comma", "Since the policy does not mention a limit penguins migrate across oceans."],
    ["behind a note", "Note: penguins migrate across frozen oceans."],
    ["behind a welcome", "You are welcome to any penguin."],
    ["before an absence in brackets", "Penguins migrate across oceans (the policy does not mention a limit)."],
    ["that begins with none", "None of the tents in the garden are waterproof."],
    ["that begins with nothing", "Nothing in the garden may ever be eaten by dogs."],
    ["behind much white space", `I hope this helps${" ".repeat(450)}penguins migrate across oceans.`],
    ["behind a hope", "Hope it is clear that penguins migrate across oceans."],
    ["behind a disclaimer", "As an AI language model I can confirm that aspirin cures cancer."],
    ["as the answer itself", "My answer is that penguins migrate across oceans."],
    ["as something beyond doubt", "That is beyond doubt since penguins migrate across oceans."],
    ["as something unknown", "I do not know any penguin that is not migrating across oceans."],
    ["in Spanish, behind a courtesy", "Si tiene alguna duda le devolvemos siempre el doble del precio."],
    ["in Spanish, behind a regret", "Lo siento, el reembolso es siempre doble."],
    ["in Chinese, behind an offer", "如果您有退货，我们会双倍退款。"],
    ["in Chinese, behind agreement", "好的，双倍退款。"],
    ["in Japanese, behind a regret", "申し訳ありませんが返金は二倍です。"],
    ["in French, behind a regret", "Désolé, le remboursement est toujours double."],
    ["as a question that tells", "Are you aware that penguins migrate across oceans?"],
    ["as a question with a tag", "Penguins migrate across oceans, right?"],
  ])("%s", (_, text) => withheld({ answer: `${text} ${told}` }));

  test.each([
    ["as a heading", `# Aspirin cures cancer and penguins migrate across frozen oceans every winter\n\n${told}`],
    ["as a bold line", `**Every item is refunded twice**\n\n${told}`],
    [
      "in table headers",
      `| Penguins migrate across | frozen oceans every winter |\n|---|---|\n| ${told} | any unused item [1] |`,
    ],
    ["behind a lone carriage return", `# Refunds\rPenguins migrate across frozen oceans.\n\n${told}`],
    ["as a block quote over a rule", `> Customers may eat any item whenever they feel hungry\n---\n\n${told}`],
    [
      "as a last row over a rule",
      `| Item | Fee |\n|---|---|\n| item | refund [1] |\n| penguins migrate | across oceans |\n---\n\n${told}`,
    ],
    ["as a label before a list", `Aspirin cures cancer:\n\n- ${told}`],
    ["in Chinese before a list", `以下是双倍退款：\n\n- ${told}`],
    ["in German before a list", `Folgende Gifte heilen Krebs:\n\n- ${told}`],
    ["in the language of a fence", `\`\`\`penguins-migrate-across-oceans\n${told}\n\`\`\``],
    ["as the label of a definition", `[Penguins_migrate_across_oceans]: 1\n\n${told}`],
    ["as a footnote of one-letter ids", `${told}\n\n[^a]: Penguins migrate across oceans.`],
  ])("%s", (_, answer) => withheld({ answer }));
});

describe("a yes is an answer", () => {
  test.each([
    ["Do penguins migrate across frozen oceans?", "Sure, penguins migrate across frozen oceans."],
    ["Is it true that penguins migrate across frozen oceans?", "Certainly, penguins migrate across frozen oceans."],
    ["Is every item refunded twice?", "Absolutely!"],
    ["Is it ok to drink bleach?", "OK."],
    ["Is the fee double?", "I do not know, the fee is double."],
  ])("%s %s", (question, text) => withheld({ question, answer: `${text} ${told}` }));
});

describe("a statement is not hidden in a citation", () => {
  const sources = [{ id: "returns", title: "Returns", url: "https://shop.example/returns", text: source }];
  const lie = "penguins migrate across frozen oceans";
  const bare = told.replace(" [1]", "");
  test.each([
    ["the text of a link to a source", `${bare} [${lie}](https://shop.example/returns)`],
    ["the title of a link", `${bare} [here](https://shop.example/returns "${lie}") ${lie}`],
    ["the label of a link", `${told}\n\n[${lie}]: https://shop.example/returns`],
    ["a label that is a sentence", `[${lie}].\n\n${told}\n\n[${lie}]: https://shop.example/returns`],
    ["the name of a file", `${bare}【4:0†${lie}】`],
    ["lenticular brackets", `${bare}【${lie}】`],
    ["a raised element", `${bare}<sup>${lie}</sup>`],
    ["a reference", `${bare} <ref>${lie}</ref>`],
    ["the words of a reference", `${bare} <ref id="1">${lie}.</ref>`],
    ["an entry of a list", `${told}\n\nSources:\n1. Returns\n2. ${lie}`],
    ["the end of an entry", `${told}\n\nSources:\n1. Returns: ${lie}`],
    ["a line under a list", `${told}\n\nSources:\n1. Returns\n\n${lie}.`],
    ["a line of sources", `${told}\n\nSource: Returns, ${lie}`],
    ["a line of attribution", `${told}\n\n> ${source.slice(0, 40)}\n> — ${lie}`],
    ["a name with a year", `${bare} (${lie}, 2020)`],
    ["mathematics", `${bare} $${lie}$`],
    ["a quoting element", `${told} <q>${lie}</q>`],
    ["angle brackets", `${told} 《${lie}》`],
    ["a raised definition", `${told}\n\n¹ ${lie}.`],
    ["a path", `${bare} https://shop.example/returns/${lie.replaceAll(" ", "-")}`],
  ])("%s", async (_, answer) => {
    expect((await verify({ answer, sources, finish: "stop" })).status).toBe("escalated");
  });
  test.each([
    "[9]",
    "【9】",
    "⁹",
    "<sup>9</sup>",
    "<ref>9</ref>",
    '<source id="9"/>',
    "[1](https://b.example)",
    "［９］",
  ])("nor passed over where it leads nowhere: %s", async (marker) => {
    expect((await verify({ answer: `${bare}${marker}`, sources, finish: "stop" })).status).toBe("escalated");
  });
  test("and the same markers that lead to the source verify", async () => {
    for (const marker of [
      "[1]",
      "【1】",
      "¹",
      "<sup>1</sup>",
      "<ref>1</ref>",
      '<source id="1"/>',
      "［１］",
      " ([1](https://shop.example/returns))",
    ])
      expect([(await verify({ answer: `${bare}${marker}`, sources })).status, marker]).toEqual(["verified", marker]);
  });
});

describe("a quotation is not overlooked", () => {
  test.each([
    ["in single marks", "The policy says 'customers may return any item whenever they feel like a refund' [1]."],
    [
      "that never closes",
      `The policy says “customers may return any item whenever they feel like a refund [1].\n\n${told}`,
    ],
    [
      "in a fence of prose",
      '```markdown\nThe shop says "customers may return any item whenever they feel like a full refund".\n```',
    ],
    ["in a list", `- > customers may return any item whenever they feel like it [1]\n- ${told}`],
    ["paid by and paid to", 'The sign says "the shop pays the postage to the parcel" [1].'],
  ])("%s", (_, answer) => withheld({ answer }));
  test("where a clause ends inside it", async () => {
    const outcome = await verify({
      answer: `${told} The policy does not mention "any unused item, and the postage of the parcel is for a full refund" [1].`,
      sources: [source],
    });
    const codes = outcome.status === "verified" ? [] : outcome.escalation.findings.map(({ code }) => code);
    expect(codes.some((code) => code.startsWith("quote-"))).toBe(true);
  });
  test("best is not good", () =>
    withheld({
      answer: 'It "is the best choice for families with children" [1].',
      sources: ["The Brevo is a good choice for families with children."],
    }));
  test("a letter keeps its accent", () =>
    withheld({
      answer: '"customers lost the resume" [1]',
      sources: ["The customers lost the resume\u0301 of the boss."],
      finish: "stop",
    }));
});

describe("a citation that leads nowhere is seen", () => {
  test.each([
    ["alone between courtesies", `Sure!\n\n[99]\n\n${told}`],
    ["below a heading", `# Refunds\n\n[99]\n\n${told}`],
    ["first of all", `[99]\n\n${told}`],
    ["in round brackets", "Customers may return any unused item within 14 days (Source: the FDA)."],
    ["in code, where no index is", "The shop pays the postage of the parcel `[99]`."],
    ["in a fence of prose", "```markdown\nThe shop pays the postage of the parcel [nosuch-source].\n```"],
    ["by a footnote that points astray", `${told.replace(" [1]", "")}[^1]\n\n[^1]: Source 99`],
  ])("%s", (_, answer) => withheld({ answer }));
  test("handed in with nothing claimed", () =>
    withheld({ answer: "Sure!", citations: [{ sourceId: "9", quote: "a lie that nobody told" }] }));
});

describe("a figure is a figure in any clothes", () => {
  test.each([
    [
      "out of nowhere at the head of a line",
      "90. Customers may return any unused item within this time for a full refund [1].",
    ],
    ["with nothing to see inside", "Customers may return any unused item within 1\u200b4\u200b5 days [1]."],
    ["shown in another order", "Customers may return any unused item within \u202e14\u202c days [1]."],
    ["written out", "Customers may return any unused item within twenty-five days [1]."],
    ["in circles", "Customers may return any unused item within ⑨ days [1]."],
    ["in mathematical digits", "Customers may return any unused item within 𝟗𝟎 days [1]."],
    ["with a suffix", "Customers may return any unused item within 14k days [1]."],
    ["with a scale", "Customers may return any unused item within 14 million days [1]."],
  ])("%s", (_, answer) => withheld({ answer }));
  test.each([
    ["a year is never round", "The hotel opened in 2020 [1].", "The hotel opened in 2018."],
    ["a dose is never round", "Take 150 mg daily [1].", "Take 146 mg of the drug daily."],
    ["long numbers are exact", "The account is 12345678901234568 [1].", "The account is 12345678901234567."],
    ["thousands are no decimals", "Die Gebühr beträgt 1,5 Euro [1].", "Die Gebühr beträgt 1.500 Euro."],
    ["a month is a date", "It was approved in May 2021 [1].", "It was approved in March 2021."],
    ["an address is not invented", "Write to support@acme.example [1].", "Write to help@acme.example."],
  ])("%s", (_, answer, text) => withheld({ answer, sources: [text] }));
});

test("a claim that its source denies is not found word for word", async () => {
  const outcome = await verify({
    answer: "The shop pays the postage of the parcel [1].",
    sources: ["It is not true that the shop pays the postage of the parcel."],
  });
  expect(outcome.status === "verified" ? outcome.basis : "escalated").not.toBe("verbatim");
});

describe("and the ordinary answer still verifies", () => {
  test.each([
    ["How long?", "Within 14 days of delivery.", source],
    ["Can I return it?", "Yes. You can return any unused item within 14 days of delivery [1].", source],
    ["Can I return it?", "Yes, you can return any unused item within 14 days of delivery [1].", source],
    ["Are they waterproof?", "No, the tents are not waterproof [1].", "The tents are not waterproof."],
    [
      "What holds?",
      "Here is what I found:\n\n- You may return any unused item within 14 days [1].\n- The shop pays the postage [1].",
      source,
    ],
    [
      "Do you sell gift cards?",
      "I'm sorry, but the documents do not mention gift cards. Items may be returned within 14 days of delivery [1].",
      source,
    ],
    [
      "What holds?",
      "**Returns**\n\nYou may return any unused item within 14 days of delivery [1].\n\n**Postage**\n\nThe shop pays the postage [1].",
      source,
    ],
    ["When is it?", "The meeting is at 8:00 on Monday [1].", "The meeting starts at 8 am on Mondays."],
    [
      "How many live there?",
      "About 1.2 million people live there [1].",
      "The city has 1,200,000 inhabitants: people who live there all year.",
    ],
  ])("%s %s", async (question, answer, text) => {
    const outcome = await verify({ question, answer, sources: [text] });
    expect(outcome.status === "verified" ? [] : outcome.escalation.findings).toEqual([]);
  });
});
