import { VouchsafeError } from "../errors.ts";
import type { Failure, Reason } from "../types.ts";
import { codeEntry, isKnown } from "./codes.ts";
import { thrown } from "./thrown.ts";

/**
 * Why a wrapped function threw, and the reason of the escalation that follows. An error of ours that the function let
 * through (a model that is down, a budget that is spent) keeps its code.
 */
export function causeOf(error: unknown): { readonly failure: Failure; readonly reason: Reason } {
  const own = ownFailure(error);
  if (own === undefined) return { failure: thrown("function-threw", "the function", error), reason: "failed" };
  return { failure: own, reason: codeEntry(own.code).reason ?? "failed" };
}

/** The failure that an error of ours tells, if its code is one of the registry. */
export function ownFailure(error: unknown): Failure | undefined {
  try {
    if (!(error instanceof VouchsafeError) || !isKnown(error.code)) return undefined;
    return { code: error.code, message: error.message };
  } catch {
    // A proxy that throws when it is looked at.
    return undefined;
  }
}
