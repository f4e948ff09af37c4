import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check, type Source, supported } from "vouchsafe";
import { checkRecords, claimScore } from "vouchsafe/score";
import { areJoined, timesIn } from "../../src/score/record/clock.ts";
import { spelledOut } from "../../src/score/record/names.ts";
import { deniedWords } from "../../src/score/record/polarity.ts";
import { daysIn, weekdayOf } from "../../src/score/record/weekdays.ts";
import { words } from "../../src/text/words.ts";
import { anyText } from "../oracles/generators.ts";
import { valueAt } from "../oracles/pointer.ts";

describe("times of day", () => {
  const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  test.each([
    ["5 PM", ["17:00"]],
    ["5pm", ["17:00"]],
    ["5 p.m. sharp", ["17:00"]],
    ["17:0", ["17:00"]],
    ["17:00", ["17:00"]],
    ["12 AM and 12 PM", ["0:00", "12:00"]],
    ["noon to midnight", ["12:00", "0:00"]],
    ["9 to 5 PM", ["9:00", "17:00"]],
    ["5 to 9 PM", ["17:00", "21:00"]],
    ["11-2 pm", ["11:00", "14:00"]],
    ["11:30-20:0", ["11:30", "20:00"]],
    ["24:00", ["0:00"]],
    ["21:00 PM", ["21:00"]],
    ["9 to 5", []],
    ["25:00 and 9:75", []],
    ["$5.30, 4.5 stars, 30 days", []],
    ["1:23:45", []],
  ])("%s", (text, expected) => {
    expect(timesIn(text).map(({ minutes }) => clock(minutes))).toEqual(expected);
  });
  test("are what was written, on either clock", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
        const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
        const half = `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
        for (const text of [half, `${hour}:${minute}`, clock(minutes)])
          expect(timesIn(`until ${text}, daily`).map((time) => time.minutes)).toEqual([minutes]);
      }),
      { seed: 61 },
    );
  });
  test("are joined by what makes a range of them", () => {
    const [from, to] = timesIn("9 AM until 5 PM");
    expect(from !== undefined && to !== undefined && areJoined("9 AM until 5 PM", from, to)).toBe(true);
  });
});

describe("weekdays", () => {
  test.each([
    ["Monday through Wednesday", [[0, 1, 2]]],
    ["Fri-Mon", [[4, 5, 6, 0]]],
    ["Mondays and Thursdays", [[0], [3]]],
    [
      "weekdays, weekends",
      [
        [0, 1, 2, 3, 4],
        [5, 6],
      ],
    ],
    ["every day", [[0, 1, 2, 3, 4, 5, 6]]],
    ["seven days a week", [[0, 1, 2, 3, 4, 5, 6]]],
    ["money, sunlight, wedding, satisfied", []],
  ])("%s", (text, expected) => {
    expect(daysIn(text).map(({ days }) => [...days])).toEqual(expected);
  });
  test.each([
    ["Tuesday", 1],
    ["tue", 1],
    ["SUN", 6],
    ["sunny", undefined],
    ["", undefined],
  ])("%s as a key", (key, expected) => {
    expect(weekdayOf(key)).toBe(expected);
  });
});

test.each([
  ["OutdoorSeating", "Outdoor Seating"],
  ["outdoor_seating", "outdoor seating"],
  ["outdoor-seating", "outdoor seating"],
  ["WiFi", "Wi Fi"],
  ["HTTPServer", "HTTP Server"],
  ["ns:room.size2Max", "ns room size2 Max"],
  ["__proto__", "proto"],
])("the key %s is read as %s", (key, name) => {
  expect(spelledOut(key)).toBe(name);
});

describe("a negation reaches", () => {
  const denied = (claim: string) => {
    const list = words(claim);
    const under = deniedWords(claim, list);
    return list.flatMap(({ start, end }, at) => (under[at] === true ? claim.slice(start, end) : []));
  };
  test.each([
    ["a list", "It has no garage, sauna or bar", "sauna", true],
    ["no farther than the next verb", "It has no garage and offers a sauna", "sauna", false],
    ["no farther than a contrast", "It has no garage but a sauna", "sauna", false],
    ["back to its subject", "A sauna is not available", "sauna", true],
    ["back to a subject of two", "While sauna and bar are not available, there is a garage", "sauna", true],
    ["not the statement behind it", "While sauna and bar are not available, there is a garage", "garage", false],
    ["nothing after only", "It is not only a sauna", "sauna", false],
    ["what is lacking", "It lacks a sauna", "sauna", true],
  ])("%s: %s", (_, claim, word, expected) => {
    expect(denied(claim).includes(word)).toBe(expected);
  });
});

describe("for any record and claim", () => {
  const asRecord = (value: unknown): Source => ({ id: "1", text: JSON.stringify(value), kind: "record" });
  const claims = fc.oneof(
    anyText,
    fc.constantFrom("It is not open on Mondays from 9 to 5 PM.", "a 1 true false null", "The x has no y, and z."),
  );
  const keys = fc.constantFrom("x", "y", "Monday", "openingHours", "__proto__", "a/b", "is_open", "constructor");
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(
        "9:0-17:0",
        "yes",
        "closed",
        null,
        true,
        "A text that is long enough to be read by itself, word for word.",
      ),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(keys, tie("value"), { maxKeys: 5 }),
    ),
  })).value;
  test("there is one finding a claim, with scores from 0 to 1 and evidence that is a value at its path", async () => {
    await fc.assert(
      fc.asyncProperty(tree, claims, async (value, claim) => {
        const source = asRecord(value);
        const { findings, status } = await check(supported(), { answer: claim, sources: [source, "A page about x."] });
        expect(status).not.toBe("error");
        for (const { evidence = [], nearest, score = 0 } of findings) {
          expect(score >= 0 && score <= 1).toBe(true);
          for (const one of [...evidence, ...(nearest === undefined ? [] : [nearest])]) {
            if (one.source !== 0) continue;
            const raw = source.text.slice(one.span.start, one.span.end);
            expect(raw.trim()).not.toBe("");
            const given = valueAt(JSON.parse(source.text), one.path ?? "nowhere");
            if (typeof given === "string") expect(JSON.stringify(given)).toContain(raw);
            else expect(JSON.stringify(JSON.parse(raw))).toBe(JSON.stringify(given));
          }
        }
      }),
      { seed: 62, numRuns: 400 },
    );
  });
  test("the score of a claim is 0 where a record says otherwise", () => {
    const sources = [asRecord({ name: "Lido", heated: false, sauna: null })];
    expect(claimScore("The Lido is heated.", sources, [0])).toBe(0);
    expect(claimScore("The Lido has a sauna.", sources, [0])).toBe(0);
    expect(claimScore("The Lido is not heated.", sources, [0])).toBe(1);
    expect(claimScore("The Lido has 30 lids.", sources, [0])).toBe(0);
  });
  test("only records are asked", () => {
    const sources: readonly Source[] = [{ id: "1", text: '{"heated": false}' }, asRecord({ heated: false })];
    expect(checkRecords("It is heated.", sources, [0])).toBeUndefined();
    expect(checkRecords("It is heated.", sources, [1])?.status).toBe("contradicted");
    expect(checkRecords("It is heated.", sources, [7])).toBeUndefined();
  });
});
