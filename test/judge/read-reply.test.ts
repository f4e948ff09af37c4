import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readReply } from "../../src/judge/read-reply.ts";
import { MALFORMED, wellFormed } from "./malformed.ts";

const ids = ["bcdf", "ghjk", "mnpq"];
const labels = ["supported", "partial", "contradicted", "not_found"];
const quote = "The customer pays the postage.";

test("a well-formed reply is read, whatever the order and the spaces", () => {
  const text = JSON.stringify(JSON.parse(wellFormed(ids.toReversed(), "partial", quote)), undefined, 2);
  const read = readReply(`\n${text}\n`, ids, labels);
  expect(ids.map((id) => read?.get(id))).toEqual(ids.map(() => ({ label: "partial", quote, confidence: 90 })));
});

test("there are two hundred malformed shapes, each of its own", () => {
  expect(MALFORMED.length).toBeGreaterThanOrEqual(200);
  expect(new Set(MALFORMED.map(([name]) => name)).size).toBe(MALFORMED.length);
  const texts = MALFORMED.map(([, reply]) => reply(ids, quote));
  expect(new Set(texts).size).toBe(MALFORMED.length);
});

test.each(MALFORMED)("is not read: %s", (_, reply) => {
  expect(readReply(reply(ids, quote), ids, labels)).toBeUndefined();
});

test("no prefix of a reply is read, and nothing is with a character more", () => {
  const text = wellFormed(ids, "supported", quote);
  for (let end = 0; end < text.length; end += 1) expect(readReply(text.slice(0, end), ids, labels)).toBeUndefined();
  for (const more of ["x", "}", ",", "\u0000", "\u00a0", "//"])
    expect(readReply(text + more, ids, labels)).toBeUndefined();
});

test("what is read is one verdict for each id, whatever was written", () => {
  const value = fc.oneof(fc.constantFrom("supported", 90, "bcdf", ""), fc.jsonValue({ maxDepth: 2 }));
  const verdict = fc.dictionary(fc.constantFrom("id", "evidence_quote", "label", "confidence", "more"), value);
  fc.assert(
    fc.property(fc.array(verdict, { maxLength: 4 }), (verdicts) => {
      const read = readReply(JSON.stringify({ verdicts }), ids, labels);
      if (read === undefined) return;
      expect([...read.keys()].toSorted()).toEqual(ids);
      for (const one of read.values()) {
        expect(labels).toContain(one.label);
        expect(Number.isInteger(one.confidence) && one.confidence >= 0 && one.confidence <= 100).toBe(true);
      }
    }),
  );
});

// JSON texts that others collected. They are not shipped: VOUCHSAFE_CORPORA names their folder, else ../shared/corpora.
const folder = process.env.VOUCHSAFE_CORPORA ?? fileURLToPath(new URL("../../../shared/corpora", import.meta.url));
const path = join(folder, "json-parsing.jsonl");
const title = existsSync(path) ? "collected JSON texts" : "collected JSON texts: skipped, they are absent";

describe.skipIf(!existsSync(path))(title, () => {
  const rows = (existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : []).map(
    (line) => JSON.parse(line) as { readonly name: string; readonly base64: string; readonly expect: string },
  );
  test("none is a verdict, alone or in place of a part of one", () => {
    expect(rows.length).toBeGreaterThan(300);
    for (const { base64 } of rows) {
      const text = Buffer.from(base64, "base64").toString("utf8");
      // A lonely "42" is a confidence.
      if (/^\s*\d{1,2}\s*$/.test(text)) continue;
      expect(readReply(text, ids, labels)).toBeUndefined();
      expect(
        readReply(
          wellFormed(ids).replace("90", () => text),
          ids,
          labels,
        ),
      ).toBeUndefined();
      expect(readReply(wellFormed(ids) + text.trim(), ids, labels) === undefined || text.trim() === "").toBe(true);
    }
  });
});
