import { readFileSync } from "node:fs";
import { join } from "node:path";
import { share, table } from "../markdown.ts";
import { type Bar, inPercent } from "./bars.ts";
import { ours } from "./ours.ts";
import type { Stage } from "./stage.ts";

interface QuotedAnswer {
  readonly sources: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly quotes: readonly { readonly source: string; readonly quote: string; readonly verbatim: boolean }[];
}

/** Whether what people quoted is found in the source they named: its title, and its text below. */
export function quotesum({ folder }: Stage): readonly Bar[] {
  const counts = [true, false].map((verbatim) => ({ verbatim, all: 0, found: 0 }));
  const missed: string[] = [];
  for (const line of readFileSync(join(folder, "quotesum", "answers.jsonl"), "utf8").split("\n")) {
    if (line === "") continue;
    const { sources, quotes } = JSON.parse(line) as QuotedAnswer;
    for (const { source, quote, verbatim } of quotes) {
      const { title = "", text = "" } = sources.find(({ id }) => id === source) ?? {};
      const found = ours.cold(`${title}\n${text}`, quote) !== undefined;
      const count = counts[verbatim ? 0 : 1];
      if (count === undefined) continue;
      count.all += 1;
      if (found) count.found += 1;
      else missed.push(quote);
    }
  }
  const name = (verbatim: boolean): string => (verbatim ? "verbatim" : "near-verbatim");
  console.log("\n## quotesum: quotations found in the named source\n");
  console.log(
    table(
      ["", "found"],
      counts.map(({ verbatim, all, found }) => [name(verbatim), share(found, all)]),
    ),
  );
  if (process.argv.includes("--list")) for (const quote of missed) console.error(JSON.stringify({ missed: quote }));
  return counts.map(({ verbatim, all, found }) => ({
    name: `quotesum, ${name(verbatim)} quotations found (${all})`,
    figure: found / all,
    limit: 0.98,
    aim: 1,
    shown: inPercent,
  }));
}
