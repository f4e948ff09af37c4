import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, test } from "vitest";
import { carried, fabricated, jsonl, recordsOf, runCli, startCli, textOf } from "./run-cli.ts";

// Printed by the child itself when it ends: kibibytes, the most it ever held.
const report = 'process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS + "\\n"))';
const nodeFlags = [`--import=data:text/javascript,${encodeURIComponent(report)}`];
const peakOf = (stderr: string): number => Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;

function* repeated(piece: Uint8Array, times: number) {
  for (let done = 0; done < times; done += 1) yield piece;
}
const megabyte = Buffer.alloc(1024 * 1024, "a");

describe("a long run", { timeout: 60_000 }, () => {
  test("holds one answer at a time, however many there are", async () => {
    const row = Buffer.from(jsonl({ ...carried, padding: "a".repeat(1_000_000) }));
    const short = await runCli(["verify", "--jsonl"], { input: repeated(row, 2), nodeFlags });
    const long = await runCli(["verify", "--jsonl"], { input: repeated(row, 150), nodeFlags });
    expect(recordsOf(long)).toHaveLength(150);
    expect(long.code).toBe(0);
    // 150 MB went through; garbage of some rows may wait to be collected, all of them may not.
    expect(peakOf(long.stderr) - peakOf(short.stderr)).toBeLessThan(100);
  });

  test("does not hold a line that is too long", async () => {
    const tiny = await runCli(["verify", "--jsonl"], { input: jsonl(carried), nodeFlags });
    const input = [...repeated(megabyte, 200), Buffer.from(`\n${jsonl(carried)}`)];
    const run = await runCli(["verify", "--jsonl", "--max-line-bytes", "1000000"], { input, nodeFlags });
    expect(recordsOf(run)).toMatchObject([{ status: "invalid", line: 1 }, { status: "verified" }]);
    expect(run.code).toBe(2);
    expect(peakOf(run.stderr) - peakOf(tiny.stderr)).toBeLessThan(100);
  });

  test("tells on standard error how far it is, and nothing but outcomes on standard output", {
    timeout: 60_000,
  }, async () => {
    const run = await runCli(["verify", "--jsonl", "--guards", "traceable"], {
      input: jsonl(carried).repeat(2001),
    });
    expect(recordsOf(run)).toHaveLength(2001);
    expect(run.stderr.split("\n")).toEqual([
      "1,000 answers: 1,000 verified so far",
      "2,000 answers: 2,000 verified so far",
      "2,001 answers: 2,001 verified",
      "",
    ]);
  });
});

describe("a run that breaks", { timeout: 60_000 }, () => {
  test.each([
    [
      "something throws behind its back",
      'setTimeout(() => { throw new Error("late") }, 100)',
      "vouchsafe: unexpected: late\n",
    ],
    [
      "a promise is rejected unseen",
      'setTimeout(() => Promise.reject(new Error("late")), 100)',
      "vouchsafe: unexpected: late\n",
    ],
  ])("exits 2, with one sentence, when %s", async (_reason, accident, said) => {
    const child = startCli(["verify", "--jsonl"], {
      nodeFlags: [`--import=data:text/javascript,${encodeURIComponent(accident)}`],
    });
    const stderr = textOf(child.stderr);
    expect(await once(child, "close")).toEqual([2, null]);
    expect(await stderr).toBe(said);
  });

  test("exits 2 when it ends before its work is done", async () => {
    const drop = "process.stdin[Symbol.asyncIterator] = () => ({ next: () => new Promise(() => {}) })";
    const child = startCli(["verify", "--jsonl"], {
      nodeFlags: [`--import=data:text/javascript,${encodeURIComponent(drop)}`],
    });
    child.stdin.end();
    expect(await once(child, "close")).toEqual([2, null]);
  });
});

describe("a run that is cut short", { timeout: 60_000 }, () => {
  test.each([
    ["this thread", []],
    ["a worker", ["--workers", "1"]],
  ])("gives each outcome as soon as it is there, and ends on Ctrl-C with what was done: %s", async (_, flags) => {
    const child = startCli(["verify", "--jsonl", ...flags]);
    const ended = once(child, "close");
    const stderr = textOf(child.stderr);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    for (const answer of [carried, fabricated, carried]) {
      child.stdin.write(jsonl(answer));
      const { value } = await lines.next();
      expect(JSON.parse(String(value)).id).toBe(answer.id);
    }
    child.stdin.write('{"answer":"half a li');
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(await stderr).toBe("stopped after 3 answers: 2 verified, 1 escalated\n");
    expect((await lines.next()).done).toBe(true);
  });

  test.each([
    ["0 if all was well so far", carried, 0],
    ["1 if something was escalated", fabricated, 1],
  ])("ends without a word when nobody reads its output, and exits %s", async (_reason, answer, expected) => {
    const child = startCli(["verify", "--jsonl"]);
    const ended = once(child, "close");
    const stderr = textOf(child.stderr);
    child.stdin.on("error", () => {});
    child.stdin.write(jsonl(answer));
    await once(child.stdout, "data");
    child.stdout.destroy();
    const rows = Buffer.from(jsonl(answer).repeat(100));
    while (child.exitCode === null && child.stdin.writable) {
      if (!child.stdin.write(rows)) await Promise.race([once(child.stdin, "drain").catch(() => {}), ended]);
      else await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await ended).toEqual([expected, null]);
    expect(await stderr).toBe("");
  });

  test("ends without a word when nobody reads the help", async () => {
    const child = startCli(["verify", "--help"]);
    const stderr = textOf(child.stderr);
    const ended = once(child, "close");
    child.stdout.destroy();
    expect(await ended).toEqual([0, null]);
    expect(await stderr).toBe("");
  });
});
