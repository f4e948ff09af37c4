import { words } from "./words.ts";

/** A set of words by their keys, made when first asked: importing the package cuts no words. */
export interface Vocabulary {
  has(key: string): boolean;
}

export function vocabulary(text: string): Vocabulary {
  let keys: ReadonlySet<string> | undefined;
  return {
    has(key) {
      keys ??= new Set(words(text).map((word) => word.key));
      return keys.has(key);
    },
  };
}

/** A value made when first asked for, and kept. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
