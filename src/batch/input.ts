import { mistake } from "../text/mistake.ts";

/** Rows one by one, from an iterable of either kind. */
export interface Input {
  /** `ready`: may be asked; `asked`: an answer is awaited; `over`: it has ended or thrown. */
  readonly state: "ready" | "asked" | "over";
  /** What it threw, once it is over. */
  readonly thrown: { readonly error: unknown } | undefined;
  /** Asks for the next row, which is handed on at once or later. Only when `ready`. */
  ask(): void;
  /** Lets the iterable clean up, unless it is over. Resolves when it has; at once if it is `asked`, since it may never answer. */
  close(): Promise<void>;
}

/** Throws `TypeError` for anything but an iterable; a string is one, but of no answers. */
export function assertIterable(rows: unknown): void {
  const isIterable =
    typeof rows === "object" &&
    rows !== null &&
    [Symbol.asyncIterator, Symbol.iterator].some((symbol) => typeof Reflect.get(rows, symbol) === "function");
  if (!isIterable) throw mistake("answers", "be an iterable or async iterable of answers", rows);
}

export function openInput<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  { onRow, onChange }: { onRow(row: Row): void; onChange(): void },
): Input {
  const isAsync = Symbol.asyncIterator in rows;
  const iterator = isAsync ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  let state: Input["state"] = "ready";
  let thrown: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    state = "over";
    thrown = { error };
  };
  const take = (step: IteratorResult<Row>): void => {
    if (state === "over") return;
    try {
      if (typeof step !== "object" || step === null) throw new TypeError("The iterator gave no object.");
      if (step.done === true) {
        state = "over";
        return;
      }
      state = "ready";
      onRow(step.value);
    } catch (error) {
      fail(error);
    }
  };
  return {
    get state() {
      return state;
    },
    get thrown() {
      return thrown;
    },
    ask() {
      state = "asked";
      try {
        const step = iterator.next();
        if (isAsync) Promise.resolve(step).then(take, fail).finally(onChange);
        else take(step as IteratorResult<Row>);
      } catch (error) {
        fail(error);
      }
    },
    async close() {
      if (state === "over") return;
      const isAsked = state === "asked";
      state = "over";
      const closing = Promise.resolve(iterator.return?.());
      if (isAsked) closing.catch(() => {});
      else await closing;
    },
  };
}
