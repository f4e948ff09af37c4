import { openInput } from "./input.ts";

/** A row in flight: what came of it, once it has. */
interface Place<Result> {
  settled?: { readonly result: Result } | { readonly error: unknown };
}

const STRETCH_MS = 25; // the longest that timers and signals wait where no row ever does

/**
 * What comes of each row, in the order of the rows. At most `window` rows are in flight: read from the input, and not yet
 * taken from here.
 *
 * What the input throws comes after the results of all rows before it. Aborting rejects with the signal's reason. However
 * it ends, the input is closed.
 */
export async function* inOrder<Row, Result>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  work: (row: Row) => Promise<Result>,
  { window, abortSignal }: { readonly window: number; readonly abortSignal?: AbortSignal | undefined },
): AsyncGenerator<Result, void, undefined> {
  abortSignal?.throwIfAborted();
  const places: Place<Result>[] = [];
  let wake = (): void => {};
  const onChange = (): void => wake();
  const onRow = (row: Row): void => {
    const place: Place<Result> = {};
    places.push(place);
    work(row)
      .then(
        (result) => {
          place.settled = { result };
        },
        (error: unknown) => {
          place.settled = { error };
        },
      )
      .then(onChange);
  };
  const input = openInput(rows, { onRow, onChange });
  abortSignal?.addEventListener("abort", onChange);
  let isClosedByCaller = true;
  let turned = performance.now();
  try {
    for (;;) {
      abortSignal?.throwIfAborted();
      while (input.state === "ready" && places.length < window) input.ask();
      const [first] = places;
      if (first?.settled !== undefined) {
        places.shift();
        if ("error" in first.settled) throw first.settled.error;
        yield first.settled.result;
        if (performance.now() - turned > STRETCH_MS) {
          await turn();
          turned = performance.now();
        }
      } else if (first === undefined && input.state === "over") {
        if (input.thrown !== undefined) throw input.thrown.error;
        isClosedByCaller = false;
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } catch (error) {
    isClosedByCaller = false;
    throw error;
  } finally {
    abortSignal?.removeEventListener("abort", onChange);
    const closing = input.close();
    // After an error it is the error that counts, and it does not wait.
    if (isClosedByCaller) await closing;
    else closing.catch(() => {});
  }
}

/** Resolves after a turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
