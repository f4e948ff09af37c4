import { errorName } from "../guard/failure.ts";
import type { Failure } from "../types.ts";

/**
 * The failure of a function of the caller's own: the error's kind, its `code` and its `status`, by which one finds the
 * cause in the logs. Never its message, which may quote a key, a prompt or a source.
 */
export function thrown(code: string, what: string, reason: unknown): Failure {
  return { code, message: `${what} threw ${errorName(reason)}${details(reason)}` };
}

function details(reason: unknown): string {
  try {
    if (typeof reason !== "object" || reason === null) return "";
    const { code, status } = reason as { readonly code?: unknown; readonly status?: unknown };
    const parts = [
      ...(typeof code === "string" && CODE.test(code) ? [`code ${code}`] : []),
      ...(typeof status === "number" && Number.isInteger(status) ? [`status ${status}`] : []),
    ];
    return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  } catch {
    return "";
  }
}

const CODE = /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/;
