
import { readFileSync } from "node:fs";
import { verify, codes } from "vouchsafe";
const page = readFileSync("README.md","utf8").split("\n");
const h = page.indexOf("| form | example | reads as |");
const sources = [
  { id: "refunds", title: "Refund policy", url: "https://shop.example/refunds", text: "Returns are free for all. Parcels are fast. A box of 40 m² is free. 退货免费。 الإرجاع مجاني. So they are free too." },
  { id: "shipping", title: "Shipping rates", text: "Returns are free for all. Parcels are fast. A box of 40 m² is free. So they are free too. 退货免费。" },
  { id: "lee2021", text: "Returns are free." },
];
for (const line of page.slice(h + 2)) {
  if (!line.startsWith("|")) break;
  const [form = "", example = ""] = line.slice(2, -2).split(" | ");
  const answer = example.replace(/^`+ ?| ?`+$/g, "").replaceAll("⏎", "\n");
  const o = await verify({ answer, sources });
  console.log(o.status === "verified" ? "ok " : "ESC", form, o.status === "verified" ? "" : o.escalation.findings.map(f => f.code + " " + f.message + " " + JSON.stringify(f.at ? answer.slice(f.at.start, f.at.end) : "")).join("; "));
}
