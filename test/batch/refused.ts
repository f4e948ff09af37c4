/** A program that loops over rows whose chain is refused, or rejects at each of them, and says how often it was told. */
import { type Answer, verifyEach } from "vouchsafe";

const source = "The shop opens at nine.";
const rows: readonly Answer[] = Array.from({ length: 3 }, () => ({ answer: source, sources: [source] }));
const refused = new URL("./refused-chain.ts", import.meta.url);
const rejecting = new URL("./factual-chain.ts", import.meta.url);
let told = 0;
for (let round = 0; round < 60; round += 1) {
  const chain = round % 3 === 0 ? refused : rejecting;
  try {
    for await (const _ of verifyEach(rows, { workers: 2, chain, chainData: (round / 3) % 4 })) process.exit(1);
  } catch (error) {
    if (chain === rejecting || error instanceof TypeError) told += 1;
  }
}
process.stdout.write(String(told));
