import { codes, verifyEach } from "vouchsafe";

/** A log of answers, read as it is needed: 100,000 of them would take no more memory. */
async function* logged() {
  const sources = ["Refunds are paid within 30 days of delivery.", "The workshop opens at 8:45 on weekdays."];
  yield { id: "monday", answer: "Refunds are paid within 30 days of delivery [1].", sources };
  yield { id: "tuesday", answer: "Refunds are paid within 24 hours [1].", sources };
  yield JSON.parse('{ "id": "wednesday", "answer": null }');
  yield { id: "thursday", answer: "The workshop opens at 8:45 on weekdays [2].", sources };
}

const ids = ["monday", "tuesday", "wednesday", "thursday"];
const tally = { verified: 0, escalated: 0 };

// Two threads check; the outcomes come in the order of the log, one for each row, whatever the row was.
for await (const outcome of verifyEach(logged(), { workers: 2, timeoutMs: 10_000 })) {
  const row = ids[tally.verified + tally.escalated];
  tally[outcome.status] += 1;
  const why = outcome.status === "verified" ? outcome.basis : `${outcome.escalation.reason} ${codes(outcome).join()}`;
  console.log(`${row}: ${outcome.status}, ${why}`.trimEnd());
}
console.log(tally);
