import { sqlite } from "vouchsafe/store";

/** Adds 500 times to two sums of a file; prints how often the bounded one took it. */
const store = sqlite(process.argv[2] ?? "");
let granted = 0;
// Only when the other process is there too: else the first would be done before the second has begun.
await store.add("ready", 1);
while ((await store.get("ready")) !== 2) await new Promise(setImmediate);
for (let turn = 0; turn < 500; turn += 1) {
  await store.add("free", 1);
  if ((await store.add("bound", 1, { most: 700 })) !== undefined) granted += 1;
}
process.stdout.write(`${granted}`);
