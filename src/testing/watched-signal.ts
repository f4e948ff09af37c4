/** A signal that can be aborted and knows who still listens to it. */
export interface WatchedSignal {
  readonly signal: AbortSignal;
  abort(): void;
  /** True while a listener that was added has not been taken away. */
  isListenedTo(): boolean;
}

type Handler = Parameters<AbortSignal["addEventListener"]>[1];
type Options = Parameters<AbortSignal["addEventListener"]>[2];
interface Listener {
  readonly type: string;
  readonly listener: Handler;
  readonly options: Options;
}

export function watchedSignal(): WatchedSignal {
  const controller = new AbortController();
  const { signal } = controller;
  let present: readonly Listener[] = [];

  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  const same = (a: Listener, b: Listener) =>
    a.type === b.type && a.listener === b.listener && captures(a) === captures(b);

  signal.addEventListener = (type: string, listener: Handler, options?: Options) => {
    const added = { type, listener, options };
    if (listener !== null && !present.some((other) => same(added, other))) present = [...present, added];
    add(type, listener, options);
  };
  signal.removeEventListener = (type: string, listener: Handler, options?: Options) => {
    present = present.filter((other) => !same({ type, listener, options }, other));
    remove(type, listener, options);
  };

  return {
    signal,
    abort() {
      // A listener that wants one event only goes with it; one that comes after the abort stays for good.
      present = present.filter(({ options }) => !(typeof options === "object" && options.once));
      controller.abort();
    },
    isListenedTo() {
      const left = present.filter(({ options }) => !(typeof options === "object" && options.signal?.aborted));
      return left.length > 0 || signal.onabort !== null;
    },
  };
}

function captures({ options }: Listener): boolean {
  return typeof options === "object" ? options.capture === true : options === true;
}
