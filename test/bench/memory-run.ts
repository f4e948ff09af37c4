// One long run of `verifyEach`, as the child of `memory.ts`: writes heap and resident memory, in megabytes, as JSON at ten points.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Answer, verifyEach } from "vouchsafe";

const [rows = 0, workers = 0] = process.argv.slice(2).map(Number);
const POINTS = 10;
const MEGABYTE = 2 ** 20;

// What is left after a collection is what is held; without one the figure says when the last one was.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Texts of their own, so that nothing is found prepared and nothing can be shared. */
function* distinct(): Generator<Answer> {
  for (let row = 0; row < rows; row += 1) {
    const fact = `Parcel ${row} left warehouse ${row % 97} on day ${row % 365} and weighs ${row % 1_009} grams`;
    const text = `${fact}. The carrier of route ${row * 7} was told about parcel ${row} by note ${row * 13}.`;
    yield {
      id: `row-${row}`,
      answer: row % 2 === 0 ? `${fact}.` : `Parcel ${row} was sold to ${row + 0.5} sailors.`,
      sources: [text],
    };
  }
}

let done = 0;
let right = 0;
for await (const { status } of verifyEach(distinct(), { workers })) {
  if (status === (done % 2 === 0 ? "verified" : "escalated")) right += 1;
  done += 1;
  if (done % Math.floor(rows / POINTS) !== 0) continue;
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ done, right, heap: heapUsed / MEGABYTE, rss: rss / MEGABYTE })}\n`);
}
