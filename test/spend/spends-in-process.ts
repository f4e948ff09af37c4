import { metered } from "vouchsafe/model";
import { budget } from "vouchsafe/spend";
import { sqlite } from "vouchsafe/store";
import { tellingModel } from "./telling-model.ts";

/** 300 calls against a budget of 200 that another process shares; prints how many were made. */
const price = { inputMicroUsdPerMillion: 0, outputMicroUsdPerMillion: 1_000_000 };
const store = sqlite(process.argv[2] ?? "");
const spend = budget({
  perDayMicroUsd: 20_000,
  perTenantPerDayCalls: 1_000,
  prices: { "test/m": price },
  store,
});
const model = tellingModel("test/m", async () => {
  await new Promise(setImmediate);
  return { usage: { inputTokens: 1, outputTokens: 100 } };
});
const guarded = metered(spend)(model);
const prompt = { messages: [{ role: "user", content: "?" }], maxOutputTokens: 100 } as const;
// Only when the other process is there too: else the first would be done before the second has begun.
await store.add("ready", 1);
while ((await store.get("ready")) !== 2) await new Promise(setImmediate);
// In rounds, so that the two take turns.
for (let round = 0; round < 30; round += 1) {
  await Promise.allSettled(Array.from({ length: 10 }, () => guarded.generate(prompt)));
  await new Promise((resolve) => setTimeout(resolve, 2));
}
await spend.settled();
process.stdout.write(`${model.requests()}`);
