import * as z from "zod";
import { faultOf } from "../case.ts";
import type { Fault } from "../fault.ts";
import type { Invalid } from "../report.ts";

/** What a summary and a baseline read of a finding; a `Finding` is one. */
export interface StoredFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly at?: { readonly start: number; readonly end: number };
  readonly nearest?: {
    readonly source: number;
    readonly sourceId: string;
    readonly span: { readonly start: number; readonly end: number };
  };
  readonly score?: number;
}
interface Stored {
  readonly id: string;
  readonly sources: readonly { readonly id: string; readonly sha256: string }[];
}
interface StoredVerified extends Stored {
  readonly status: "verified";
  readonly answer: string;
}
export interface StoredEscalated extends Stored {
  readonly status: "escalated";
  readonly claims: readonly { readonly state: string; readonly findings: readonly StoredFinding[] }[];
  readonly escalation: {
    readonly reason: string;
    readonly withheld: { readonly answer: string };
    readonly findings: readonly StoredFinding[];
    readonly failures: readonly { readonly code: string; readonly message: string }[];
  };
}
/** An outcome as far as it is read here, so that one of another release, or of a stranger, can be read too. */
export type StoredOutcome = StoredVerified | StoredEscalated;

const text = z.string();
const span = z.object({ start: z.number(), end: z.number() });
const finding = z.object({
  code: text,
  severity: text,
  message: text,
  at: span.optional(),
  nearest: z.object({ source: z.number(), sourceId: text, span }).optional(),
  score: z.number().optional(),
});
const stored = { id: text, sources: z.array(z.object({ id: text, sha256: text })) };
const shapes = {
  verified: z.object({ ...stored, status: z.literal("verified"), answer: text }),
  escalated: z.object({
    ...stored,
    status: z.literal("escalated"),
    claims: z.array(z.object({ state: text, findings: z.array(finding) })),
    escalation: z.object({
      reason: text,
      withheld: z.object({ answer: text }),
      findings: z.array(finding),
      failures: z.array(z.object({ code: text, message: text })),
    }),
  }),
  invalid: z.object({
    status: z.literal("invalid"),
    file: text,
    line: z.number().optional(),
    item: z.number().optional(),
    field: text.optional(),
    message: text,
  }),
} as const;

/** The record as an outcome, or as the place of one that could not be checked; or the first thing wrong with it. */
export function readOutcome(record: unknown): StoredOutcome | Invalid | { readonly fault: Fault } {
  const status =
    typeof record === "object" && record !== null && "status" in record ? String(record.status) : undefined;
  const shape =
    status !== undefined && Object.hasOwn(shapes, status) ? shapes[status as keyof typeof shapes] : undefined;
  if (shape === undefined)
    return {
      fault: {
        field: "",
        message: "is no outcome: its status is none of ours; vouchsafe verify --jsonl writes outcomes",
      },
    };
  const parsed = shape.safeParse(record);
  if (parsed.success) return parsed.data as StoredOutcome | Invalid;
  return { fault: faultOf(parsed.error.issues, record) };
}
