/**
 * A gate before native code. A thread that is ended while ONNX Runtime works on it takes the whole process with it
 * (`Napi::Error`, SIGABRT: one run in ten, measured with onnxruntime-node 1.30), so that none is: the thread says when
 * it goes in, and goes in no more once it is to end. Both sides write first and read then, so that one sees the other.
 */
export type Gate = Int32Array<SharedArrayBuffer>;

const TO_END = 0;
const INSIDE = 1;

export const newGate = (): Gate => new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));

/** On the thread: the work, which rejects without being begun once the thread is to end. */
export async function throughGate<Result>(gate: Gate, work: () => Promise<Result>): Promise<Result> {
  // Asked before going in, too: once it is known that the thread is to end, nobody seems to be inside for a moment.
  assertOpen(gate);
  Atomics.store(gate, INSIDE, 1);
  try {
    assertOpen(gate);
    return await work();
  } finally {
    // A turn later the native call that settled the work has returned.
    await new Promise((resolve) => setImmediate(resolve));
    Atomics.store(gate, INSIDE, 0);
    Atomics.notify(gate, INSIDE);
  }
}

function assertOpen(gate: Gate): void {
  if (Atomics.load(gate, TO_END) === 1) throw new Error("the thread is to end");
}

/** From outside: whether the thread can be ended now; if not, it ends when its work is done. */
export function closeGate(gate: Gate): boolean {
  Atomics.store(gate, TO_END, 1);
  return Atomics.load(gate, INSIDE) === 0;
}

/** From outside, blocking: until nobody is inside, or the time is over. */
export function awaitGate(gate: Gate, ms: number): void {
  if (!closeGate(gate)) Atomics.wait(gate, INSIDE, 1, ms);
}
