import { contextOf, deadlineOf } from "../context.ts";
import { settle } from "../guard/settle.ts";
import type { Observed, Outcome } from "../types.ts";
import { jsonCopy } from "../verify/json-copy.ts";
import { checkReply, knownBy } from "./check-reply.ts";
import { givenBy } from "./given.ts";
import type { Wrapped } from "./options.ts";
import { type Reply, replyOf } from "./reply.ts";
import { asText, type TypedOutput, typedValue } from "./typed-output.ts";

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
  const reply = copyOf(replyOf(ended.value, given, given.id ?? crypto.randomUUID()));
  const id = "failure" in reply ? (given.id ?? crypto.randomUUID()) : String(reply.id);
  return {
    observed: { status: "observed", id, ...shownOf(reply, ended.value, typed) },
    async check() {
      const deadline = deadlineOf(options);
      try {
        const context = contextOf({ ...options, abortSignal: deadline.signal });
        const judge = options.judge === undefined ? {} : { judge: options.judge };
        const checking = { guards, ...judge, reading, context, isLate: deadline.isOver, attempts: 1 };
        return await checkReply("failure" in read ? read : reply, knownBy(id, given), typed, checking);
      } finally {
        deadline.release();
      }
    },
  };
}

/** What can change under us later: data that the function may keep and go on writing to. */
function copyOf<R extends Reply | { readonly failure: unknown }>(reply: R): R {
  const changing = ["value", "citations", "messages"] as const;
  const copies = changing.flatMap((field) => {
    const json = field in reply ? jsonCopy(Reflect.get(reply, field)) : undefined;
    return json === undefined ? [] : [[field, json.copy]];
  });
  return { ...reply, ...Object.fromEntries(copies) };
}

/** The text that enforcing would show if it were verified; of a reply that makes no sense, what text there is. */
function shownOf(
  reply: Reply | { readonly failure: unknown },
  returned: unknown,
  typed: TypedOutput | undefined,
): Pick<Observed, "answer" | "value"> {
  if ("failure" in reply) return { answer: textOf(returned) };
  const { answer = "" } = reply;
  if (typed === undefined) return { answer, ...("value" in reply ? { value: reply.value } : {}) };
  const found = typedValue(reply);
  if (!("value" in found)) return { answer };
  const made = asText(reply, found.value, typed);
  return { answer: "failure" in made ? answer : made.answer.answer, value: found.value };
}

function textOf(returned: unknown): string {
  try {
    const text = typeof returned === "object" && returned !== null ? Reflect.get(returned, "answer") : returned;
    return typeof text === "string" ? text : "";
  } catch {
    return "";
  }
}
