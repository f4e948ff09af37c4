import type { CallContext, TokenUsage } from "../../calls.ts";
import { VouchsafeError } from "../../errors.ts";
import { modelError } from "../failure.ts";
import type { Model, Prompt, Reply, ReplyPart } from "../model.ts";
import { assertPrompt, LONGEST_TIMER_MS } from "../options.ts";
import { replyOf } from "./complete.ts";
import { type Gathered, gather } from "./gathered.ts";
import { type Lifetime, lifetimeOf } from "./lifetime.ts";
import type { Limits } from "./limits.ts";
import type { SameModel } from "./same-model.ts";
import { failureOfStatus, failureOfThrown } from "./told.ts";
import { valuesOf } from "./values.ts";
import type { Given, Send, SendOptions, Wire } from "./wire.ts";

/** What an adapter is made of. */
export interface Adapter {
  readonly id: string;
  /** The provider's name for the model. */
  readonly model: string;
  readonly sameModel: SameModel;
  readonly limits: Required<Limits>;
  readonly wire: Wire;
  readonly send: Send;
}

/** A model that asks by an interface, through a client. Its functions keep the client to themselves. */
export function modelOf(adapter: Adapter): Model {
  return {
    id: adapter.id,
    async generate(prompt, context) {
      const parts = exchange(adapter, prompt, context, false);
      let part = await parts.next();
      while (!part.done) part = await parts.next();
      return part.value;
    },
    async *stream(prompt, context): AsyncGenerator<ReplyPart, void> {
      const reply = yield* exchange(adapter, prompt, context, true);
      yield { type: "reply", reply };
    },
  };
}

/** One request: the texts of its reply as they come, then the reply, if it is whole. */
async function* exchange(
  adapter: Adapter,
  prompt: Prompt,
  context: CallContext = {},
  streaming: boolean,
): AsyncGenerator<ReplyPart, Reply> {
  const { limits, wire } = adapter;
  assertPrompt(prompt);
  context.abortSignal?.throwIfAborted();
  const body = wire.request(prompt, streaming);
  const tool = wire.tool(prompt);
  const { model, sameModel } = adapter;
  const gathered = gather({
    model,
    sameModel,
    maxText: limits.maxResponseBytes,
    ...(tool === undefined ? {} : { tool }),
  });
  const started = performance.now();
  const lifetime = lifetimeOf(limits, context.abortSignal);
  // A caller who leaves, or aborts, is told of no other way.
  let ended: { readonly failure?: string; readonly status?: number } = { failure: "aborted" };
  let asked = false;
  try {
    const given = await sent(adapter, lifetime, { body, streaming, onSend: () => (asked = true) });
    const read = streaming ? wire.stream(gathered) : wire.whole(gathered);
    for await (const value of valuesOf(given, lifetime, limits, gathered, streaming)) {
      const text = read(value);
      if (text !== "") yield { type: "text", text };
      // One chunk may hold many events: nothing of it is given once the caller has aborted.
      lifetime.check();
    }
    const reply = replyOf(gathered);
    ended = {};
    return reply;
  } catch (error) {
    if (error instanceof VouchsafeError) ended = { failure: error.code, ...statusOf(error) };
    throw error;
  } finally {
    lifetime.release();
    if (asked) tell(adapter.id, context, { ms: Math.round(performance.now() - started), ...ended }, gathered);
  }
}

interface Told {
  readonly ms: number;
  readonly failure?: string;
  readonly status?: number;
}
function tell(model: string, context: CallContext, told: Told, gathered: Gathered): void {
  const { failure, status } = told;
  const usage = countedIn(gathered);
  const { request, guard } = context.account ?? {};
  context.trace?.event("model-called", {
    model,
    ...told,
    ...(request === undefined ? {} : { request }),
    ...(guard === undefined ? {} : { guard }),
  });
  context.onCall?.({
    model,
    ...(Object.keys(usage).length === 0 ? {} : { usage }),
    ...(failure === undefined ? {} : { failure }),
    ...(status === undefined ? {} : { status }),
  });
}

/** Before the end a count of the output is one of what was written by then: the provider goes on, and bills for it. */
function countedIn({ ended, usage }: Gathered): TokenUsage {
  if (ended) return usage;
  const { outputTokens: _, reasoningTokens: __, ...known } = usage;
  return known;
}

function statusOf(error: VouchsafeError): { readonly status?: number } {
  const status = error.failure !== undefined && "status" in error.failure ? error.failure.status : undefined;
  return typeof status === "number" ? { status } : {};
}

/** The response, if its status is good. What comes after the request was given up is closed. */
async function sent(
  { limits, send }: Adapter,
  lifetime: Lifetime,
  request: Pick<SendOptions, "body" | "streaming" | "onSend">,
): Promise<Given> {
  const { signal } = lifetime;
  // A client's own limit lies behind ours, which is the one to be told of.
  const timeoutMs = Math.min(LONGEST_TIMER_MS, Math.ceil(limits.headersTimeoutMs) + 1_000);
  const sending = send({ ...request, signal, timeoutMs }).catch((error) => {
    throw modelError(failureOfThrown(error));
  });
  sending.then(
    (late) => signal.aborted && discard(late),
    () => {},
  );
  const given = await lifetime.within(sending, "headersTimeoutMs");
  if (given.type !== "response") return given;
  const { response } = given;
  const failure = failureOfStatus(response.status, (name) => response.headers.get(name));
  if (!failure) return given;
  discard(given);
  throw modelError(failure);
}

function discard(given: Given): void {
  if (given.type === "response") given.response.body?.cancel().catch(() => {});
}
