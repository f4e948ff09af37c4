export { type GuardCase, type TestGuardOptions, testGuard } from "./test-guard.ts";
