import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Answer, codes, explain, formatSources, locate, type Outcome, shaped, verify } from "vouchsafe";

// Bad input that others collected. It is not shipped: VOUCHSAFE_CORPORA names its folder, else ../shared/corpora.
const folder = process.env.VOUCHSAFE_CORPORA ?? fileURLToPath(new URL("../../shared/corpora", import.meta.url));
const files = ["naughty-strings.json", "json-parsing.jsonl", "injection-test.json", "injection-train.json"];
const absent = files.filter((name) => !existsSync(join(folder, name)));
const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");

const truth = "Unused items may be returned within 30 days of delivery for a full refund.";
const lie = "Penguins migrate across frozen oceans.";
const limits = { timeout: 60_000 };

/** An outcome of a documented kind, that survives JSON and can be printed. */
async function outcomeOf(answer: Answer, options: Parameters<typeof verify>[1] = {}): Promise<Outcome> {
  const outcome = await verify(answer, options);
  expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome);
  expect(explain(outcome, answer.sources).replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
  if (outcome.status === "escalated" && outcome.escalation.reason === "invalid")
    expect(codes(outcome)).toEqual(["answer-invalid"]);
  return outcome;
}
const statusOf = async (answer: Answer) => (await outcomeOf(answer)).status;
const isText = (text: string): boolean => text.isWellFormed();

test.skipIf(absent.length === 0)(
  `collections that are not here are passed over: ${absent.join(", ")} in VOUCHSAFE_CORPORA`,
  () => {
    expect(absent).not.toEqual([]);
  },
);

describe.skipIf(absent.includes("naughty-strings.json"))("strings that broke software", limits, () => {
  const strings: readonly string[] = absent.includes("naughty-strings.json")
    ? []
    : JSON.parse(textOf("naughty-strings.json"));

  test("as the answer: never verified by a source that says something else", async () => {
    for (const text of strings) {
      expect([await statusOf({ answer: text, sources: [lie] }), text]).toEqual(["escalated", text]);
      expect(await statusOf({ answer: `${text}\n\n${truth}`, sources: [lie] })).toBe("escalated");
    }
  });
  test("as a source: it carries nothing but itself", async () => {
    for (const text of strings) {
      expect(await statusOf({ answer: truth, sources: [text] })).toBe("escalated");
      expect(await statusOf({ answer: truth, sources: [text, truth] })).toBe(isText(text) ? "verified" : "escalated");
    }
  });
  test("as the id of a source: an ordinary id", async () => {
    for (const id of [...strings, "__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]) {
      const sources = [{ id, text: truth }];
      const outcome = await outcomeOf({ answer: truth, sources, citations: [{ sourceId: id }] });
      expect([outcome.status, id]).toEqual([isText(id) && id !== "" ? "verified" : "escalated", id]);
      expect(await statusOf({ answer: lie, sources, citations: [{ sourceId: id }] }).catch(String)).toBe("escalated");
      // A source that is not `id` must not answer to it.
      if (isText(id) && id !== "other" && id !== "1") {
        const other = await outcomeOf({
          answer: truth,
          sources: [{ id: "other", text: truth }],
          citations: [{ sourceId: id }],
        });
        expect([other.status, id]).toEqual(["escalated", id]);
      }
      if (isText(id) && id !== "") expect(formatSources(sources)).toContain(truth);
    }
  });
  test("as a marker: verified only where it is the id of a source, or no marker at all", async () => {
    for (const text of strings) {
      const answer = `${truth.slice(0, -1)} [${text}].`;
      await outcomeOf({ answer, sources: [{ id: "other", text: truth }] });
      expect(await statusOf({ answer, sources: [{ id: "other", text: lie }] })).toBe("escalated");
    }
  });
  test("as the question: it proves nothing", async () => {
    for (const question of strings) {
      expect(await statusOf({ question, answer: truth, sources: [truth] })).toBe(
        isText(question) ? "verified" : "escalated",
      );
      expect(await statusOf({ question, answer: lie, sources: [truth] })).toBe("escalated");
    }
  });
  test("as a quotation: found where it stands, and only there", async () => {
    for (const quote of strings.filter(isText)) {
      const found = locate(`So: ${quote} :so.`, quote);
      // What begins with a voicing mark would part it from the blank before, which readers see as one.
      if (/[\p{L}\p{N}]/u.test(quote) && !/^[\p{M}\uff9e\uff9f]/u.test(quote))
        expect([found === undefined, quote]).toEqual([false, quote]);
      const there = await outcomeOf({ answer: truth, sources: [truth], citations: [{ sourceId: "1", quote }] });
      if (/\p{L}{4}/u.test(quote) && !/[a-z]{2}/i.test(quote))
        expect([there.status, quote]).toEqual(["escalated", quote]);
    }
  });
  test("as the id of the answer, as its value, and in a schema", async () => {
    // A key without a name has a test of its own.
    for (const text of strings.filter((one) => one !== "")) {
      const valid = { type: "object", properties: { [text]: { const: text } }, required: [text] };
      const value = JSON.parse(`{${JSON.stringify(text)}: ${JSON.stringify(text)}}`);
      const options = { guards: [shaped(valid as Parameters<typeof shaped>[0])] };
      const outcome = await outcomeOf({ id: text, answer: truth, sources: [truth], value }, options);
      expect([outcome.status, text]).toEqual([isText(text) ? "verified" : "escalated", text]);
      expect(await statusOf({ id: text, answer: truth, sources: [truth], value: { [`${text}!`]: 1 } })).toBe(
        isText(text) ? "verified" : "escalated",
      );
      const wrong = await outcomeOf({ answer: truth, sources: [truth], value: { [`${text}!`]: text } }, options);
      expect([wrong.status, text]).toEqual(["escalated", text]);
    }
  });
  test("as a key without a name that is required", () => {
    // Decided wrongly by the engine of schemas, and so refused.
    expect(() => shaped({ type: "object", required: [""] })).toThrow(TypeError);
  });
});

describe.skipIf(absent.includes("json-parsing.jsonl"))("JSON texts, whole and broken", limits, () => {
  const rows: readonly { readonly name: string; readonly expect: string; readonly base64: string }[] = absent.includes(
    "json-parsing.jsonl",
  )
    ? []
    : textOf("json-parsing.jsonl")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));

  test("as the answer that a schema judges: what must be refused is never verified", async () => {
    const guards = [shaped({}), shaped(true as never)];
    for (const { name, expect: expected, base64 } of rows) {
      const answer = Buffer.from(base64, "base64").toString("utf8");
      for (const guard of guards) {
        const { status } = await outcomeOf({ answer, sources: [truth] }, { guards: [guard] });
        if (expected === "reject" && !isReplaced(answer)) expect([name, status]).toEqual([name, "escalated"]);
      }
    }
  });
  test("as answer and as source of the default chain", async () => {
    for (const { base64 } of rows) {
      const text = Buffer.from(base64, "base64").toString("utf8").slice(0, 20_000).toWellFormed();
      await outcomeOf({ answer: text, sources: [truth] });
      expect(await statusOf({ answer: lie, sources: [text, truth] })).toBe("escalated");
    }
  });
});

/** Bytes that are no UTF-8 are gone once they are a string. */
const isReplaced = (text: string): boolean => text.includes("\ufffd") || text.startsWith("\ufeff");

describe.skipIf(absent.includes("injection-test.json") || absent.includes("injection-train.json"))(
  "instructions to a model",
  limits,
  () => {
    const texts: readonly string[] = absent.some((name) => name.startsWith("injection"))
      ? []
      : files
          .filter((name) => name.startsWith("injection"))
          .flatMap((name) => Object.values(JSON.parse(textOf(name)) as Record<string, readonly string[]>).flat());

    test("in a source verify nothing that the source does not say", async () => {
      for (const text of texts)
        expect(await statusOf({ answer: lie, sources: [`${truth} ${text}`, text] })).toBe("escalated");
    });
    test("in the question verify nothing either", async () => {
      for (const question of texts)
        expect(await statusOf({ question, answer: lie, sources: [truth] })).toBe("escalated");
    });
    test("in a source do not stand in the way of what is true", async () => {
      for (const text of texts)
        expect(
          await statusOf({
            answer: truth,
            sources: [
              { id: "annex", text },
              { id: "policy", text: truth },
            ],
          }),
        ).toBe("verified");
    });
  },
);
