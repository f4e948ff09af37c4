import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { grounded } from "vouchsafe";

const docs = [{ id: "hours", text: "The museum is open from 9 to 17 on working days. It is closed on Mondays." }];

/** Stands for retrieval and a call of your model, which invents an opening on Sundays. */
const answerFromDocs = (question: string) => ({
  answer: /sunday/i.test(question) ? "It opens at 11 on Sundays [hours]." : "It is closed on Mondays [hours].",
  sources: docs,
  finish: "stop" as const,
});
const ask = grounded(answerFromDocs, { sources: "from-answer", attempts: 1, timeoutMs: 10_000 });

/** app/api/ask/route.ts: what is not verified never leaves the server. */
export async function POST(request: Request): Promise<Response> {
  const { question } = (await request.json()) as { question?: unknown };
  if (typeof question !== "string") return Response.json({ error: "question: expected a string" }, { status: 400 });
  const outcome = await ask(question, { abortSignal: request.signal });
  if (outcome.status === "escalated") return Response.json({ id: outcome.id, reply: outcome.reply }, { status: 202 });
  return Response.json({ id: outcome.id, reply: outcome.answer, claims: outcome.claims });
}

// The rest runs the handler on a local server.
const server = createServer(async (incoming, outgoing) => {
  const request = new Request("http://localhost/api/ask", { method: "POST", body: await text(incoming) });
  const response = await POST(request);
  outgoing.writeHead(response.status, { "content-type": "application/json" }).end(await response.text());
}).listen(0);
await new Promise((resolve) => server.once("listening", resolve));
const url = `http://localhost:${(server.address() as AddressInfo).port}`;
for (const question of ["When is it closed?", "When does it open on Sundays?"]) {
  const response = await fetch(url, { method: "POST", body: JSON.stringify({ question }) });
  const { reply } = (await response.json()) as { reply: string };
  console.log(response.status, reply);
}
server.close();
