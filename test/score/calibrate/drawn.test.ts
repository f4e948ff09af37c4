import { describe, expect, test } from "vitest";
import { releasedFrom } from "../../../src/score/calibrate/drawn.ts";

describe("one claim is drawn of each answer", () => {
  test.each([0, 1, 4, 9])("each of ten as likely, the wrong one being the %ith by score", (wrong) => {
    const cases = Array.from({ length: 2_000 }, (_, answer) =>
      Array.from({ length: 10 }, (_unused, at) => ({
        score: 1 - at / 10,
        supported: at !== wrong,
        group: `answer ${answer}`,
      })),
    ).flat();
    const released = releasedFrom(cases);
    expect(released.map(({ groups }) => groups)).toEqual(Array.from({ length: 10 }, () => 2_000));
    for (const [at, found] of released.entries()) {
      // Of a tenth of 2,000 chance makes 13 more or less: four times that is allowed.
      const expected = at < wrong ? 0 : 2_000 / (at + 1);
      expect(Math.abs(found.wrong - expected)).toBeLessThanOrEqual(4 * Math.sqrt(expected * (1 - 1 / (at + 1))));
    }
  });

  test("claims without an answer count each", () => {
    const cases = [0.9, 0.8, 0.8].map((score, at) => ({ score, supported: at !== 1 }));
    expect(releasedFrom(cases)).toEqual([
      { score: 0.9, groups: 1, wrong: 0 },
      { score: 0.8, groups: 3, wrong: 1 },
    ]);
  });
});
