import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test, vi } from "vitest";
import { memory, sqlite } from "vouchsafe/store";
import { addingOf } from "../../src/store/adding.ts";
import { adds, conforms } from "./conformance.ts";
import { keyvLike } from "./keyv-like.ts";

const folder = mkdtempSync(join(tmpdir(), "vouchsafe-store-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const fresh = (): string => {
  files += 1;
  return join(folder, `${files}.db`);
};

conforms("memory()", memory);
conforms("sqlite(file)", () => sqlite(fresh()));
conforms("sqlite(':memory:')", () => sqlite(":memory:"));
conforms("of keyv's interface", keyvLike);
adds("memory()", memory);
adds("sqlite(file)", () => sqlite(fresh()));
adds("without `add`, by reading and writing in turn", () => {
  const store = keyvLike();
  return { ...store, add: addingOf(store) };
});

describe("memory()", () => {
  test("keeps at most so many values: the one not asked for longest makes room", async () => {
    const store = memory({ maxEntries: 2 });
    await store.set("a", 1);
    await store.set("b", 2);
    await store.get("a");
    await store.set("c", 3);
    expect([await store.get("a"), await store.get("b"), await store.get("c")]).toEqual([1, undefined, 3]);
  });

  test("never drops a sum to make room", async () => {
    const store = memory({ maxEntries: 1 });
    await store.add("sum", 7);
    for (let key = 0; key < 50; key += 1) await store.set(String(key), key);
    expect(await store.get("sum")).toBe(7);
  });

  test("does not keep what is over its time and never asked for again", async () => {
    vi.useFakeTimers();
    const store = memory({ maxEntries: 1_000_000 });
    const parse = vi.spyOn(Map.prototype, "delete");
    for (let key = 0; key < 10_000; key += 1) {
      await store.add(`sum ${key}`, 1, { ttlMs: 10 });
      vi.advanceTimersByTime(1);
    }
    // Of ten thousand all but the last ten are over; what is left is at most one doubling.
    expect(parse.mock.results.filter(({ value }) => value === true).length).toBeGreaterThan(8_000);
    parse.mockRestore();
    vi.useRealTimers();
  });

  test.each([0, -1, 1.5, Number.NaN, "9"])("refuses maxEntries %j", (maxEntries) => {
    expect(() => memory({ maxEntries: maxEntries as number })).toThrow(
      /Expected `maxEntries` to be a positive integer/,
    );
  });

  test("refuses options it does not know", () => {
    expect(() => memory({ max: 1 } as object)).toThrow(TypeError);
  });
});

describe.each([
  ["memory()", () => memory()],
  ["sqlite(file)", () => sqlite(fresh())],
])("%s", (_, open) => {
  test.each([undefined, () => 1])("refuses the value %j, which JSON has no word for", async (value) => {
    await expect(open().set("key", value)).rejects.toThrow(TypeError);
  });
  test.each([0, -1, Number.NaN])("refuses to keep a value for %d ms", async (ttlMs) => {
    await expect(open().set("key", 1, ttlMs)).rejects.toThrow(TypeError);
  });
});

describe("sqlite(path)", () => {
  test("keeps what it has over a restart", async () => {
    const path = fresh();
    const first = sqlite(path);
    await first.set("key", { kept: true });
    await first.add("sum", 5);
    first.close();
    const second = sqlite(path);
    expect([await second.get("key"), await second.add("sum", 1)]).toEqual([{ kept: true }, 6]);
    second.close();
    await expect(second.get("key")).rejects.toThrow();
  });

  test("drops rows whose time is over as it goes", async () => {
    vi.useFakeTimers();
    const path = fresh();
    const store = sqlite(path);
    for (let key = 0; key < 1_500; key += 1) {
      await store.set(`${key}`, key, 5);
      vi.advanceTimersByTime(1);
    }
    vi.useRealTimers();
    const database = new (process.getBuiltinModule("node:sqlite").DatabaseSync)(path);
    expect(Number(database.prepare("SELECT count(*) AS rows FROM vouchsafe").get()?.rows)).toBeLessThan(600);
    database.close();
  });

  test("says that a file cannot be opened, with a code", () => {
    expect(() => sqlite(join(folder, "no", "such", "folder.db"))).toThrow(
      expect.objectContaining({ code: "store-unavailable" }),
    );
    expect(() => sqlite(fileURLToPath(import.meta.url))).toThrow(
      expect.objectContaining({ code: "store-unavailable" }),
    );
  });

  test.each(["", "a\0b", 5])("refuses the path %j", (path) => {
    expect(() => sqlite(path as string)).toThrow(/Expected `path` to be the name of a file/);
  });

  test("two processes that add at once lose nothing and pass no limit", { timeout: 60_000 }, async () => {
    const path = fresh();
    sqlite(path).close();
    const run = promisify(execFile);
    const script = fileURLToPath(new URL("adds-in-process.ts", import.meta.url));
    const child = () => run(process.execPath, ["--conditions=@vouchsafe/source", script, path]);
    const said = await Promise.all([child(), child()]);
    const granted = said.map(({ stdout }) => Number(stdout));
    const store = sqlite(path);
    expect(await store.get("free")).toBe(1_000);
    expect([await store.get("bound"), granted.reduce((a, b) => a + b)]).toEqual([700, 700]);
    store.close();
  });
});
