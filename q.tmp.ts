import { read } from "vouchsafe";
import { sources } from "./test/read/citations/sources.ts";
for (const answer of process.argv.slice(2)) {
  const d = read({ answer: JSON.parse(`"${answer}"`), sources });
  console.log(JSON.stringify({ claims: d.claims.map((c) => [c.text, c.citations.map((x) => [x.sourceId, x.sources, x.form]), c.quotations.map(q=>q.text)]), skipped: d.skipped }, null, 1));
}
