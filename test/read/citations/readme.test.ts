import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { read } from "vouchsafe";

const page = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const sources = [
  {
    id: "refunds",
    title: "Refund policy",
    url: "https://shop.example/refunds",
    text: "Returns are free for all.",
  },
  { id: "shipping", title: "Shipping rates", text: "Parcels are fast." },
  { id: "lee2021", text: "Returns are free." },
];

/** The rows of the table of forms, as cells; an example without its marks of code. */
function rowsOf(text: string): readonly (readonly [form: string, example: string, reads: string])[] {
  const lines = text.split("\n");
  const header = lines.indexOf("| form | example | reads as |");
  const below = lines.slice(header + 2);
  return below
    .slice(
      0,
      below.findIndex((line) => !line.startsWith("|")),
    )
    .map((line) => {
      const [form = "", example = "", reads = ""] = line.slice(2, -2).split(" | ");
      return [form, example.replace(/^`+ ?| ?`+$/g, "").replaceAll("⏎", "\n"), reads] as const;
    });
}

/** What a draft cites, as the table writes it. */
function readsAs(example: string): string {
  const { claims } = read({ answer: example, sources });
  const all = [...new Set(claims.flatMap(({ citations }) => citations))];
  const ids = new Set(all.flatMap(({ sources: led }) => led.map((at) => sources[at]?.id)));
  const astray = all
    .filter(({ sources: led }) => led.length === 0)
    .map(({ sourceId }) => `"${sourceId}" leads nowhere`);
  const quotes = claims.flatMap(({ quotations }) => quotations.map(({ text }) => `"${text}"`));
  const cited = ids.size === 0 ? "nothing" : [...ids].join(", ");
  return [cited, ...astray, ...quotes].join(": ");
}

const rows = rowsOf(page);

describe("the README's table of forms is true", () => {
  test("and has a row for each form", () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
    const forms = rows.flatMap(([, example]) => read({ answer: example, sources }).citations.map(({ form }) => form));
    expect([...new Set(forms)].sort()).toEqual(
      ["bracket", "cite", "footnote", "link", "list", "passage", "superscript"].sort(),
    );
  });
  test.each(rows)("%s: %s", (_, example, reads) => {
    expect(readsAs(example)).toBe(reads);
  });
  test("and a row that lies would be seen", () => {
    const [, example, reads] =
      rowsOf("| form | example | reads as |\n|---|---|---|\n| a | `It is so [1].` | shipping |\n")[0] ?? [];
    expect(readsAs(example ?? "")).not.toBe(reads);
  });
});
