import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, type EvalCase, evaluate, renderHtml } from "vouchsafe/eval";

const hostile = `</td><script>alert("1")</script>'&\u202e`;
const cases: readonly EvalCase[] = Array.from({ length: 40 }, (_, at) => ({
  id: `${hostile}${at}`,
  supported: at % 2 === 0,
  score: at / 40,
  flagged: at < 20,
  group: at % 3 === 0 ? hostile : "plain",
}));
const other = cases.map((one) => ({ ...one, flagged: !one.flagged }));

/** Every tag of the page, opened and closed in turn; a text that broke out would upset it. */
function unclosed(page: string): readonly string[] {
  const open: string[] = [];
  for (const [, slash, name = "", rest = ""] of page.matchAll(/<(\/?)([a-z0-9]+)([^<>]*)>/g)) {
    if (slash === "/") {
      if (open.at(-1) !== name) return [...open, `/${name}`];
      open.pop();
    } else if (!rest.endsWith("/") && name !== "meta") open.push(name);
  }
  return open;
}

describe("the page", () => {
  const page = renderHtml(evaluate(cases), { title: hostile, comparison: compare(other, cases) });

  test("escapes every text: ids, groups and the title", () => {
    expect(page).not.toContain("<script");
    expect(page).not.toContain("\u202e");
    expect(page).toContain("&lt;script&gt;");
    expect(unclosed(page)).toEqual([]);
  });

  test("needs nothing from elsewhere", () => {
    expect(page).not.toMatch(/\b(?:src|href)=|url\(|@import|https?:/);
    expect(page).toContain("default-src 'none'");
  });

  test("draws three curves, in the colours of light and dark", () => {
    expect(page.match(/<svg /g)).toHaveLength(3);
    expect(page).toContain("prefers-color-scheme: dark");
    expect(page.match(/<polyline /g)).toHaveLength(2);
  });

  test("has no number that is none, whatever the cases", () => {
    const one = fc.record({
      id: fc.string(),
      supported: fc.boolean(),
      score: fc.constantFrom(0, 0.3, 1),
      flagged: fc.boolean(),
      group: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (some) => {
        const given = some.map((each) => ({ ...each, id: `i${each.id.length}`, group: `g${each.group.length}` }));
        const drawn = renderHtml(evaluate(given, { resamples: 5 }));
        expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
        expect(unclosed(drawn)).toEqual([]);
      }),
    );
  });
});
