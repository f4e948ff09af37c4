import { describe, expect, test } from "vitest";
import { type Answer, type Outcome, verify } from "vouchsafe";
import { block, codePainted } from "../../src/cli/page.ts";
import { paintWith, wantsColor } from "../../src/cli/paint.ts";
import { renderOutcome } from "../../src/cli/terminal.ts";
import { displayWidth } from "../../src/cli/wrap.ts";
import { carried, fabricated, jsonl, runCli } from "./run-cli.ts";

const hostile = "\u001B[31mred\u001B]0;title\u0007\u009B2J\u202Eevil\u200B\r\u0000\b";
const hostileAnswer = {
  id: `id${hostile}`,
  question: `What?${hostile}`,
  answer: `You may keep it for ever${hostile} [a${hostile}]. "A quotation${hostile} that nobody ever wrote" [b].`,
  sources: [
    { id: `a${hostile}`, text: `You must give it back${hostile} within a day.` },
    { id: "b", text: `Nothing${hostile} at all, and no quotation${hostile} either.` },
  ],
};
const wide = {
  id: "wide",
  question: "返品できますか。".repeat(12),
  answer: `${"商品は到着後三十日以内に返品できます。".repeat(9)} ${"x".repeat(300)} [refunds].`,
  sources: [{ id: "refunds".repeat(40), text: "返品は到着後十四日以内に限ります。".repeat(30) }],
};

test("a code is painted, and no word that a later line begins with", () => {
  const page = { paint: paintWith(true), width: 30 };
  const lines = block("claim-unsupported: no source has: nothing has: it has: it", page, {
    style: codePainted(page.paint.bad),
  });
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.some((line) => /^has:/.test(line))).toBe(true);
  expect(lines[0]).toContain("\u001B");
  expect(lines.slice(1).join("")).not.toContain("\u001B");
});

describe("the view for a person", { timeout: 60_000 }, () => {
  test("is a page of plain text when it does not go to a terminal", async () => {
    const { stdout } = await runCli(["verify"], { input: jsonl(carried, fabricated) });
    expect(stdout).not.toContain("\u001B");
    expect(stdout).toContain("✓ VERIFIED  carried");
    expect(stdout).toContain("✗ ESCALATED: rejected  fabricated");
    expect(stdout).toContain("quote-not-found");
    expect(stdout).toContain("To do: ");
    expect(stdout).toContain("2 answers: 1 verified, 1 escalated");
  });

  test("names the field of a record that carries a sentence, and shows it whole", async () => {
    const record = '{"order":{"status":"The parcel was shipped to Berlin on Monday","paid":true}}';
    const answer: Answer = {
      answer: "The parcel was shipped to Berlin on Monday [s].",
      sources: [{ id: "s", text: record, kind: "record" }],
    };
    const outcome = await verify(answer);
    const shown = renderOutcome(answer, outcome, { paint: paintWith(false), width: 100 });
    expect(shown).toContain("s /order/status: “The parcel was shipped to Berlin on Monday”\n");
  });

  test("shows the question of an escalated answer with messages", async () => {
    const { answer, sources } = fabricated;
    const messages = [{ role: "user", content: "When is it refunded?" }];
    const { stdout } = await runCli(["verify"], { input: jsonl({ answer, sources, messages }) });
    expect(stdout).toContain("  Question: When is it refunded?\n");
  });

  test.each([
    ["a terminal", { isTerminal: true, environment: {} }, true],
    ["a terminal that can do nothing", { isTerminal: true, environment: { TERM: "dumb" } }, false],
    ["a pipe", { isTerminal: false, environment: {} }, false],
    ["a pipe in continuous integration", { isTerminal: false, environment: { CI: "true" } }, false],
    ["NO_COLOR", { isTerminal: true, environment: { NO_COLOR: "1" } }, false],
    ["NO_COLOR, which is empty", { isTerminal: true, environment: { NO_COLOR: "" } }, true],
    ["FORCE_COLOR", { isTerminal: false, environment: { FORCE_COLOR: "1" } }, true],
    ["FORCE_COLOR=0", { isTerminal: true, environment: { FORCE_COLOR: "0" } }, false],
    ["FORCE_COLOR against NO_COLOR", { isTerminal: true, environment: { FORCE_COLOR: "1", NO_COLOR: "1" } }, false],
  ])("with %s colour is as expected", (_reason, given, expected) => {
    expect(wantsColor({ isRefused: false, ...given })).toBe(expected);
    expect(wantsColor({ isRefused: true, ...given })).toBe(false);
  });

  test("--no-color leaves it plain even where colour is forced", async () => {
    const environment = { FORCE_COLOR: "1" };
    expect((await runCli(["verify"], { input: jsonl(fabricated), environment })).stdout).toContain("\u001B[");
    expect((await runCli(["verify", "--no-color"], { input: jsonl(fabricated), environment })).stdout).not.toContain(
      "\u001B[",
    );
  });

  test("says with colour what it says without, and nothing else", async () => {
    const input = jsonl(carried, fabricated, hostileAnswer);
    const plain = await runCli(["verify"], { input });
    const painted = await runCli(["verify"], { input, environment: { FORCE_COLOR: "1" } });
    expect(painted.stdout.replaceAll(/\u001B\[\d+m/g, "")).toBe(plain.stdout);
  });

  test("shows nothing that a terminal would obey or a reader could not see", async () => {
    const { stdout, stderr } = await runCli(["verify"], { input: jsonl(hostileAnswer) });
    expect(`${stdout}${stderr}`).not.toMatch(/[^\P{Cc}\n]|[\p{Bidi_Control}\u200B]/u);
    expect(stdout).toContain("\\u{1B}[31mred");
  });

  test("outcomes as JSON hold no raw escape either", async () => {
    const { stdout } = await runCli(["verify", "--jsonl"], { input: jsonl(hostileAnswer) });
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
    expect(JSON.parse(stdout).id).toBe(hostileAnswer.id);
  });

  test("is never wider than 80 columns", async () => {
    const { stdout } = await runCli(["verify"], { input: jsonl(carried, fabricated, hostileAnswer, wide) });
    for (const line of stdout.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
  });

  test("leaves out no word of the answer", async () => {
    const answer =
      "# Returns\n\nHello!\n\n- You may return any unused item within 30 days of delivery [refunds].\n- Express shipping fees are not refunded [refunds].\n\n1. Write to us.\n2. Wait for the label.\n\n(Or call us.) Let me know if you need anything else!";
    const { stdout } = await runCli(["verify"], { input: jsonl({ ...carried, answer }) });
    const shown = stdout.replaceAll(/\s+/g, " ");
    for (const word of answer.match(/[\p{L}\p{N}]+/gu) ?? []) expect(shown).toContain(word);
    expect(stdout).toMatch(/^ {2}. - You may return/m);
  });
});

test("of what a threshold let through, says what no source has", () => {
  const text = "Parcels are handed to the courier each evening by our staff in the yard.";
  const answer: Answer = { answer: text, sources: ["Parcels are handed to the courier each evening."] };
  const at = { start: 0, end: text.length };
  const evidence = [{ source: 0, sourceId: "1", span: { start: 0, end: 46 }, score: 0.6, by: "scored" }];
  const message = "the best place in the sources covers 60 % of it; no source has: staff, yard\u001b[2J";
  const claim = { at, text, kind: "statement", basis: "scored", evidence };
  const page = { paint: paintWith(false), width: 80 };
  const shown = (by: string, severity = "note") => {
    const findings = [{ code: "claim-unsupported", severity, message, at, evidence }];
    const outcome = {
      status: "verified",
      answer: text,
      basis: "scored",
      claims: [{ ...claim, evidence: evidence.map((one) => ({ ...one, by })) }],
      warnings: [],
      unchecked: [],
      verdicts: [{ guard: "supported", status: "pass", findings }],
    };
    return renderOutcome(answer, outcome as unknown as Outcome, page).replaceAll(/\s+/g, " ");
  };
  expect(shown("scored")).toContain(
    "Let through: the best place in the sources covers 60 % of it; no source has: staff",
  );
  expect(shown("scored")).not.toContain("\u001b");
  expect(shown("verbatim")).not.toContain("Let through");
  expect(shown("scored", "warn")).not.toContain("Let through");
});

test("says what to do about a failure, once", async () => {
  const { stdout } = await runCli(["verify"], { input: jsonl({ ...carried, sources: [] }) });
  expect(stdout.match(/To do: Hand in `sources`/g)).toHaveLength(1);
});

describe("vouchsafe demo", { timeout: 60_000 }, () => {
  test("shows one answer verified, one with a quotation that nobody wrote and one that its source does not carry", async () => {
    const { code, stdout, stderr } = await runCli(["demo"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.match(/^[✓✗] \w+/gm)).toEqual(["✓ VERIFIED", "✗ ESCALATED", "✗ ESCALATED"]);
    const [, second = "", third = ""] = stdout.split(/^[✓✗] /m).slice(1);
    expect(second).toContain("quote-not-found");
    expect(third).toContain("claim-unsupported");
    // The tests run from a checkout, where nothing is installed under the command's name.
    expect(stdout.trimEnd().split("\n").slice(-2).join("\n")).toContain("npm run -s vouchsafe -- verify --answer");
    for (const line of stdout.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
  });

  test("fails one sentence of each bad answer and carries the others", async () => {
    const { stdout } = await runCli(["demo"]);
    expect(stdout.match(/^ {2}✗ /gm)).toHaveLength(2);
    expect(stdout.match(/^ {2}✓ /gm)).toHaveLength(8);
  });
});
