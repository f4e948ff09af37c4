export { type Fault, type FaultDetails, type FaultKind, faultKinds } from "./faults/fault.ts";
export { type FaultServer, type FaultServerOptions, faultServer, type ServerAnswer } from "./faults/fault-server.ts";
export type { ServerRequest } from "./faults/request.ts";
export type { ServerReply } from "./faults/saying.ts";
export { type ModelFaultKind, type WithFaultsOptions, withFaults } from "./faults/with-faults.ts";
export { type GroundingMatchers, type MatcherResult, type MatcherThis, matchers } from "./matchers.ts";
export type { ExpectOptions } from "./outcome-of.ts";
export { type GuardCase, type TestGuardOptions, testGuard } from "./test-guard.ts";
export { type TestModelOptions, testModel } from "./test-model.ts";
