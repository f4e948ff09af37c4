export { type GroundingMatchers, type MatcherResult, type MatcherThis, matchers } from "./matchers.ts";
export type { ExpectOptions } from "./outcome-of.ts";
export { type GuardCase, type TestGuardOptions, testGuard } from "./test-guard.ts";
