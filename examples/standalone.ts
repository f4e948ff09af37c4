import { check, quoted, read, traceable } from "vouchsafe";

const sources = ["Opening hours are 9 to 17 on working days.", "The museum is closed on Mondays."];

// One guard, on its own: no chain, no outcome, just its verdict.
const invented = await check(traceable(), { answer: "The museum is closed on Mondays [7].", sources });
console.log(invented.guard, invented.status, invented.findings[0]?.code);

const misquoted = await check(quoted(), { answer: 'It is "closed on Mondays and Tuesdays" [2].', sources });
console.log(misquoted.guard, misquoted.status, misquoted.findings[0]?.code);

// What a guard sees: the claims of an answer, with their places and what they cite.
const draft = read({ answer: "Hello! The museum is closed on Mondays [2].", sources });
for (const { text, at, citations } of draft.claims) {
  console.log(`${at.start}-${at.end}`, text, citations.map(({ sourceId }) => sourceId).join());
}
