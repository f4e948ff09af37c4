import { describe, expect, test } from "vitest";
import { block, note, open, warn } from "../../src/guard/finding.ts";
import type { Citation } from "../../src/types.ts";
import { draftOf, evidenceOf, spanOf } from "./draft.ts";

describe("block, open, warn and note", () => {
  test.each([
    ["block", block],
    ["open", open],
    ["warn", warn],
    ["note", note],
  ] as const)("%s gives a finding of its severity, absent fields being absent keys", (severity, make) => {
    expect(make("claim-uncited", "no citation")).toStrictEqual({
      code: "claim-uncited",
      severity,
      message: "no citation",
    });
  });

  test("every known field is taken over", () => {
    const details = {
      at: spanOf(0, 4),
      evidence: [evidenceOf(0, 3)],
      nearest: evidenceOf(4, 8),
      score: 0,
      ask: "entailed",
      otherwise: "note",
    } as const;
    expect(open("claim-unclear", "?", details)).toStrictEqual({
      code: "claim-unclear",
      severity: "open",
      message: "?",
      ...details,
    });
  });

  test("a claim or a citation can be handed in, and leaves nothing but its place", () => {
    const [claim] = draftOf("The Moon is near [mars].").claims;
    const citation = claim?.citations[0];
    expect(Object.keys(block("source-unknown", "cites mars", citation)).toSorted()).toEqual([
      "at",
      "code",
      "message",
      "severity",
    ]);
    expect(block("claim-uncited", "no citation", claim).at).toEqual(spanOf(0, 24));
  });

  test("a citation without a place leaves no key", () => {
    const citation: Citation = { sourceId: "mars", sources: [], form: "data" };
    expect(block("source-unknown", "cites mars", citation)).not.toHaveProperty("at");
  });
});
