import { describe, expect, test } from "vitest";
import { check, traceable } from "vouchsafe";
import { testGuard } from "vouchsafe/testing";
import { casesOf, lacking } from "../oracles/fixtures.ts";

const cases = casesOf("traceable");

test("its cases are enough to prove something", () => {
  expect(lacking(cases)).toEqual([]);
});

test.each(cases)("$reason", async (one) => {
  await testGuard(traceable(), [one]);
});

describe("traceable", () => {
  test("a marker that covers three sentences is one finding, at the marker", async () => {
    const answer = "One thing holds. Another holds. A third holds [9].";
    const { findings } = await check(traceable(), { answer, sources: ["One thing holds."] });
    expect(findings.map(({ code, at }) => [code, answer.slice(at?.start, at?.end)])).toEqual([
      ["source-unknown", "[9]"],
    ]);
  });
  test("each unknown source of one marker is named", async () => {
    const { findings } = await check(traceable(), { answer: "One thing holds [8, 9].", sources: ["One."] });
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('"8"'),
      expect.stringContaining('"9"'),
    ]);
  });
  test("without any source every citation leads nowhere", async () => {
    expect((await check(traceable(), { answer: "One thing holds [1]." })).status).toBe("fail");
  });
  test("chunks of one document answer to the id of the document", async () => {
    const sources = [
      { id: "a1", documentId: "a", text: "One thing holds." },
      { id: "a2", documentId: "a", text: "Another holds." },
    ];
    expect((await check(traceable(), { answer: "One thing holds [a].", sources })).status).toBe("pass");
  });
});
