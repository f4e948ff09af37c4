import { sqlite } from "vouchsafe/store";

/** Adds 500 times to two sums of a file; prints how often the bounded one took it. */
const store = sqlite(process.argv[2] ?? "");
let granted = 0;
for (let turn = 0; turn < 500; turn += 1) {
  await store.add("free", 1);
  if ((await store.add("bound", 1, { most: 700 })) !== undefined) granted += 1;
}
process.stdout.write(`${granted}`);
