import { explain, verify } from "vouchsafe";

const sources = [
  { id: "refunds", text: "Refunds are paid within 30 days of delivery. Express shipping fees are not refunded." },
  { id: "warranty", text: "The warranty lasts two years from the date of purchase." },
];

const right = await verify({
  question: "How long do refunds take?",
  answer: "Refunds are paid within 30 days of delivery [refunds].",
  sources,
});
if (right.status === "verified") {
  console.log(right.answer);
  for (const { source, span } of right.claims[0]?.evidence ?? []) {
    console.log(`  stands on ${sources[source]?.id}: "${sources[source]?.text.slice(span.start, span.end)}"`);
  }
}

const wrong = await verify({
  question: "How long do refunds take?",
  answer: 'The policy says "refunds are paid within 24 hours of your request" [refunds].',
  sources,
});
console.log(explain(wrong, sources));
