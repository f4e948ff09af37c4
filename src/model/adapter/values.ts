import { modelError } from "../failure.ts";
import { eventsOf, jsonOf } from "./body.ts";
import type { Gathered } from "./gathered.ts";
import type { Lifetime } from "./lifetime.ts";
import type { Limits } from "./limits.ts";
import { failureOfThrown } from "./told.ts";
import type { Given } from "./wire.ts";

/** What a client gives as values, as they come: the one of a body, or those of a stream's events. */
export async function* valuesOf(
  given: Given,
  lifetime: Lifetime,
  limits: Required<Limits>,
  gathered: Gathered,
  streaming: boolean,
): AsyncGenerator<unknown, void> {
  if (given.type === "value") yield given.value;
  else if (given.type === "events") yield* within(given.events, given.ends, lifetime);
  else if (streaming) yield* eventsOf(given.response, lifetime, limits, gathered);
  else yield* jsonOf(given.response, lifetime, limits);
}

async function* within(events: AsyncIterable<unknown>, ends: readonly unknown[], lifetime: Lifetime) {
  const iterator = events[Symbol.asyncIterator]();
  const next = async () => {
    try {
      return await iterator.next();
    } catch (error) {
      throw modelError(failureOfThrown(error));
    }
  };
  let done = false;
  try {
    while (!done) {
      const step = await lifetime.within(next(), "idleTimeoutMs");
      done = step.done === true;
      if (!done) yield step.value;
    }
    yield* ends;
  } finally {
    // Not waited for: a generator that hangs does not return, either.
    if (!done) leave(iterator);
  }
}

async function leave(iterator: AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.();
  } catch {
    // Nobody asks any more.
  }
}
