import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Store } from "vouchsafe/store";

/** What holds of every store. `open` gives an empty one. */
export function conforms(name: string, open: () => Store): void {
  describe(`the store ${name}`, () => {
    let store: Store;
    beforeEach(() => {
      vi.useFakeTimers();
      store = open();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    test("has nothing at first", async () => {
      expect(await store.get("key")).toBeUndefined();
    });

    test.each([
      ["a text", 'with "quotes", a zero \u0000 and \u{1F600}'],
      ["a number", 12.5],
      ["null", null],
      ["false", false],
      ["an object", { list: [1, { deep: "yes" }], empty: {} }],
    ])("gives %s back equal", async (_, value) => {
      await store.set("key", value);
      expect(await store.get("key")).toEqual(value);
    });

    test.each(["", "with:colons", "__proto__", "constructor", "\u0000", "ключ 键"])("takes the key %j", async (key) => {
      await store.set(key, 1);
      await store.set(`${key}x`, 2);
      expect([await store.get(key), await store.get(`${key}x`)]).toEqual([1, 2]);
    });

    test("replaces what was there, its time included", async () => {
      await store.set("key", "old", 1_000);
      await store.set("key", "new");
      vi.advanceTimersByTime(2_000);
      expect(await store.get("key")).toBe("new");
    });

    test("forgets what is deleted, and deletes what is not there in peace", async () => {
      await store.set("key", 1);
      await store.delete("key");
      await store.delete("never");
      expect(await store.get("key")).toBeUndefined();
    });

    test("forgets a value when its time is over, and not before", async () => {
      await store.set("key", 1, 1_000);
      vi.advanceTimersByTime(999);
      expect(await store.get("key")).toBe(1);
      vi.advanceTimersByTime(1);
      expect(await store.get("key")).toBeUndefined();
    });

    test("hands out and keeps copies: nobody's changes reach into it", async () => {
      const given = { list: [1] };
      await store.set("key", given);
      given.list.push(2);
      const taken = (await store.get("key")) as { list: number[] };
      taken.list.push(3);
      expect(await store.get("key")).toEqual({ list: [1] });
    });
  });
}

/** What holds of every store that has `add`. */
export function adds(name: string, open: () => Required<Store>): void {
  describe(`sums in the store ${name}`, () => {
    let store: Required<Store>;
    beforeEach(() => {
      vi.useFakeTimers();
      store = open();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    test("begin at 0 and are read like any value", async () => {
      expect(await store.add("sum", 2)).toBe(2);
      expect(await store.add("sum", -5)).toBe(-3);
      expect(await store.get("sum")).toBe(-3);
    });

    test("go on from a number that was set, and are replaced and deleted like any value", async () => {
      await store.set("sum", 40);
      expect(await store.add("sum", 2)).toBe(42);
      await store.set("sum", 1);
      expect([await store.get("sum"), await store.add("sum", 1)]).toEqual([1, 2]);
      await store.delete("sum");
      expect([await store.get("sum"), await store.add("sum", 1)]).toEqual([undefined, 1]);
    });

    test("do not pass `most`: then nothing is added", async () => {
      expect(await store.add("sum", 6, { most: 5 })).toBeUndefined();
      expect(await store.get("sum")).toBeUndefined();
      expect(await store.add("sum", 5, { most: 5 })).toBe(5);
      expect(await store.add("sum", 1, { most: 5 })).toBeUndefined();
      expect(await store.add("sum", 0, { most: 4 })).toBe(5);
      expect(await store.add("sum", -1, { most: 3 })).toBe(4);
    });

    test("begin anew when their time is over, which is counted from the last addition", async () => {
      await store.add("sum", 1, { ttlMs: 1_000 });
      vi.advanceTimersByTime(900);
      await store.add("sum", 1, { ttlMs: 1_000 });
      vi.advanceTimersByTime(900);
      expect(await store.add("sum", 1, { ttlMs: 1_000 })).toBe(3);
      vi.advanceTimersByTime(1_000);
      expect(await store.add("sum", 1)).toBe(1);
    });

    test("of many at once are exact", async () => {
      const sums = await Promise.all(Array.from({ length: 500 }, () => store.add("sum", 3, { most: 300 })));
      expect(sums.filter((sum) => sum !== undefined)).toHaveLength(100);
      expect(await store.get("sum")).toBe(300);
    });

    test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])("refuse to add %d", async (amount) => {
      await expect(store.add("sum", amount)).rejects.toThrow(TypeError);
      expect(await store.get("sum")).toBeUndefined();
    });

    test("refuse to be added to what is no number", async () => {
      await store.set("sum", "1");
      await expect(store.add("sum", 1)).rejects.toThrow(TypeError);
      expect(await store.get("sum")).toBe("1");
    });
  });
}
