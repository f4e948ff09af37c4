import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codes, formatSources, read, type SourceInput, verify } from "vouchsafe";
import { pairs } from "./oracles/fixtures.ts";

describe("ordinary answers verify, and one edit away they do not", () => {
  test.each(pairs)("$id ($form) verifies", async ({ answer }) => {
    const outcome = await verify(answer);
    expect([outcome.status, codes(outcome).filter((code) => !warnings.has(code))]).toEqual(["verified", []]);
    if (outcome.status !== "verified") return;
    expect(outcome.answer).toBe(answer.answer);
    expect(outcome.basis).not.toBe("nothing-claimed");
  });
  test.each(pairs)("$id ($form), edited, is withheld: $neighbour.edit", async ({ answer, neighbour }) => {
    const { answer: text, sources = answer.sources, code, reason } = neighbour;
    const outcome = await verify({ ...answer, answer: text, sources });
    expect(outcome.status).toBe("escalated");
    expect(codes(outcome)).toContain(code);
    if (outcome.status === "escalated" && reason !== undefined) expect(outcome.escalation.reason).toBe(reason);
  });
  test("there are enough of them, in enough forms", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(40);
    expect(new Set(pairs.map(({ form }) => form)).size).toBeGreaterThanOrEqual(12);
  });
});

const warnings = new Set(["answer-uncited", "quote-altered", "answer-trails-off"]);

describe("the numbering that formatSources prints is the numbering that read reads", () => {
  const text = fc.constantFrom("Tea is hot.", "Ice is cold.", "Snow is white.", "Coal is black.");
  const id = fc.oneof(
    fc.constantFrom(
      "a",
      "policy",
      "__proto__",
      "constructor",
      "7",
      "07",
      "12",
      "1a",
      "Приложение",
      "第一章",
      "a.b",
      "x_y-z",
    ),
    fc.stringMatching(/^[a-z0-9._-]{1,8}$/),
  );
  const source: fc.Arbitrary<SourceInput> = fc.oneof(text, fc.record({ id, text }));

  test("for any sources", () => {
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 6 }), (sources) => {
        const printed = [...formatSources(sources).matchAll(/^\[(.+)\]$/gmu)].map(([, label = ""]) => label);
        expect(printed).toHaveLength(sources.length);
        for (const [at, label] of printed.entries()) {
          const draft = read({ answer: `It is so [${label}].`, sources });
          const led = draft.claims.flatMap(({ citations }) => citations.flatMap((citation) => citation.sources));
          expect(led).toContain(at);
          // Equal ids are chunks of one document; nothing else may answer to the label.
          for (const other of led) expect(draft.sources[other]?.id).toBe(draft.sources[at]?.id);
        }
      }),
      { seed: 20_260, numRuns: 300 },
    );
  });
});
