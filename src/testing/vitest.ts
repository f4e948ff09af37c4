/** `import "vouchsafe/vitest"`, in a setup file or a test, adds the matchers to Vitest's `expect` and to its types. */
import { expect } from "vitest";
import { type GroundingMatchers, matchers } from "./matchers.ts";

declare module "vitest" {
  // The parameters are Vitest's: declarations that merge name the same ones.
  interface Matchers<R, T> extends GroundingMatchers {}
}

expect.extend(matchers);
