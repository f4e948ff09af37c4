import { contextOf, deadlineOf } from "../context.ts";
import { settle } from "../guard/settle.ts";
import type { Observed, Outcome } from "../types.ts";
import { checkReply, knownBy } from "./check-reply.ts";
import { givenBy } from "./given.ts";
import type { Wrapped } from "./options.ts";
import { plainCopy } from "./plain-copy.ts";
import { type Reply, readReply } from "./read-reply.ts";

/** What the function answered, as soon as it has, and the check that is to be made of it afterwards. */
export interface Observation {
  readonly observed: Observed;
  readonly check: () => Promise<Outcome>;
}

/**
 * One call of the function, whatever its input has, and nothing done to it: what it throws is thrown on unchanged. All
 * that is checked later is copied now, so that nothing the caller does to the answer meanwhile is seen.
 */
export async function observe<Input>(
  input: Input,
  wrapped: Wrapped<Input>,
  abortSignal: AbortSignal,
): Promise<Observation> {
  const { fn, options, guards, reading, typed } = wrapped;
  const read = givenBy(input);
  const given = "failure" in read ? { positional: [] } : read;
  const ended = await settle(() => fn(input, { attempt: 1, findings: [], feedback: "", abortSignal }), abortSignal);
  if (ended.status === "aborted") throw abortSignal.reason;
  if (ended.status === "threw") throw ended.reason;
  const id = given.id ?? crypto.randomUUID();
  const reply = readReply(ended.value, given, id);
  const kept = "failure" in reply ? reply : copyOf(reply);
  return {
    observed: { status: "observed", id: "failure" in reply ? id : reply.id, ...shownOf(reply, ended.value) },
    async check() {
      const deadline = deadlineOf(options);
      try {
        const context = contextOf({ ...options, abortSignal: deadline.signal });
        const judge = options.judge === undefined ? {} : { judge: options.judge };
        const checking = { guards, ...judge, reading, context, isLate: deadline.isOver, attempts: 1 };
        return await checkReply("failure" in read ? read : kept, knownBy(id, given), typed, checking);
      } finally {
        deadline.release();
      }
    },
  };
}

/** What can change under us later: data that the function may keep and go on writing to. */
function copyOf({ value, citations, ...reply }: Reply): Reply {
  return {
    ...reply,
    ...(value === undefined ? {} : { value: plainCopy(value) }),
    ...(citations === undefined ? {} : { citations: plainCopy(citations) }),
  };
}

/** What the function returned, untouched; of a reply that makes no sense, what text there is. */
function shownOf(reply: Reply | { readonly failure: unknown }, returned: unknown): Pick<Observed, "answer" | "value"> {
  if ("failure" in reply) return { answer: textOf(returned) };
  return { answer: reply.answer ?? "", ...(reply.value === undefined ? {} : { value: reply.value }) };
}

function textOf(returned: unknown): string {
  try {
    const text = typeof returned === "object" && returned !== null ? Reflect.get(returned, "answer") : returned;
    return typeof text === "string" ? text : "";
  } catch {
    return "";
  }
}
