import { contextOf, deadlineOf, forRequest } from "../context.ts";
import { settle } from "../guard/settle.ts";
import type { Answer, Observed, Outcome } from "../types.ts";
import { meterOf } from "../verify/meter.ts";
import { checkReply, knownBy } from "./check-reply.ts";
import { checkingOf } from "./checking-of.ts";
import { givenBy } from "./given.ts";
import type { CallOptions, Wrapped } from "./options.ts";
import { plainCopy } from "./plain-copy.ts";
import { readReply } from "./read-reply.ts";

/** What the function answered, as soon as it has, and the check that is to be made of it afterwards. */
export interface Observation {
  readonly observed: Observed;
  readonly check: () => Promise<Outcome>;
}

/**
 * One call of the function, whatever its input has, and nothing done to it: what it throws is thrown on unchanged. What
 * is checked later is copied now, so that nothing the caller does meanwhile is seen, and read only then.
 */
export async function observe<Input>(
  input: Input,
  wrapped: Wrapped<Input>,
  { abortSignal, account = {} }: CallOptions & { readonly abortSignal: AbortSignal },
): Promise<Observation> {
  const { fn, options, typed } = wrapped;
  const before = snapshotOf(input);
  const own = textAt(before, "id") ?? crypto.randomUUID();
  const meter = meterOf();
  const context = forRequest(
    contextOf({ abortSignal, onCall: meter.onCall, account: { ...options.account, ...account } }),
    own,
  );
  const told = { attempt: 1, findings: [], feedback: "", ...context };
  const ended = await settle(() => fn(input, told), abortSignal);
  if (ended.status === "aborted") throw abortSignal.reason;
  if (ended.status === "threw") throw ended.reason;
  const returned = snapshotOf(ended.value);
  const id = textAt(returned, "id") ?? own;
  // Itself, not the copy: whoever observes an answer does not change it.
  const value = fieldAt(ended.value, "value");
  return {
    observed: { status: "observed", id, answer: answerOf(returned), ...(value === undefined ? {} : { value }) },
    async check() {
      const deadline = deadlineOf(options);
      try {
        const checking = {
          ...checkingOf(wrapped, deadline, { account: { request: own, ...account }, meter }),
          attempts: 1,
        };
        const given = givenBy(before);
        const known = "failure" in given ? { id } : knownBy(id, given);
        const reply = "failure" in given ? given : readReply(returned, given, id);
        return await checkReply(reply, known, typed, checking);
      } finally {
        deadline.release();
      }
    },
  };
}

/** What may be read of an input or a reply, as it is now; of what cannot be copied, the thing itself. */
function snapshotOf(data: unknown): unknown {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return data;
  try {
    const { id, question, messages, answer, value, sources, citations, finish } = data as Partial<Answer>;
    const fields = Object.entries({ id, question, messages, answer, value, sources, citations, finish });
    const given = fields.filter(([, field]) => field !== undefined);
    return given.length === 0 ? data : plainCopy(Object.fromEntries(given));
  } catch {
    return data;
  }
}

const answerOf = (returned: unknown): string =>
  typeof returned === "string" ? returned : (textAt(returned, "answer") ?? "");

function textAt(data: unknown, field: "id" | "answer"): string | undefined {
  const found = fieldAt(data, field);
  return typeof found === "string" ? found : undefined;
}

function fieldAt(data: unknown, field: keyof Answer): unknown {
  try {
    return typeof data === "object" && data !== null ? Reflect.get(data, field) : undefined;
  } catch {
    // An accessor that throws: the check will say so.
    return undefined;
  }
}
