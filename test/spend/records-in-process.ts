import { ledger } from "vouchsafe/spend";
import { sqlite } from "vouchsafe/store";

/** Records 300 calls of three tenants in a file. */
const price = { inputMicroUsdPerMillion: 1_000_000, outputMicroUsdPerMillion: 1_000_000 };
const spent = ledger({ store: sqlite(process.argv[2] ?? ""), prices: { "test/m": price } });
for (let turn = 0; turn < 300; turn += 1) {
  spent.record({ model: "test/m", usage: { inputTokens: 1, outputTokens: 1 } }, { tenant: `${turn % 3}` });
  if (turn % 10 === 0) await spent.settled();
}
await spent.settled();
