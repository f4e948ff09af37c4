/** An answer and the one source that carries it. */
export interface StreamText {
  readonly name: string;
  readonly question: string;
  readonly source: string;
  readonly answer: string;
  /** The answer is JSON of this JSON Schema. */
  readonly schema?: { readonly [keyword: string]: unknown };
}

const refunds =
  "Unopened items may be returned within 30 days of delivery. Refunds are paid to the original card within 5 business days. " +
  "Opened items are exchanged, not refunded, unless they arrived damaged. Shipping costs are not refunded.";
const lamp =
  "The Solara lamp weighs 1.4 kg and runs for 12 hours on one charge. Its battery may be replaced by the owner. " +
  "It must not be used under water. The warranty covers 24 months from the day of purchase.";
const office =
  "The office in Lyon opens at 9:00 and closes at 17:30 on weekdays. On Saturdays only the counter on Rue Mercière is open. " +
  "Visitors show a passport or an identity card at the entrance.";
const facts = {
  type: "object",
  properties: { summary: { type: "string" }, notes: { type: "array", items: { type: "string" } } },
  required: ["summary", "notes"],
  additionalProperties: false,
};

/** Short and long, in several scripts: every one of them verifies over its source. */
export const streamTexts: readonly StreamText[] = [
  {
    name: "one sentence",
    question: "How long may unopened items be returned?",
    source: refunds,
    answer: "Unopened items may be returned within 30 days of delivery [1].",
  },
  {
    name: "a condition at the end",
    question: "Are opened items refunded?",
    source: refunds,
    answer: "Opened items are exchanged, not refunded, unless they arrived damaged [1].",
  },
  {
    name: "a list",
    question: "What are the rules for returns?",
    source: refunds,
    answer:
      "- Unopened items may be returned within 30 days of delivery [1].\n- Refunds are paid to the original card within 5 business days [1].\n- Shipping costs are not refunded [1].",
  },
  {
    name: "a quotation",
    question: "May I use the lamp under water?",
    source: lamp,
    answer: 'The manual says: "It must not be used under water." [1]',
  },
  {
    name: "figures",
    question: "How heavy is the lamp, and how long does it run?",
    source: lamp,
    answer: "The Solara lamp weighs 1.4 kg and runs for 12 hours on one charge [1].",
  },
  {
    name: "several paragraphs",
    question: "Tell me about the lamp.",
    source: lamp,
    answer:
      "The Solara lamp weighs 1.4 kg and runs for 12 hours on one charge [1].\n\nIts battery may be replaced by the owner [1].\n\nIt must not be used under water [1]. The warranty covers 24 months from the day of purchase [1].",
  },
  {
    name: "accents",
    question: "What is open on Saturdays?",
    source: office,
    answer: "On Saturdays only the counter on Rue Mercière is open [1].",
  },
  {
    name: "Chinese",
    question: "退货期限是多久？",
    source: "未开封的商品可在收货后三十天内退货。退款将在五个工作日内退回原支付卡。",
    answer: "未开封的商品可在收货后三十天内退货[1]。",
  },
  {
    name: "Japanese",
    question: "保証期間はどのくらいですか。",
    source: "保証期間は購入日から二十四か月です。電池は利用者が交換できます。",
    answer: "保証期間は購入日から二十四か月です[1]。",
  },
  {
    name: "Korean",
    question: "배터리는 교체할 수 있나요?",
    source: "배터리는 사용자가 직접 교체할 수 있습니다. 보증 기간은 구매일로부터 스물네 달입니다.",
    answer: "배터리는 사용자가 직접 교체할 수 있습니다 [1].",
  },
  {
    name: "Russian",
    question: "Когда возвращают деньги?",
    source: "Деньги возвращаются на карту в течение пяти рабочих дней. Доставка не возмещается.",
    answer: "Деньги возвращаются на карту в течение пяти рабочих дней [1].",
  },
  {
    name: "emoji",
    question: "What does the green light mean?",
    source: "A green light 🟢 means that the lamp is charged. A red light 🔴 means that the battery is low 👩‍🔧.",
    answer:
      "A green light 🟢 means that the lamp is charged [1]. A red light 🔴 means that the battery is low 👩‍🔧 [1].",
  },
  {
    name: "JSON",
    question: "What are the rules for refunds?",
    source: refunds,
    schema: facts,
    answer: JSON.stringify({
      summary: "Refunds are paid to the original card within 5 business days.",
      notes: [
        "Shipping costs are not refunded.",
        "Opened items are exchanged, not refunded, unless they arrived damaged.",
      ],
    }),
  },
  {
    name: "long",
    question: "What should I know of the office and of returns?",
    source: [office, refunds, lamp].join("\n\n"),
    answer: [office, refunds, lamp].map((text) => text.replaceAll(/\.(?= |$)/g, " [1].")).join("\n\n"),
  },
];
