import type { CallContext } from "../calls.ts";
import type { Store } from "../store/store.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { canonical, sha256 } from "./cache-key.ts";
import { type Flight, flightOf } from "./flight.ts";
import { identityOf } from "./identity.ts";
import { keptReplies } from "./kept-replies.ts";
import type { Model, Prompt, Reply, ReplyPart, Wrap } from "./model.ts";
import { assertMilliseconds } from "./options.ts";
import { withOrigin } from "./origin.ts";

export interface CachedOptions {
  /** How long a reply is kept. Default: a day. */
  readonly ttlMs?: number;
  /** Whatever else must be the same: a version of your prompts or policy. A change of it empties the cache. */
  readonly salt?: string;
  /** A store that takes longer has nothing. Default: 1,000. */
  readonly storeTimeoutMs?: number;
}

// A policy that changed is unknown to the cache: a day bounds how long the old answer is given.
const DEFAULTS = { ttlMs: 24 * 60 * 60 * 1_000, salt: "", storeTimeoutMs: 1_000 };
/** Of the key and the entry: replies kept in an earlier form are not found. */
const FORM = 1;

/**
 * The reply that the same request got before, or the model's. The same is: the model with its settings, the whole
 * prompt with every parameter, the account's tenant, `salt`. Who asks within the tenant (`run`, `request`, `guard`)
 * is no part of it.
 *
 * Calls for one key that is not kept yet are one call; each caller's abort is its own, and when all have left, the
 * call is aborted. Its cost is on the account of who came first. Only whole replies are kept, never a failure nor one
 * whose route may not verify; a damaged entry is a miss, and so is a store that fails. A hit is a reply and no more:
 * guards run on it as on any other. It is no call, keeps the usage that it had, and says where it comes from
 * (`originOf`); a stream gives it in one part.
 *
 * Belongs outside of `fallback` and `retry`, inside of `timeout`.
 */
export function cached(store: Store, options: CachedOptions = {}): Wrap {
  assertCached(store, options);
  const { ttlMs, salt, storeTimeoutMs } = { ...DEFAULTS, ...options };
  const kept = keptReplies(store, ttlMs, storeTimeoutMs);

  return (model: Model): Model => {
    const identity = identityOf(model);
    const flights = new Map<string, Flight>();

    async function keyOf(prompt: Prompt, { account }: CallContext): Promise<string | undefined> {
      try {
        const form = canonical({ form: FORM, ...identity, tenant: account?.tenant, salt, prompt });
        return `reply-${FORM}-${await sha256(form)}`;
      } catch {
        return undefined; // no plain data: the model says what is wrong with it
      }
    }

    async function* found(
      key: string,
      context: CallContext,
      ask: (context: CallContext) => AsyncIterable<ReplyPart>,
    ): AsyncGenerator<ReplyPart> {
      const { trace } = context;
      const hit = await kept.get(key, trace);
      trace?.event(hit === undefined ? "cache-miss" : "cache-hit", { model: model.id });
      if (hit !== undefined) {
        yield { type: "text", text: hit.text };
        yield { type: "reply", reply: withOrigin(hit, { cached: true }) };
        return;
      }
      for await (const part of ask(context)) {
        if (part.type === "reply") await kept.put(key, part.reply, trace);
        yield part;
      }
    }

    /** Joins the call under way for the key, or begins one. */
    async function* joined(
      way: "generate" | "stream",
      prompt: Prompt,
      context: CallContext,
      ask: (context: CallContext) => AsyncIterable<ReplyPart>,
    ): AsyncGenerator<ReplyPart> {
      const { abortSignal } = context;
      abortSignal?.throwIfAborted();
      const key = await keyOf(prompt, context);
      abortSignal?.throwIfAborted();
      if (key === undefined) {
        yield* ask(context);
        return;
      }
      // A streamed call that breaks off is not repeated, so who only wants the reply does not wait for one.
      const name = `${way} ${key}`;
      let flight = flights.get(name);
      if (flight === undefined) {
        const begun = flightOf(
          (signal) => found(key, { ...context, abortSignal: signal }, ask),
          () => flights.get(name) === begun && flights.delete(name),
        );
        flight = begun;
        flights.set(name, begun);
      }
      yield* flight.read(abortSignal);
    }

    async function generate(prompt: Prompt, context: CallContext = {}): Promise<Reply> {
      async function* whole(inner: CallContext): AsyncGenerator<ReplyPart> {
        yield { type: "reply", reply: await model.generate(prompt, inner) };
      }
      for await (const part of joined("generate", prompt, context, whole)) if (part.type === "reply") return part.reply;
      throw new TypeError("A model gave no reply and no failure.");
    }
    function stream(prompt: Prompt, context: CallContext = {}): AsyncIterable<ReplyPart> {
      return joined("stream", prompt, context, (inner) => model.stream(prompt, inner));
    }
    return { ...identity, generate, stream };
  };
}

function assertCached(store: Store, options: CachedOptions): void {
  const methods = ["get", "set", "delete"];
  const isStore = typeof store === "object" && store !== null;
  if (!isStore || !methods.every((name) => typeof Reflect.get(store, name) === "function"))
    throw mistake("store", "have `get`, `set` and `delete`", store);
  assertKnown(options, Object.keys(DEFAULTS));
  const { salt, ...times } = { ...DEFAULTS, ...options };
  if (typeof salt !== "string") throw mistake("salt", "be a string", salt);
  for (const [name, value] of Object.entries(times)) assertMilliseconds(name, value);
}
