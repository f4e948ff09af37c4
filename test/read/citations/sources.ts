import { read, type Source } from "vouchsafe";

/** What every table here cites from. */
export const sources: readonly Source[] = [
  {
    id: "refunds",
    title: "Refund policy",
    url: "https://shop.example/refunds",
    text: "Refunds are paid within 30 days of delivery. Express shipping fees are not refunded.",
  },
  {
    id: "shipping",
    title: "Shipping rates",
    url: "https://shop.example/shipping?lang=en",
    text: "Parcels leave the warehouse within two days. Standard delivery is free.",
  },
  {
    id: "smith2020",
    title: "Smith et al. (2020), Kettles",
    url: "https://papers.example/smith",
    text: "The warranty of a kettle lasts two years.",
  },
  { id: "care.pdf", text: "Keep the lid dry. The lid weighs 10 grams." },
];

/** The ids that the claims of an answer cite, each marker once, as one line; `!written` where it leads nowhere. */
export function cited(answer: string, given: readonly (Source | string)[] = sources): string {
  const draft = read({ answer, sources: given });
  const all = new Set(draft.claims.flatMap(({ citations }) => citations));
  return [...all]
    .map(({ sourceId, sources: led }) =>
      led.length === 0 ? `!${sourceId}` : led.map((at) => draft.sources[at]?.id).join("+"),
    )
    .join(" ");
}

/** The claims of an answer as they are checked. */
export const claimed = (answer: string, given: readonly (Source | string)[] = sources): readonly string[] =>
  read({ answer, sources: given }).claims.map(({ text }) => text);

/** What is quoted, claim by claim. */
export const quotes = (answer: string): readonly string[] =>
  read({ answer, sources }).claims.flatMap(({ quotations }) => quotations.map(({ text }) => text));

/** A row: an answer, and what it cites. */
export type Row = readonly [answer: string, cites: string];
