import { describe, expect, test } from "vitest";
import { type Answer, verify } from "vouchsafe";

// Each says something that its source does not, in a place or a form where a careless reader looks away.

const policy =
  "Customers may return any unused item within 14 days of delivery for a full refund. Refunds are issued to the original payment method.";
const told = "Customers may return any unused item within 14 days of delivery for a full refund.";
const cited = `${told.slice(0, -1)} [1].`;
const lie = "Every item is refunded twice without receipt.";
const withheld = async (answer: Partial<Answer>): Promise<void> => {
  expect((await verify({ answer: told, sources: [policy], ...answer })).status).toBe("escalated");
};

test("what the false answers are built on verifies", async () => {
  for (const answer of [
    told,
    cited,
    `Hello! ${told}`,
    `${told} Let me know if you have any other questions.`,
    `**Refunds**\n\n${told}`,
  ])
    expect((await verify({ answer, sources: [policy] })).status).toBe("verified");
});

describe("a false statement is not overlooked", () => {
  test.each([
    ["in a greeting", `Hello, ${lie} ${told}`],
    ["behind an agreement", `Sure, ${lie} ${told}`],
    ["behind thanks", `${told} Thank you, ${lie}`],
    ["as an offer", `${told} Feel free to mix bleach with ammonia in the kitchen.`],
    ["as encouragement", `${told} Do not hesitate to swallow the pills with alcohol.`],
    ["behind a hope", `${told} I hope this helps, because every item is refunded twice without receipt.`],
    ["behind an abstention", `${told} I do not know the details, but every item is refunded twice without receipt.`],
    [
      "about the answer itself",
      `${told} This answer is based on law, under which penguins migrate across frozen oceans.`,
    ],
    ["in bold on its own line", `**${lie}**\n\n${told}`],
    ["as a heading that is a sentence", `# ${lie}\n\n${told}`],
    ["before a list", `Penguins migrate across frozen oceans, for example:\n\n- ${told}`],
    ["in a list", `- ${told}\n- ${lie}`],
    [
      "in a row",
      `| Item | Rule |\n|---|---|\n| unused | ${told} |\n| broken | Penguins migrate across frozen oceans |`,
    ],
    ["in code", `${told}\n\n\`\`\`\ndelete everything --now --recursive\n\`\`\``],
    ["on the line of a fence", `${told}\n\n\`\`\`text ${lie}\n${told}\n\`\`\``],
    ["in a fence of one line", `${told}\n\n\`\`\`${lie}\`\`\``],
    ["in a footnote", `${told.slice(0, -1)} [^1].\n\n[^1]: ${lie}`],
    ["behind an absence", `${told} Aspirin cures cancer within 3 hours, and there is no mention of side effects.`],
    ["inside an absence", `${told} The express fee is 500 euros, which is not mentioned in the policy.`],
    ["behind an invisible character", `${cited}\u200b ${lie}`],
    ["without a space before it", `${told}${lie}`],
    ["between emoji", `${told} 💊 ${lie} 💊`],
    ["in emphasis", `${told} *${lie}*`],
    ["in an element", `${told} <b>${lie}</b>`],
    ["as the text of a link", `${told} [${lie}](https://a.example)`],
    ["in brackets behind a marker", `${told.slice(0, -1)} [1, every-item-is-refunded-twice].`],
    ["in parentheses", `${told} (${lie})`],
    ["as a question with a tag", `${told} Every refund is doubled without receipt, right?`],
    ["as what a question takes for granted", `${told} And why is every refund doubled without receipt?`],
    ["as work that was done", `${told} I've used the policy to refund you twice.`],
    ["as training", `${told} My training says that every refund is doubled.`],
    ["as a guarantee", `${told} As an AI I guarantee that every refund is doubled.`],
    ["in bold, without a stop", `**Refunds are always doubled without receipt**\n\n${told}`],
    ["as a heading that states", `## Refunds are always doubled without receipt\n\n${told}`],
    ["as an underlined heading", `Refunds are always doubled without receipt\n===\n\n${told}`],
    ["in Spanish", `Claro reembolsos siempre gratis. ${told}`],
    ["as an address", `${told.slice(0, -1)}, see https://refunds.example/twice [1].`],
    ["as a picture", `${told.slice(0, -1)} ![refund](https://refunds.example/x.png) [1].`],
  ])("%s", async (_, answer) => {
    await withheld({ answer });
  });
});

describe("a false figure is not overlooked", () => {
  const figure = "Customers may return any unused item within 30 days of delivery for a full refund.";
  test.each<readonly [where: string, answer: Partial<Answer>]>([
    ["that the question suggests", { question: "May I return it within 30 days?", answer: figure }],
    [
      "that stands in another source than the cited",
      { answer: figure.replace(".", " [1]."), sources: [policy, "The shop is 30 years old."] },
    ],
    ["that counts a step", { answer: told.replace("Customers", "Step 5 customers") }],
    ["that counts an option", { answer: told.replace("return", "choose option 7 to return") }],
    [
      "in Arabic digits",
      {
        answer: "يستغرق التوصيل ٩ أيام عمل ويكلف ٢٠ يورو لكل طرد.",
        sources: ["يستغرق التوصيل ٥ أيام عمل ويكلف ٢٠ يورو لكل طرد."],
      },
    ],
    [
      "in Devanagari digits",
      { answer: "डिलीवरी में ९ दिन लगते हैं और २० यूरो लगते हैं।", sources: ["डिलीवरी में ५ दिन लगते हैं और २० यूरो लगते हैं।"] },
    ],
    [
      "in full-width digits",
      { answer: "配送には９日かかり、料金は２０ユーロです。", sources: ["配送には５日かかり、料金は２０ユーロです。"] },
    ],
    [
      "with cents, rounded",
      {
        answer: "Standard delivery costs 4.90 euros for every parcel.",
        sources: ["Standard delivery costs 4.87 euros for every parcel."],
      },
    ],
    ["with a figure more", { answer: told.replace("14", "140") }],
    ["with a figure less", { answer: told.replace("14", "4") }],
    ["with a decimal", { answer: told.replace("14", "1.4") }],
  ])("%s", async (_, answer) => {
    await withheld(answer);
  });
});

describe("a false quotation is not overlooked", () => {
  test.each<readonly [how: string, source: string, quote: string]>([
    ["cut inside a word", "It is illegal to park here overnight in winter.", "legal to park here overnight"],
    ["cut inside a figure", "It may be kept for 21 days after opening. One box lasts 1 year.", "1 days after opening"],
    ["cut behind a decimal point", "The lake holds 1.5 cubic metres of water, number 5.", "5 cubic metres of water"],
    ["cut behind a minus", "The room fell to -15 degrees during the night.", "15 degrees during the night"],
    [
      "by an antonym that looks alike",
      "The pressure in the vessel must decrease slowly and evenly.",
      "The pressure in the vessel must increase slowly and evenly",
    ],
    [
      "by a prefix",
      "The emergency line is unavailable to all customers of the bank.",
      "The emergency line is available to all customers of the bank",
    ],
    [
      "by names changed over",
      "Under the agreement signed in spring, Alice pays Bob five hundred euros every month.",
      "Under the agreement signed in spring, Bob pays Alice five hundred euros every month",
    ],
    [
      "by an ellipsis for a negation",
      "Guests of the hotel must not under any circumstances smoke cigars in the hall.",
      "Guests of the hotel must … smoke cigars in the hall",
    ],
    ["by an ellipsis for a short negation", "You may not smoke in the hall.", "You may … smoke in the hall"],
    [
      "by a superscript made a digit",
      "The lake holds 10² cubic metres of water.",
      "The lake holds 102 cubic metres of water",
    ],
    [
      "by a multiplication made a number",
      "Use 2*3 tablets each single day here.",
      "Use 23 tablets each single day here",
    ],
  ])("%s", async (_, source, quote) => {
    await withheld({ sources: [source], answer: `The text says "${quote}" [1].` });
  });
  test.each([
    [
      "behind a comma without a space",
      'It says,"Customers may return any unused item whenever they feel like it" [1].',
    ],
    ["in single marks", "It says ‘Customers may return any unused item whenever they feel like it’ [1]."],
    [
      "in a block quote",
      "It says:\n\n> Customers may return any unused item whenever they feel like it.\n\nSo it is [1].",
    ],
    ["that the question asks for", 'It is "free of charge for ever" [1].'],
  ])("%s", async (_, answer) => {
    await withheld({ question: 'Is it "free of charge for ever"?', answer: `${cited} ${answer}` });
  });
  test.each<readonly [where: string, citations: Answer["citations"]]>([
    ["for the whole", [{ sourceId: "1", quote: "any old lie at all" }]],
    ["for a greeting", [{ sourceId: "1", at: { start: 0, end: 5 }, quote: "any old lie at all" }, { sourceId: "1" }]],
    ["for nothing", [{ sourceId: "1", at: { start: 0, end: 0 }, quote: "any old lie at all" }, { sourceId: "1" }]],
    [
      "of a source that was not given, for a greeting",
      [{ sourceId: "9", at: { start: 0, end: 5 } }, { sourceId: "1" }],
    ],
  ])("handed in as data %s", async (_, citations = []) => {
    await withheld({ answer: `Sure! ${told}`, citations });
  });
});
