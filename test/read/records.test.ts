import { describe, expect, test } from "vitest";
import { read, verify } from "vouchsafe";

const given = (text: string) => ({
  answer: "The pool is heated.",
  sources: ["A page.", { id: "pool", text, kind: "record" as const }],
});

describe("a record that is no JSON is refused by name, with what to do", () => {
  test.each([
    ["prose", "The pool is heated.", "is no JSON at offset 0"],
    ["single quotes", "{'heated': true}", "is no JSON at offset 1"],
    ["a comma too many", '{"heated": true,}', "is no JSON at offset 16"],
    ["what breaks off", '{"heated": tr', "ends before it is whole JSON"],
    ["nothing", "", "ends before it is whole JSON"],
    ["two values", "{} {}", "is no JSON at offset 3"],
    ["what is too deep", "[".repeat(201) + "]".repeat(201), "is deeper than 200 levels"],
  ])("%s", async (_, text, problem) => {
    expect(() => read(given(text))).toThrow(
      expect.objectContaining({
        code: "answer-invalid",
        message: expect.stringContaining(`sources[1].text: ${problem}`) as string,
      }),
    );
    expect(() => read(given(text))).toThrow("JSON.stringify");
    expect(await verify(given(text))).toMatchObject({ status: "escalated", escalation: { reason: "invalid" } });
  });
});

test("the same text without `kind` is a document like any other", () => {
  expect(read({ answer: "x", sources: [{ id: "1", text: "{'heated': true}" }] }).sources).toHaveLength(1);
});
