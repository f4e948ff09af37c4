import { grounded } from "vouchsafe";
import * as z from "zod";

const schema = z.object({
  days: z.number().int(),
  points: z.array(z.object({ text: z.string(), source: z.string() })),
});

/** Stands for a model that was asked for JSON, and at first gives a number as text. */
const replies = [
  '{"days": "30", "points": []}',
  `{"days": 30, "points": [
    {"text": "Refunds are paid within 30 days of delivery.", "source": "refunds"},
    {"text": "Items must be in their original packaging.", "source": "returns"}]}`,
];

const ask = grounded((_: unknown, { attempt }) => replies[attempt - 1] ?? "", {
  output: {
    schema,
    citations: ({ points }) => points.map(({ source }, at) => ({ sourceId: source, path: `/points/${at}/text` })),
  },
});

const outcome = await ask({
  sources: [
    { id: "refunds", text: "Refunds are paid within 30 days of delivery." },
    { id: "returns", text: "Items must be in their original packaging." },
  ],
});
console.log(outcome.status, "after", outcome.attempts, "attempts");
if (outcome.status === "verified") {
  console.log("days:", outcome.value.days); // a number: the schema types the value
  for (const { path, basis, text } of outcome.claims) console.log(`${path} ${basis}: ${text}`);
  console.log("no guard saw:", outcome.unchecked.join(" "));
}
