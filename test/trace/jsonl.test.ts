import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type Outcome, VouchsafeError, verify } from "vouchsafe";
import { jsonl } from "vouchsafe/trace";

const root = mkdtempSync(join(tmpdir(), "vouchsafe-"));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const fresh = (): string => {
  folders += 1;
  const folder = join(root, String(folders));
  mkdirSync(folder);
  return join(folder, "outcomes.jsonl");
};

/** A record stands in for an outcome: what is written is whatever JSON makes of it. */
const line = (id: number, length = 0): Outcome => ({ id, text: "é".repeat(length) }) as unknown as Outcome;
const idsIn = (text: string): readonly number[] =>
  text
    .split("\n")
    .slice(0, -1)
    .map((one) => JSON.parse(one).id);
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
/** The full files, oldest first, and the one being written. */
const filesOf = (path: string): readonly string[] => {
  const numbered = readdirSync(join(path, ".."))
    .flatMap((name) => /^outcomes\.jsonl\.([1-9]\d{0,14})$/.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(a) - Number(b));
  return [...numbered.map((number) => `${path}.${number}`), path];
};
const textsOf = (path: string): readonly string[] => filesOf(path).map((file) => readFileSync(file, "utf8"));

describe("jsonl", () => {
  test("writes outcomes as they are, one a line, after what the file held", async () => {
    const path = fresh();
    const answer = { answer: 'The page says "never on a Sunday at all" [1].', sources: ["Closed on Sundays.\u2028"] };
    const outcome = await verify(answer);
    for (let run = 0; run < 2; run += 1) {
      const record = jsonl(path);
      await record(outcome);
      await record.close();
    }
    const lines = readFileSync(path, "utf8").split("\n");
    expect(lines).toHaveLength(3);
    expect(lines.slice(0, 2).map((one) => JSON.parse(one))).toEqual([outcome, outcome]);
  });

  test("makes no file before the first line, none at all without one, and closes as often as asked", async () => {
    const path = fresh();
    const record = jsonl(path);
    await record.close();
    await record.close();
    expect(existsSync(path)).toBe(false);
  });

  test("writes an outcome as it was when it was handed over", async () => {
    const path = fresh();
    const record = jsonl(path);
    const changing = { id: 1 };
    const written = record(changing as unknown as Outcome);
    changing.id = 2;
    await written;
    expect(idsIn(readFileSync(path, "utf8"))).toEqual([1]);
    await record.close();
  });

  test("a line has been written when its promise resolves, before the file is closed", async () => {
    const path = fresh();
    const record = jsonl(path);
    for (const id of upTo(3)) {
      await record(line(id));
      expect(idsIn(readFileSync(path, "utf8"))).toEqual(upTo(id + 1));
    }
    await record.close();
  });

  test("closing waits for all lines that came before, and refuses those that come after", async () => {
    const path = fresh();
    const record = jsonl(path);
    const lines = upTo(500).map((id) => record(line(id, id)));
    const closed = record.close();
    await expect(record(line(500))).rejects.toMatchObject({ code: "record-failed", retryable: false });
    await closed;
    expect(idsIn(readFileSync(path, "utf8"))).toEqual(upTo(500));
    await Promise.all(lines);
  });

  // How often this process has written, to wake its own threads too: counted by Linux itself.
  const writes = (): number => Number(/syscw: (\d+)/.exec(readFileSync("/proc/self/io", "utf8"))?.[1]);
  test.runIf(existsSync("/proc/self/io"))("many lines that come at once are written in few writes", async () => {
    const path = fresh();
    const record = jsonl(path);
    const before = writes();
    await Promise.all(upTo(50_000).map((id) => record(line(id))));
    expect(writes() - before).toBeLessThan(5_000);
    await record.close();
    expect(idsIn(readFileSync(path, "utf8"))).toEqual(upTo(50_000));
  });

  test("a last line that was cut off is ended before the next begins", async () => {
    const path = fresh();
    writeFileSync(path, '{"id":0}\n{"id":1,"text":"hal');
    const record = jsonl(path);
    await record(line(2));
    await record.close();
    expect(readFileSync(path, "utf8")).toBe('{"id":0}\n{"id":1,"text":"hal\n{"id":2,"text":""}\n');
  });
});

describe("files are turned over by size", () => {
  const steps = fc.array(fc.record({ length: fc.nat({ max: 60 }), waits: fc.boolean() }), { maxLength: 40 });

  test("and put together they hold every line once, in order, whatever comes at once", async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 300 }), async (given, maxBytes) => {
        const path = fresh();
        let record = jsonl(path, { maxBytes });
        const pending: Promise<void>[] = [];
        for (const [id, { length, waits }] of given.entries()) {
          pending.push(record(line(id, length)));
          if (!waits) continue;
          await pending.at(-1);
          // Now and then the process starts anew.
          if (length % 3 === 0) {
            await record.close();
            record = jsonl(path, { maxBytes });
          }
        }
        await Promise.all(pending);
        await record.close();
        if (given.length === 0) return;
        const texts = textsOf(path);
        expect(idsIn(texts.join(""))).toEqual(upTo(given.length));
        for (const text of texts) {
          expect(text.endsWith("\n")).toBe(true);
          expect(Buffer.byteLength(text) <= maxBytes || idsIn(text).length === 1, `${maxBytes}: ${text}`).toBe(true);
        }
        // No file is begun while the one before has room.
        for (const [at, text] of texts.slice(1).entries()) {
          const first = Buffer.byteLength(`${text.split("\n")[0]}\n`);
          expect(Buffer.byteLength(texts[at] ?? "") + first).toBeGreaterThan(maxBytes);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("with the lowest number the oldest, and the numbers going on after a restart", async () => {
    const path = fresh();
    for (const id of upTo(12)) {
      const record = jsonl(path, { maxBytes: 1 });
      await record(line(id));
      await record.close();
    }
    expect(filesOf(path).map((file) => idsIn(readFileSync(file, "utf8")))).toEqual(upTo(12).map((id) => [id]));
    expect(filesOf(path).at(-2)).toBe(`${path}.11`);
  });

  test("nothing is deleted but what `keep` gives away, and no file of another name", async () => {
    const path = fresh();
    const others = [`${path}.gz`, `${path}.01`, `${path}.1.bak`, `${path}s.1`, `${path}.${"9".repeat(30)}`];
    for (const other of others) writeFileSync(other, "kept");
    const record = jsonl(path, { maxBytes: 1, keep: 2 });
    for (const id of upTo(6)) await record(line(id));
    await record.close();
    expect(textsOf(path).map(idsIn)).toEqual([[3], [4], [5]]);
    for (const other of others) expect(readFileSync(other, "utf8")).toBe("kept");
  });
});

describe("a line that cannot be written is refused", () => {
  const refused = async (path: string, id = 0): Promise<VouchsafeError> => {
    const error = await jsonl(path)(line(id)).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(VouchsafeError);
    return error as VouchsafeError;
  };

  test.each([
    ["its folder is not there", () => join(root, "none", "a.jsonl"), "ENOENT", "its folder does not exist"],
    ["a folder has its name", () => root, "EISDIR", "EISDIR"],
    ["a file has its folder's name", () => `${fileURLToPath(import.meta.url)}/a.jsonl`, "ENOTDIR", "ENOTDIR"],
  ])("if %s", async (_reason, path, code, told) => {
    const error = await refused(path());
    expect(error).toMatchObject({ code: "record-failed", retryable: true, cause: { code } });
    expect(error.message).toContain(path());
    expect(error.message).toContain(told);
  });

  test.runIf(process.platform === "linux")("if it may not be written", async () => {
    // Not even an administrator may write here, so that the test means the same to everybody.
    expect(await refused("/proc/sys/kernel/ostype")).toMatchObject({ cause: { code: "EACCES" } });
  });

  test.runIf(existsSync("/dev/full"))("if the disk is full, and the next one too", async () => {
    const path = fresh();
    symlinkSync("/dev/full", path);
    const record = jsonl(path);
    const all = await Promise.allSettled(upTo(20).map((id) => record(line(id))));
    for (const one of all) {
      expect(one).toMatchObject({ status: "rejected", reason: { code: "record-failed", cause: { code: "ENOSPC" } } });
    }
    const held = readdirSync("/proc/self/fd").length;
    for (const id of upTo(50)) await expect(record(line(id))).rejects.toMatchObject({ retryable: true });
    // No failure leaves the file open behind it.
    expect(readdirSync("/proc/self/fd").length - held).toBeLessThan(20);
    await record.close();
  });

  test("if JSON has no form for it, and the others are written", async () => {
    const path = fresh();
    const record = jsonl(path);
    const circle: { self?: unknown } = {};
    circle.self = circle;
    for (const bad of [circle, undefined, () => 1, { n: 1n }]) {
      await expect(record(bad as unknown as Outcome)).rejects.toMatchObject({
        code: "record-failed",
        retryable: false,
        cause: expect.any(TypeError),
      });
      await record(line(0));
    }
    await record.close();
    expect(idsIn(readFileSync(path, "utf8"))).toEqual([0, 0, 0, 0]);
  });

  test("and once what was in the way is gone, the next line is written", async () => {
    const path = fresh();
    const folder = join(path, "..", "later");
    const record = jsonl(join(folder, "outcomes.jsonl"));
    await expect(record(line(0))).rejects.toMatchObject({ retryable: true });
    mkdirSync(folder);
    await record(line(1));
    await record.close();
    expect(idsIn(readFileSync(join(folder, "outcomes.jsonl"), "utf8"))).toEqual([1]);
  });
});

const program = (body: string): string => `
  import { jsonl } from ${JSON.stringify(new URL("../../src/trace/index.ts", import.meta.url).href)};
  ${body}`;
const nodeArgs = (body: string): readonly string[] => [
  "--conditions=@vouchsafe/source",
  "--input-type=module",
  "--eval",
  program(body),
];

describe.runIf(process.platform !== "win32")("a process that is stopped in the middle", () => {
  test("by a disk that takes half of a line: that line is refused and nothing of it stays", () => {
    const path = fresh();
    // 8 blocks of 512 bytes: the second line has room for a third of itself only.
    const body = `
      const record = jsonl(process.argv[1]);
      for (const [id, length] of [[0, 3000], [1, 3000], [2, 500]]) {
        const text = "a".repeat(length);
        await record({ id, text }).then(() => console.log(id), (error) => console.log(id, error.code, error.cause.code));
      }
      await record.close();`;
    const limited = ["-c", 'ulimit -f 8; exec "$@"', "sh", process.execPath, ...nodeArgs(body), path];
    const { stdout, stderr } = spawnSync("sh", limited, { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout.trim().split("\n")).toEqual(["0", "1 record-failed EFBIG", "2"]);
    expect(idsIn(readFileSync(path, "utf8"))).toEqual([0, 2]);
  });

  test("by force: all that was promised is there, in order, and only the last line can be cut off", {
    timeout: 60_000,
  }, async () => {
    const path = fresh();
    const body = `
      const record = jsonl(process.argv[1], { maxBytes: 3_000_000 });
      for (let id = 0; ; id += 100) {
        const ids = Array.from({ length: 100 }, (_, at) => id + at);
        await Promise.all(ids.map((one) => record({ id: one, text: "a".repeat(1 + (one * 7919) % 5000) })));
        process.stdout.write(String(id + 99) + "\\n");
      }`;
    for (let round = 0; round < 3; round += 1) {
      const child = spawn(process.execPath, [...nodeArgs(body), path]);
      let promised = "";
      child.stdout.on("data", (piece) => {
        promised += piece;
        // After megabytes, wherever the child is just then.
        if (promised.length > 60 * (round + 1)) child.kill("SIGKILL");
      });
      await once(child, "close");
      const last = Number(promised.split("\n").at(-2));
      expect(last).toBeGreaterThan(500);
      const texts = textsOf(path).join("").split("\n");
      const whole = texts.slice(0, -1).map((one) => JSON.parse(one).id);
      expect(whole.length).toBeGreaterThan(last);
      expect(whole).toEqual(upTo(whole.length));
      for (const file of filesOf(path)) rmSync(file);
    }
  });

  test("and the next process goes on behind the cut", async () => {
    const path = fresh();
    writeFileSync(path, '{"id":0}\n');
    appendFileSync(path, '{"id":1,"te');
    const record = jsonl(path, { maxBytes: 12 });
    await record(line(2));
    await record.close();
    expect(textsOf(path)).toEqual(['{"id":0}\n{"id":1,"te\n', '{"id":2,"text":""}\n']);
  });
});

describe("what makes no sense is said when the recorder is built", () => {
  test.each<[string, () => unknown, string]>([
    [
      "no path",
      () => jsonl(undefined as unknown as string),
      "Expected `path` to be the name of a file, got undefined.",
    ],
    ["an empty path", () => jsonl(""), 'Expected `path` to be the name of a file, got "".'],
    ["a path with a null in it", () => jsonl("a\0b"), "Expected `path` to be the name of a file"],
    ["no bytes", () => jsonl("a", { maxBytes: 0 }), "Expected `maxBytes` to be a positive integer, got 0."],
    ["half a byte", () => jsonl("a", { maxBytes: 1.5 }), "Expected `maxBytes` to be a positive integer, got 1.5."],
    ["keeping none", () => jsonl("a", { keep: 0 }), "Expected `keep` to be a positive integer, got 0."],
    ["text", () => jsonl("a", { keep: "3" as unknown as number }), "Expected `keep` to be a positive integer, got 3."],
  ])("%s", (_reason, build, message) => {
    expect(build).toThrow(TypeError);
    expect(build).toThrow(message);
  });
});
