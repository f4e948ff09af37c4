import type { Trace } from "../calls.ts";
import { inTime } from "../store/in-time.ts";
import type { Store } from "../store/store.ts";
import { canonical, checksum } from "./cache-key.ts";
import type { Reply } from "./model.ts";

/** Replies in a store, by key. A store that fails, hangs or gives back what was not put there has none. */
export interface KeptReplies {
  get(key: string, trace: Trace | undefined): Promise<Reply | undefined>;
  /** Whole replies alone are kept. */
  put(key: string, reply: Reply, trace: Trace | undefined): Promise<void>;
}

export function keptReplies(store: Store, ttlMs: number, storeTimeoutMs: number): KeptReplies {
  const tried = async <T>(act: () => Promise<T>, trace: Trace | undefined): Promise<T | undefined> => {
    try {
      return await inTime(act(), storeTimeoutMs);
    } catch {
      trace?.event("cache-failed");
      return undefined;
    }
  };
  return {
    get: (key, trace) => tried(async () => replyOf(await store.get(key), key), trace),
    async put(key, reply, trace) {
      if (isGood(reply)) await tried(async () => store.set(key, entryOf(key, reply), ttlMs), trace);
    },
  };
}

interface Entry {
  readonly reply: Reply;
  /** Of key and reply: neither a damaged entry nor another key's is taken for a reply. */
  readonly sum: string;
}

const sumOf = (key: string, reply: unknown): string => checksum(canonical([key, reply]));

function entryOf(key: string, reply: Reply): Entry {
  const plain = JSON.parse(JSON.stringify(reply)) as Reply;
  return { reply: plain, sum: sumOf(key, plain) };
}

function replyOf(entry: unknown, key: string): Reply | undefined {
  if (typeof entry !== "object" || entry === null || !("reply" in entry && "sum" in entry)) return undefined;
  const { reply, sum } = entry;
  return isGood(reply) && sum === sumOf(key, reply) ? reply : undefined;
}

function isGood(reply: unknown): reply is Reply {
  if (typeof reply !== "object" || reply === null || !("text" in reply && "finish" in reply && "usage" in reply))
    return false;
  const { text, finish, usage } = reply;
  return (
    typeof text === "string" && text.trim() !== "" && finish === "stop" && typeof usage === "object" && usage !== null
  );
}
