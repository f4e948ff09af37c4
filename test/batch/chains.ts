/** What workers load in the tests: a chain by what is asked for. */
import { type Draft, defaultGuards, defineGuard, type VerifyOptions } from "vouchsafe";

export interface Asked {
  /** What a guard does to an answer that holds the word. */
  readonly word: string;
  readonly act: "exit" | "throw-late" | "eat-memory" | "throw" | "exit-at-once" | "never-start" | "loop";
  /** The deadline that the chain gives, beside the one of `verifyEach`. */
  readonly timeoutMs?: number;
}

const acts: { readonly [Act in Asked["act"]]: () => unknown } = {
  exit: () => process.exit(3),
  // Outlives the call: nobody catches it.
  "throw-late": () => {
    setTimeout(() => {
      throw new Error("late");
    }, 0);
    return new Promise(() => {});
  },
  "eat-memory": () => {
    const eaten: unknown[] = [];
    for (;;) eaten.push(new Array(100_000).fill(eaten.length));
  },
  throw: () => {
    throw new Error("broken");
  },
  "exit-at-once": () => [],
  "never-start": () => [],
  loop: () => {
    for (;;);
  },
};

export function options({ word, act, ...own }: Asked): VerifyOptions | Promise<VerifyOptions> {
  if (act === "exit-at-once") process.exit(4);
  if (act === "never-start") {
    // Something to wait for, without which the worker would end by itself.
    setInterval(() => {}, 1_000);
    return new Promise(() => {});
  }
  const check = async ({ answer }: Draft) => {
    if (answer.includes(word)) await acts[act]();
    return [];
  };
  return { ...own, guards: [...defaultGuards(), defineGuard({ name: "acting", unit: "answer", check })] };
}
