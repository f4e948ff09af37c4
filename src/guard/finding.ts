import type { Evidence, Finding, Severity, Span } from "../types.ts";

/** What a finding may carry beside its code and message. A `Claim` or a `Citation` fits: only these fields are taken. */
export interface FindingDetails {
  readonly at?: Span | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
  readonly nearest?: Evidence | undefined;
  /** 0..1 */
  readonly score?: number | undefined;
}
export interface OpenDetails extends FindingDetails {
  /** The rubric by which a judge could settle it. */
  readonly ask?: string | undefined;
  /** What the guard's own threshold thinks, used only where no judge is configured. */
  readonly otherwise?: "block" | "note" | undefined;
}

/** A finding that the answer is wrong: it withholds the answer. */
export function block(code: string, message: string, details: FindingDetails = {}): Finding {
  return finding("block", code, message, details);
}

/** A finding that this guard cannot tell: it withholds the answer unless a judge settles it. */
export function open(code: string, message: string, details: OpenDetails = {}): Finding {
  const { ask, otherwise } = details;
  return {
    ...finding("open", code, message, details),
    ...(ask !== undefined && { ask }),
    ...(otherwise !== undefined && { otherwise }),
  };
}

/** A finding worth knowing: the answer still passes. */
export function warn(code: string, message: string, details: FindingDetails = {}): Finding {
  return finding("warn", code, message, details);
}

/** Evidence in favour of the answer. */
export function note(code: string, message: string, details: FindingDetails = {}): Finding {
  return finding("note", code, message, details);
}

function finding(severity: Severity, code: string, message: string, details: FindingDetails): Finding {
  const { at, evidence, nearest, score } = details;
  return {
    code,
    severity,
    message,
    ...(at !== undefined && { at }),
    ...(evidence !== undefined && { evidence }),
    ...(nearest !== undefined && { nearest }),
    ...(score !== undefined && { score }),
  };
}
