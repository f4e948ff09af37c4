/** A chain whose `isFactual` throws, which is the caller's own fault. */
export const options = {
  isFactual(): boolean {
    throw new RangeError("not factual");
  },
};
