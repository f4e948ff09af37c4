/** Numbers 0..1, the same for the same seed: a xorshift of 32 bits. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0 || 1; // zero is the one state that a xorshift never leaves
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
