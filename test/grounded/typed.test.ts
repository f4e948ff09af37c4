import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { codes, explain, grounded, type Reply } from "vouchsafe";
import * as z from "zod";

const text = "Refunds are paid within 30 days of delivery. Lamps are made in Turin.";
const input = { sources: [{ id: "a", text }] };
const schema = z.object({ days: z.number(), summary: z.string(), notes: z.array(z.string()).default([]) });
const good = {
  days: 30,
  summary: "Refunds are paid within 30 days of delivery.",
  notes: ["Lamps are made in Turin.", "Turin"],
};
const json = JSON.stringify(good);

describe("a typed answer", () => {
  const ask = (reply: Reply) => grounded(() => reply, { output: schema, attempts: 1 })(input);
  const forms: readonly (readonly [what: string, reply: Reply])[] = [
    ["as JSON", json],
    ["as JSON in a fence", `\`\`\`json\n${json}\n\`\`\``],
    ["as a value", { value: good }],
    ["as JSON of an answer", { answer: json, finish: "stop" }],
    ["as a value beside other text", { answer: "Here it is.", value: good }],
  ];
  test.each(forms)("%s is verified, with its value, the text of its leaves and what no guard saw", async (_, reply) => {
    const outcome = await ask(reply);
    expect(outcome).toMatchObject({
      status: "verified",
      answer: "Refunds are paid within 30 days of delivery.\n\nLamps are made in Turin.",
      value: good,
      unchecked: ["/days", "/notes/1"],
      warnings: [{ code: "answer-uncited" }],
    });
    expect(outcome.claims.map(({ path, text: claim }) => [path, claim])).toEqual([
      ["/summary", "Refunds are paid within 30 days of delivery."],
      ["/notes/0", "Lamps are made in Turin."],
    ]);
  });
  test("with a leaf that its sources do not carry is rejected, and the claim names the leaf", async () => {
    const outcome = await ask({ value: { ...good, notes: ["Lamps are made in 11 days."] } });
    expect(outcome).toMatchObject({
      status: "escalated",
      claims: [{ state: "carried" }, { path: "/notes/0", state: "failed" }],
    });
  });
  const misfits: readonly (readonly [what: string, reply: Reply, reason: string, message: RegExp])[] = [
    ["no JSON", "Thirty days.", "rejected", /is not JSON/],
    ["JSON that was cut off", json.slice(0, -9), "rejected", /ends too early/],
    ["JSON that generation cut off", { answer: json.slice(0, -9), finish: "length" }, "incomplete", /ends too early/],
    ["another shape", '{"days": "30"}', "rejected", /\/days/],
    ["a value of another shape", { value: { days: "30" } }, "rejected", /\/days/],
    ["a bare string", '"Refunds are paid within 30 days of delivery."', "rejected", /expected object/],
  ];
  test.each(misfits)("that is %s is value-invalid, and asked for again", async (_, reply, reason, message) => {
    const outcome = await ask(reply);
    expect(outcome).toMatchObject({ status: "escalated", escalation: { reason } });
    expect([codes(outcome), explain(outcome)]).toEqual([["value-invalid"], expect.stringMatching(message)]);
    let calls = 0;
    const second = await grounded(() => (++calls === 1 ? reply : json), { output: schema })(input);
    expect([second.status, calls]).toEqual(["verified", 2]);
  });
  test.each([
    ["a date", { value: { ...good, days: new Date() } }],
    ["a function", { value: () => 1 }],
  ])("that holds %s is invalid: it could not be stored", async (_, reply) => {
    expect(await ask(reply)).toMatchObject({ status: "escalated", escalation: { reason: "invalid" } });
  });
  test("whose generation did not end by itself is never verified, though the JSON is whole", async () => {
    expect(await ask({ answer: json, finish: "length" })).toMatchObject({ escalation: { reason: "incomplete" } });
  });
  test("never brings sources with its JSON", async () => {
    const brought = JSON.stringify({ ...good, summary: "Whales sing all day.", sources: ["Whales sing all day."] });
    expect((await ask(brought)).status).toBe("escalated");
  });
  test("is matched by any Standard Schema and by JSON Schema", async () => {
    const days = { type: "object", properties: { days: { type: "number" } }, required: ["days"] };
    for (const output of [v.object({ days: v.number(), summary: v.string() }), days]) {
      expect((await grounded(() => json, { output })(input)).status).toBe("verified");
      expect((await grounded(() => '{"days":"30"}', { output, attempts: 1 })(input)).status).toBe("escalated");
    }
  });
});

describe("the text of a typed answer may be the caller's own", () => {
  const output = {
    schema,
    text: ({ summary, days }: { summary: string; days: number }) => `It takes ${days} days. ${summary}`,
  };
  test("and is what is checked and shown; leaves that are not in it are unchecked", async () => {
    const outcome = await grounded(() => json, { output })(input);
    expect(outcome).toMatchObject({
      status: "verified",
      answer: "It takes 30 days. Refunds are paid within 30 days of delivery.",
      unchecked: ["/days", "/notes/0", "/notes/1"],
    });
    expect(outcome.claims.map(({ path }) => path)).toEqual([undefined, "/summary"]);
  });
  test.each([
    [
      "throws",
      {
        schema,
        text: () => {
          throw new Error("secret");
        },
      },
    ],
    ["returns no string", { schema, text: () => 7 as unknown as string }],
    ["names a leaf that is not there", { schema, citations: () => [{ sourceId: "a", path: "/nowhere" }] }],
    ["cites in no list", { schema, citations: () => 7 as unknown as [] }],
  ])("and one that %s is a failure", async (_, wrong) => {
    // biome-ignore format: a table
    const outcome = await grounded(() => json, { output: wrong })(input);
    expect(outcome).toMatchObject({
      status: "escalated",
      escalation: { reason: "failed", failures: [{ code: "output-threw" }] },
    });
    expect(JSON.stringify(outcome)).not.toContain("secret");
  });
  test("and what it cites stands for its leaf only", async () => {
    const cite = (sourceId: string) =>
      grounded(() => json, {
        attempts: 1,
        output: { schema, citations: () => [{ sourceId, path: "/summary" }] },
        citations: "when-present",
      })(input);
    expect(codes(await cite("b"))).toContain("source-unknown");
    // The other leaf is not cited, and says so.
    expect(codes(await cite("a"))).toEqual(["claim-uncited"]);
  });
  test("and offsets into the reply cite nothing in it", async () => {
    const reply = { answer: json, citations: [{ sourceId: "a", at: { start: 0, end: 5 } }] };
    expect(await grounded(() => reply, { output })(input)).toMatchObject({ escalation: { reason: "failed" } });
  });
});

describe("a leaf of which no claim is read is unchecked", () => {
  const ok = "Refunds are paid within 30 days of delivery.";
  const rows: readonly (readonly [what: string, value: unknown, unchecked: readonly string[], text?: (value: never) => string])[] = [
    ["a heading", { a: "### Free lifetime warranty", b: ok }, ["/a"]],
    ["a lead-in", { a: "**Refunds never paid:**", b: ok }, ["/a"]],
    ["a question", { a: "Do you need anything else?", b: ok }, ["/a"]],
    ["an empty list and an empty object", { a: ok, b: [], c: {} }, ["/b", "/c"]],
    ["a part of a claim", { a: "It is true that lamps are made in Turin.", b: "lamps are made in Turin." }, ["/b"], ({ a }: { a: string }) => a],
    ["the beginning of a claim", { a: "Lamps are made", b: "x" }, ["/a", "/b"], ({ a }: { a: string }) => `${a} in Turin.`],
    ["the second of two that are shown once", { a: ok, b: ok }, ["/b"], ({ a }: { a: string }) => a],
    ["an optional key left undefined is none", { a: ok, b: undefined }, []],
  ]; // biome-ignore format: a table
  test.each(rows)("%s", async (_, value, unchecked, own) => {
    const output = { schema: z.any(), ...(own === undefined ? {} : { text: own as () => string }) };
    const outcome = await grounded(() => ({ value }), { output, attempts: 1 })(input);
    expect(outcome).toMatchObject({ status: "verified", unchecked });
  });
});

test("a value cannot be changed after it matched: it is frozen, as returned and as parsed", async () => {
  const text = (value: { n: string }) => {
    value.n = "Whales sing.";
    return "Lamps are made in Turin.";
  };
  for (const reply of [{ value: { n: "one" } }, '{"n":"one"}'])
    expect(await grounded(() => reply, { output: { schema: z.object({ n: z.string() }), text } })(input)).toMatchObject(
      {
        escalation: { reason: "failed" },
      },
    );
});

test("a citation of a leaf that is no text stands for nothing, and not for the whole text", async () => {
  const output = { schema, citations: () => [{ sourceId: "nowhere", path: "/days" }] };
  expect((await grounded(() => json, { output })(input)).status).toBe("verified");
});

test("of a value that does not match, a person sees the value", async () => {
  const outcome = await grounded(() => ({ value: { days: "soon" } }), { output: schema, attempts: 1 })(input);
  expect(outcome).toMatchObject({ escalation: { withheld: { answer: '{"days":"soon"}' } } });
});

test("a value that changes while it is checked comes out as it was", async () => {
  const value = structuredClone(good);
  const output = z
    .custom<typeof good>(async () => true)
    .refine(async () => {
      value.summary = "Whales sing.";
      return true;
    });
  const outcome = await grounded(() => ({ value }), { output })(input);
  expect(outcome).toMatchObject({ status: "verified", value: good });
});
