import { expect, test } from "vitest";
import { grounded } from "vouchsafe";
import { answerOf, type fallback, resilient, scripted } from "vouchsafe/model";
import { down, prompt } from "./asking.ts";

const sources = [{ id: "refunds", text: "Refunds are paid within thirty days." }];
const input = { question: "How long do refunds take?", sources };
const text = "Refunds are paid within thirty days [refunds].";

function asking(...routes: Parameters<typeof fallback>) {
  const model = resilient(
    scripted(() => down),
    { fallback: routes, retry: false },
  );
  const ask = grounded(async (_: typeof input, context) => answerOf(await model.generate(prompt, context)));
  return ask(input);
}

test("an answer of a fallback is verified like any other", async () => {
  expect(await asking(scripted(() => text))).toMatchObject({ status: "verified", usage: { modelCalls: 2 } });
});

test("an answer of a route that may not verify is never verified, however good it is", async () => {
  const outcome = await asking({ model: scripted(() => text), mayVerify: false });
  expect(outcome).toMatchObject({ status: "escalated", escalation: { reason: "incomplete" } });
});
