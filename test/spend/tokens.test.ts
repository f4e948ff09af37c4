import fc from "fast-check";
import { getEncoding } from "js-tiktoken";
import { describe, expect, test } from "vitest";
import { estimateTokens } from "vouchsafe/spend";
import { mostTokens } from "../../src/spend/most-tokens.ts";
import { countRuns } from "../../src/spend/token-counts.ts";

const encodings = { o200k: getEncoding("o200k_base"), cl100k: getEncoding("cl100k_base") } as const;

// Written for this test: neither the weights nor the benchmark have seen them.
const texts = {
  English: `You may return any unused item within thirty days of delivery. Refunds are paid to the original payment
method within five business days of the parcel reaching our warehouse; express shipping is not refunded. If the parcel
arrived damaged, write to the support desk and add a photograph, so that we can take it up with the carrier.`,
  code: `export function smallest<T>(items: readonly T[], weightOf: (item: T) => number): T | undefined {
  let found: { readonly item: T; readonly weight: number } | undefined;
  for (const item of items) {
    const weight = weightOf(item);
    if (found === undefined || weight < found.weight) found = { item, weight };
  }
  return found?.item;
}`,
  Chinese:
    "未使用的商品可在收到后三十天内退货。退款将在包裹到达仓库后五个工作日内退回原付款方式，快递费用不予退还。如果包裹在运输途中损坏，请联系客服并附上照片。",
  Japanese:
    "未使用の商品は、お届けから三十日以内であれば返品できます。返金は倉庫に到着してから五営業日以内に元のお支払い方法へ行われます。速達の送料は返金されません。",
  Korean:
    "사용하지 않은 상품은 배송 후 삼십 일 이내에 반품할 수 있습니다. 환불은 창고에 도착한 후 영업일 기준 오 일 이내에 원래 결제 수단으로 지급됩니다.",
};

describe.each(["o200k", "cl100k"] as const)("an estimate of %s tokens", (name) => {
  // A page is within a tenth (`npm run bench:tokens`); so short a text has no room for errors to even out.
  test.each(Object.entries(texts))("is near the count even on a short text: %s", (_, text) => {
    const counted = encodings[name].encode(text).length;
    expect(Math.abs(estimateTokens(text, name) / counted - 1)).toBeLessThanOrEqual(0.17);
  });
});

test("an empty text has none, and any other at least one", () => {
  expect(estimateTokens("")).toBe(0);
  fc.assert(fc.property(fc.string({ minLength: 1, unit: "binary" }), (text) => estimateTokens(text) >= 1));
});

test("is a whole number for any text, half characters too", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) =>
      Number.isSafeInteger(estimateTokens(String.fromCharCode(...units))),
    ),
  );
});

test("of pages put together is the sum of theirs, but for what a seam joins", () => {
  const pages = Object.values(texts);
  const sum = pages.reduce((total, page) => total + estimateTokens(page), 0);
  expect(Math.abs(estimateTokens(pages.join("\n")) - sum)).toBeLessThanOrEqual(2 * pages.length);
});

test("each run is walked over a constant number of times, whatever it is of", () => {
  // A reader that looked back or ahead from each unit would take minutes for these.
  for (const unit of ["a", "A", "é", "1", " ", "\n", "-", "字", "aB", ".a", "\ud800"])
    expect(countRuns(unit.repeat(1_000_000)).every(Number.isFinite)).toBe(true);
}, 10_000);

describe("what is put aside for a text", () => {
  test.each(Object.entries(texts))("is no less than its tokens, and no more than five times as many: %s", (_, text) => {
    for (const encoding of Object.values(encodings)) {
      const counted = encoding.encode(text).length;
      expect(mostTokens(text)).toBeGreaterThanOrEqual(counted);
      expect(mostTokens(text)).toBeLessThanOrEqual(5 * counted);
    }
  });

  test("of a script that nobody has seen is no less than what it is spelt with", () => {
    for (const text of ["\u{12000}\u{12001}\u{12002}".repeat(20), "ᐁᐂᐃᐄᐅᐆᐇᐉ".repeat(20), "ꀀꀁꀂꀃꀄ".repeat(20)])
      for (const encoding of Object.values(encodings))
        expect(mostTokens(text)).toBeGreaterThanOrEqual(encoding.encode(text).length);
  });
});
