/** A program that loops over rows whose chain is refused, sixty times, and says how often it was told. */
import { type Answer, verifyEach } from "vouchsafe";

const source = "The shop opens at nine.";
const rows: readonly Answer[] = Array.from({ length: 3 }, () => ({ answer: source, sources: [source] }));
const chain = new URL("./refused-chain.ts", import.meta.url);
let told = 0;
for (let round = 0; round < 60; round += 1) {
  try {
    for await (const _ of verifyEach(rows, { workers: 2, chain })) throw new Error("none was to come out");
  } catch (error) {
    if (error instanceof TypeError) told += 1;
  }
}
process.stdout.write(String(told));
