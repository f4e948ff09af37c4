import { describe, expect, test } from "vitest";
import { every, lenient, some } from "../../src/guard/combine.ts";
import { defineGuard } from "../../src/guard/define.ts";
import { block, note, open, warn } from "../../src/guard/finding.ts";
import { type Law, lawsOf } from "../../src/testing/laws.ts";
import type { Draft, Evidence, Finding, Guard } from "../../src/types.ts";
import { draftOf, evidenceOf, guardOf, moon, spanOf } from "../guard/draft.ts";

// Long enough that a sound guard is never cut off on a busy machine; only a guard that hangs waits it out.
const PATIENCE_MS = 2_000;
const SHORT_PATIENCE_MS = 20;
const draft = draftOf("The Moon is near [moon]. It has no air [mars].");
const broken = async (guard: Guard, read: Draft = draft, patienceMs = PATIENCE_MS) =>
  (await lawsOf(guard, read, patienceMs)).map(({ law }) => law);

const traceable = defineGuard({
  name: "traceable",
  unit: "claim",
  check: ({ claims }) =>
    claims
      .flatMap((claim) => claim.citations)
      .filter((citation) => citation.sources.length === 0)
      .map((citation) => block("source-unknown", `cites ${citation.sourceId}`, citation)),
});

const supported = defineGuard({
  name: "supported",
  unit: "claim",
  async check({ claims, sources }, { abortSignal }) {
    await politePause(abortSignal);
    const length = sources[0]?.text.length ?? 0;
    return claims.map((claim) =>
      length > 0
        ? note("claim-carried", "n", { at: claim.at, evidence: [evidenceOf(0, length)] })
        : open("claim-unclear", "o", claim),
    );
  },
});

describe("a sound guard breaks no law", () => {
  const counting = defineGuard({
    name: "counted",
    unit: "answer",
    check: ({ answer, claims }) => (claims.length > 1 ? [warn("answer-long", `${answer.length}`)] : []),
  });
  const placed = defineGuard({
    name: "placed",
    unit: "claim",
    check: ({ answer, claims }) =>
      claims.map(({ at, citations }) =>
        warn(
          "claim-read",
          [at, ...citations.flatMap((citation) => citation.at ?? [])]
            .map((span) => answer.slice(span.start, span.end))
            .join(),
        ),
      ),
  });
  const rejecting = guardOf(async (_, { abortSignal }) => {
    abortSignal.throwIfAborted();
    return [];
  });

  test.each<[string, Guard]>([
    ["of the claims", traceable],
    ["of the claims, waiting, with evidence", supported],
    ["of the claims, by their place in the answer", placed],
    ["of the answer", counting],
    ["that rejects when it is aborted", rejecting],
    ["that says nothing", guardOf(() => [])],
    ["combined: every", every(supported, traceable)],
    ["combined: some", some(traceable, counting)],
    ["combined: lenient", lenient(traceable)],
  ])("%s", async (_, guard) => {
    expect(await lawsOf(guard, draft, PATIENCE_MS)).toEqual([]);
    expect(await lawsOf(guard, draftOf(""), PATIENCE_MS)).toEqual([]);
    expect(await lawsOf(guard, draftOf("No source.", []), PATIENCE_MS)).toEqual([]);
  });

  test("nor on a draft whose value and metadata hold what JSON does not", async () => {
    const value: { [key: string]: unknown } = {
      when: new Date(0),
      call() {},
      ["__proto__"]: 1,
      hole: undefined,
    };
    value.itself = value;
    const odd = { ...draftOf("The Moon is near.", [{ ...moon, metadata: value }]), value };
    expect(await broken(supported, Object.freeze(odd))).toEqual([]);
  });
});

describe("each law catches a guard that breaks it alone", () => {
  let turn = 0;
  let last: Draft | undefined;
  let pending: Promise<Draft> | undefined;
  const caseOf = (law: Law, symptom: string, guard: Guard) => ({ law, symptom, guard });
  const finding = (fields: Partial<Finding>): Guard => guardOf(() => [{ ...note("claim-carried", "n"), ...fields }]);
  const evidence = (fields: Partial<Evidence>) => finding({ evidence: [{ ...evidenceOf(0, 8), ...fields }] });
  const spanOfSource = (start: number, end: number) => ({ span: spanOf<"source">(start, end) });

  test.each([
    caseOf(
      "no mutation",
      "it takes a claim away",
      guardOf((read) => {
        (read.claims as unknown[]).pop();
        return [];
      }),
    ),
    caseOf(
      "no mutation",
      "it leaves a mark on a source, late",
      guardOf(async (read) => {
        await Promise.resolve();
        Object.assign(read.sources[0] ?? {}, { seen: true });
        return [];
      }),
    ),
    caseOf(
      "no mutation",
      "it sorts the claims and puts them back",
      guardOf((read) => {
        (read.claims as unknown[]).reverse();
        (read.claims as unknown[]).reverse();
        return [];
      }),
    ),
    caseOf(
      "determinism",
      "it counts its calls",
      guardOf(() => [warn("answer-odd", `${turn++}`)]),
    ),
    caseOf(
      "determinism",
      "it keeps the draft where a second check overwrites it",
      guardOf(async (read) => {
        last = read;
        await Promise.resolve();
        return last.claims.map((claim) => warn("claim-seen", "w", claim));
      }),
    ),
    caseOf(
      "determinism",
      "it answers two checks at once with the result of the first",
      guardOf(async (read) => {
        pending ??= Promise.resolve(read);
        const { claims } = await pending;
        pending = undefined;
        return claims.map((claim) => warn("claim-seen", "w", claim));
      }),
    ),
    caseOf(
      "kebab-case",
      "its name is no kebab-case",
      guardOf(() => [], { name: "Quite Sound" }),
    ),
    caseOf("kebab-case", "its code is no kebab-case", finding({ code: "claim_carried" })),
    caseOf("kebab-case", "its code has two hyphens in a row", finding({ code: "claim--carried" })),
    caseOf("spans", "a span past the answer", finding({ at: spanOf(0, 999) })),
    caseOf("spans", "a span of NaN", finding({ at: spanOf(Number.NaN, 2) })),
    caseOf("spans", "a span back to front", finding({ at: spanOf(2, 1) })),
    caseOf("spans", "evidence past its source", evidence(spanOfSource(0, 999))),
    caseOf("spans", "evidence in a source that was not given", evidence({ source: 7 })),
    caseOf("spans", "evidence under the id of another source", evidence({ sourceId: "mars" })),
    caseOf("spans", "evidence that shows nothing", evidence(spanOfSource(4, 4))),
    caseOf("spans", "evidence that shows a space", evidence(spanOfSource(3, 4))),
    caseOf(
      "spans",
      "nearest text that cuts a character in two",
      finding({ nearest: { ...evidenceOf(0, moon.text.length - 1) } }),
    ),
    caseOf(
      "claim-locality",
      "it looks at the number of claims",
      guardOf(({ claims }) => (claims.length > 1 ? claims.map((claim) => warn("claim-many", "w", claim)) : []), {
        unit: "claim",
      }),
    ),
    caseOf(
      "claim-locality",
      "it looks at the whole answer",
      guardOf(
        ({ answer, claims }) =>
          answer.includes("no air") ? claims.map((claim) => warn("claim-airless", "w", claim)) : [],
        {
          unit: "claim",
        },
      ),
    ),
    caseOf(
      "claim-locality",
      "it names each source once for all claims",
      guardOf(({ claims }) => (claims.length > 0 ? [warn("answer-seen", "w")] : []), { unit: "claim" }),
    ),
    caseOf(
      "claim-locality",
      "it finds something where there is no claim",
      guardOf(({ claims }) => (claims.length === 0 ? [warn("answer-empty", "w")] : []), { unit: "claim" }),
    ),
    caseOf(
      "claim-locality",
      "it fails on one claim alone",
      guardOf(
        ({ claims }) => {
          if (claims.length === 1) throw new Error("no");
          return [];
        },
        { unit: "claim" },
      ),
    ),
    caseOf(
      "abort",
      "it leaves its listener on the signal",
      guardOf((_, { abortSignal }) => {
        abortSignal.addEventListener("abort", () => {});
        return [];
      }),
    ),
    caseOf(
      "abort",
      "it waits for one abort, which never comes",
      guardOf((_, { abortSignal }) => {
        abortSignal.throwIfAborted();
        abortSignal.addEventListener("abort", () => {}, { once: true });
        return [];
      }),
    ),
    caseOf(
      "abort",
      "it leaves a listener on a signal that was aborted before",
      guardOf((_, { abortSignal }) => {
        if (abortSignal.aborted) abortSignal.addEventListener("abort", () => {}, { once: true });
        return [];
      }),
    ),
    caseOf(
      "abort",
      "it leaves its listener in `onabort`",
      guardOf((_, { abortSignal }) => {
        abortSignal.onabort = () => {};
        return [];
      }),
    ),
    caseOf(
      "findings",
      "it throws",
      guardOf(() => Promise.reject(new Error("no"))),
    ),
    caseOf(
      "findings",
      "it gives nothing",
      guardOf(() => undefined),
    ),
    caseOf(
      "findings",
      "its finding has no severity",
      guardOf(() => [{ code: "claim-carried", message: "n" }]),
    ),
    caseOf("findings", "its score is beyond 1", finding({ score: 2 })),
  ])("$law: $symptom", async ({ law, guard }) => {
    expect(await broken(guard)).toEqual([law]);
  });

  test.each([
    caseOf("abort", "it hangs when its signal is aborted before", guardOf(hangsIf((signal) => signal.aborted))),
    caseOf(
      "abort",
      "it hangs when its signal is aborted meanwhile",
      guardOf(async (_, { abortSignal }) => {
        if (abortSignal.aborted) return [];
        await Promise.resolve();
        return hangsIf((signal) => signal.aborted)(_, { abortSignal });
      }),
    ),
    caseOf("findings", "it hangs always", guardOf(hangsIf(() => true))),
  ])("$law: $symptom", async ({ law, guard }) => {
    expect(await broken(guard, draft, SHORT_PATIENCE_MS)).toEqual([law]);
  });
});

test("a guard that counts its calls is told so by the second", async () => {
  let calls = 0;
  expect(
    await lawsOf(
      guardOf(() => [warn("answer-odd", `${calls++}`)]),
      draft,
      PATIENCE_MS,
    ),
  ).toEqual([{ law: "determinism", message: "the same draft twice gave two results" }]);
});

test("a guard that mends its ways under a freeze is caught by what it changed", async () => {
  const sly = guardOf((read) => {
    if (!Object.isFrozen(read)) Object.assign(read, { answer: "" });
    return [];
  });
  expect(await lawsOf(sly, draft, PATIENCE_MS)).toEqual([
    { law: "no mutation", message: "the draft is not the same after the check" },
  ]);
});

test("the draft that is handed in stays as it was, and is not frozen", async () => {
  const own = draftOf("The Moon is near [moon].");
  const before = structuredClone(own);
  await lawsOf(
    guardOf((read) => {
      (read.claims as unknown[]).length = 0;
      return [];
    }),
    own,
    PATIENCE_MS,
  );
  expect(own).toStrictEqual(before);
  expect(Object.isFrozen(own.claims)).toBe(false);
});

function hangsIf(condition: (signal: AbortSignal) => boolean) {
  return (_: unknown, { abortSignal }: { readonly abortSignal: AbortSignal }) =>
    condition(abortSignal) ? new Promise<[]>(() => {}) : [];
}

/** Gives way once, and stops listening however it ends. */
async function politePause(signal: AbortSignal): Promise<void> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    await Promise.race([Promise.resolve(), aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
