import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { retryAfterMs } from "../../src/model/adapter/retry-after.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(1994, 10, 6, 8, 49, 0) });
});
afterEach(() => {
  vi.useRealTimers();
});

const asked = (headers: { readonly [name: string]: string }) => retryAfterMs((name) => headers[name]);

test.each([
  ["seconds", "120", 120_000],
  ["a fraction", "0.5", 500],
  ["none to wait", "0", 0],
  ["three days", "259200", 259_200_000],
  ["thirty-five days, more than a timer takes", "3024000", 3_024_000_000],
  ["a power of ten", "1e9", 1e12],
  ["spaces around it", " 2 ", 2_000],
  ["a date", "Sun, 06 Nov 1994 08:49:37 GMT", 37_000],
  ["a date gone by", "Sun, 06 Nov 1994 08:00:00 GMT", 0],
  ["a negative number", "-1", undefined],
  ["no number", "NaN", undefined],
  ["infinity", "Infinity", undefined],
  ["more than a number holds", "1e999", undefined],
  ["hexadecimal", "0x10", undefined],
  ["nothing", "", undefined],
  ["words that a lenient reader makes a date of", "soon 1", undefined],
  ["two values", "1, 2", undefined],
])("%s: %j", (_, header, ms) => {
  expect(asked({ "retry-after": header })).toBe(ms);
});

test("milliseconds go before seconds, unless they are none", () => {
  expect(asked({ "retry-after-ms": "250", "retry-after": "9" })).toBe(250);
  expect(asked({ "retry-after-ms": "-1", "retry-after": "9" })).toBe(9_000);
  expect(asked({})).toBeUndefined();
});

test("whatever a header says, what comes out is absent, or finite and not negative", () => {
  const digits = fc.stringMatching(/^[-+.\deE ]{0,12}$/);
  fc.assert(
    fc.property(fc.oneof(fc.string(), digits), fc.oneof(fc.string(), digits), (ms, seconds) => {
      const wait = asked({ "retry-after-ms": ms, "retry-after": seconds });
      expect(wait === undefined || (Number.isFinite(wait) && wait >= 0)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
