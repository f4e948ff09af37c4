import { VouchsafeError } from "../errors.ts";
import { clip } from "../text/clip.ts";
import type { Failure } from "../types.ts";

export type Ended =
  | { readonly status: "threw" | "malformed"; readonly reason: unknown }
  | { readonly status: "aborted" };

/** A name of a guard or an error is shown up to this length; combined names grow with their members. */
const NAME_LENGTH = 80;
/** Enough for three nested combinators, each of which puts its name before the failure of its member. */
const MESSAGE_LENGTH = 400;
const OF_A_MODEL = /^(?:model|judge|budget)-[a-z-]+$/;
const CODES: ReadonlySet<string> = new Set(["guard-threw", "guard-timed-out", "guard-malformed"]);

/** Why a guard gave no verdict of its own; never carries answer or source text. */
export function failureOf(guard: string, ended: Ended): Failure {
  const shown = `\`${clip(guard, NAME_LENGTH)}\``;
  if (ended.status === "aborted") return { code: "guard-timed-out", message: `${shown} was ended before it answered` };
  const { reason, status } = ended;
  if (status === "malformed") return { code: "guard-malformed", message: `${shown}: ${complaint(reason)}` };
  const member = memberFailure(reason);
  if (member) return { code: member.code, message: clip(`${shown}: ${member.message}`, MESSAGE_LENGTH) };
  return { code: "guard-threw", message: clip(`${shown} threw ${errorName(reason)}`, MESSAGE_LENGTH) };
}

/** The error by which a combinator hands on that one of its members failed. */
export function memberError(failure: Failure): VouchsafeError {
  return new VouchsafeError(failure.message, { code: failure.code });
}

/** A failure that is known already: of a member of a combinator, or of the model that a guard asked. */
function memberFailure(reason: unknown): Failure | undefined {
  if (!isOurs(reason) || !(CODES.has(reason.code) || OF_A_MODEL.test(reason.code))) return undefined;
  return { code: reason.code, message: reason.message };
}

function complaint(reason: unknown): string {
  const ours = isOurs(reason) && reason.code === "guard-malformed";
  return ours ? clip(reason.message, MESSAGE_LENGTH) : "its findings cannot be read";
}

function isOurs(reason: unknown): reason is VouchsafeError {
  try {
    return reason instanceof VouchsafeError;
  } catch {
    return false;
  }
}

/** Of an error of ours all it says; of a foreign one its kind, since it may quote a source, as `JSON.parse` does. */
export function errorName(reason: unknown): string {
  try {
    if (isOurs(reason)) return `${reason.name}: ${String(reason.message)}`;
    if (reason instanceof Error && /^[A-Za-z][A-Za-z0-9]*$/.test(reason.name)) return clip(reason.name, NAME_LENGTH);
  } catch {
    // A proxy or an accessor that throws: then nothing is known of the error.
  }
  return `a value of type ${typeof reason}`;
}
