import { createServer } from "node:http";
import { codes, type Escalated, explain, grounded } from "vouchsafe";

const source = { id: "refunds", text: "Refunds are paid within 30 days of delivery." };

/** Files an escalation as an issue. The key is the outcome's id, so a call whose reply was lost can be made again. */
async function ticketFor(outcome: Escalated, url: string): Promise<void> {
  const shown = explain(outcome, [source]);
  // Behind a fence longer than any inside, a hostile answer makes no link, image or mention.
  const fence = "`".repeat(Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const issue = { title: `Withheld: ${codes(outcome).join(", ")}`, body: `${fence}text\n${shown}\n${fence}` };
  const send = async () => {
    const headers = { "content-type": "application/json", "idempotency-key": outcome.id };
    const signal = AbortSignal.timeout(5_000);
    const { ok, status } = await fetch(url, { method: "POST", headers, body: JSON.stringify(issue), signal });
    if (!ok) throw new Error(`the ticket system said ${status}`);
  };
  await send().catch(send);
}

// A stand-in for the ticket system: it keeps one issue for each key, and its first reply is lost on the way.
const issues = new Map<unknown, { title: string; body: string }>();
const keys: unknown[] = [];
const system = createServer(async (request, response) => {
  const key = request.headers["idempotency-key"];
  const issue = JSON.parse((await request.toArray()).join(""));
  if (!issues.has(key)) issues.set(key, issue);
  if (keys.push(key) === 1) response.destroy();
  else response.writeHead(201).end();
}).listen(0, "127.0.0.1");
await new Promise((resolve) => system.once("listening", resolve));
const url = `http://127.0.0.1:${Object(system.address()).port}/issues`;

const answer = 'It says "paid ```within 24 hours``` @everyone ![now](https://evil.example/a.png)" [refunds].';
const ask = grounded(async () => answer, { attempts: 1, onEscalate: (outcome) => ticketFor(outcome, url) });
const { delivery } = Object(await ask({ question: "How long?", sources: [source] }));
console.log(`${delivery.status}: ${keys.length} calls, ${new Set(keys).size} key, ${issues.size} issue`);
for (const { title, body } of issues.values()) console.log(`${title}\n${body}`);
system.close();
