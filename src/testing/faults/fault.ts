/** What each kind of fault is, and what may be said of it. Where nothing else is said, the default does. */
export interface FaultDetails {
  /** 429. The headers are sent as they are written here, whatever they say. */
  "rate-limited": { readonly retryAfter?: string; readonly retryAfterMs?: string };
  /** The provider's own fault. Default: 503. */
  unavailable: { readonly status?: number; readonly retryAfter?: string };
  /** A key that is not accepted. Default: 401. */
  unauthorized: { readonly status?: number };
  /** A request that is not accepted. Default: 400. */
  rejected: { readonly status?: number };
  /** An error whose message holds all headers and the whole body of the request. Default: 401. */
  "echoes-key": { readonly status?: number };
  /** An error's body behind the status 200. */
  "error-with-200": object;
  /** The connection is reset before there is a header. */
  reset: object;
  /** The request is read, and nothing comes. */
  "no-headers": object;
  /** A good reply, later: after 1,000 milliseconds unless told. */
  slow: { readonly ms?: number };
  /** Silence after so many bytes of the body; by default in the middle, and in a stream between two events. */
  "hang-mid-stream": { readonly atByte?: number };
  /** A good reply, a few bytes at a time. Default: 1 byte every 100 milliseconds. */
  "slow-drip": { readonly bytes?: number; readonly everyMs?: number };
  /** A proper end of the connection after so many bytes of the body; by default as in `hang-mid-stream`. */
  "ends-early": { readonly atByte?: number };
  /** A reset after so many bytes of the body; by default in the middle, within an event. */
  cut: { readonly atByte?: number };
  /** The limit of tokens was reached. `text` is what came before; default: the first half of the reply. */
  length: { readonly text?: string };
  /** Nothing visible: `text`, or `null` where the provider can say so. Default: empty. */
  blank: { readonly text?: string | null };
  /** The model refuses, and the provider says so in a field. */
  refusal: { readonly text?: string };
  /** A filter stopped the reply. `text` is what came before; default: the first half of the reply. */
  "content-filter": { readonly text?: string };
  /** A page of some proxy or portal. Default: with the status 200. */
  html: { readonly status?: number };
  /** No choice, no output, no content. */
  "no-choices": object;
  /** Something else where there should be text: `as`, 42 unless told. */
  "wrong-types": { readonly as?: unknown };
  /** A good reply, with fields and events that nobody has heard of. */
  "unknown-events": object;
  /** Another model answers than was asked. */
  "other-model": { readonly model?: string };
  /** An event of the stream comes twice; in a plain reply a piece of the text. */
  "duplicated-chunk": object;
  /** It ends twice. */
  "second-end": object;
  /** A reply of so many bytes, 8 MiB unless told; in a stream as one event, if told. */
  oversized: { readonly bytes?: number; readonly oneEvent?: boolean };
  /** So many events without text before the first piece of it, 100,000 unless told; in a plain reply so many blanks. */
  "many-events": { readonly count?: number };
  /** An error in the middle of the stream; in a plain reply as `error-with-200`. */
  "error-event": object;
}

export type FaultKind = keyof FaultDetails;
/** What goes wrong with one request. */
export type Fault = { readonly [Kind in FaultKind]: { readonly kind: Kind } & FaultDetails[Kind] }[FaultKind];

/** The details that each kind takes: a misspelt one would be a fault that never happens. */
const DETAILS: { readonly [Kind in FaultKind]: readonly (keyof FaultDetails[Kind])[] } = {
  "rate-limited": ["retryAfter", "retryAfterMs"],
  unavailable: ["status", "retryAfter"],
  unauthorized: ["status"],
  rejected: ["status"],
  "echoes-key": ["status"],
  "error-with-200": [],
  reset: [],
  "no-headers": [],
  slow: ["ms"],
  "hang-mid-stream": ["atByte"],
  "slow-drip": ["bytes", "everyMs"],
  "ends-early": ["atByte"],
  cut: ["atByte"],
  length: ["text"],
  blank: ["text"],
  refusal: ["text"],
  "content-filter": ["text"],
  html: ["status"],
  "no-choices": [],
  "wrong-types": ["as"],
  "unknown-events": [],
  "other-model": ["model"],
  "duplicated-chunk": [],
  "second-end": [],
  oversized: ["bytes", "oneEvent"],
  "many-events": ["count"],
  "error-event": [],
};

/** The name of every fault. */
export const faultKinds = Object.keys(DETAILS) as readonly FaultKind[];

/** The fault that is meant; throws `TypeError` for one that there is not. */
export function faultOf(meant: FaultKind | Fault): Fault {
  const fault = typeof meant === "string" ? { kind: meant } : meant;
  const details: readonly string[] | undefined = Object.hasOwn(DETAILS, fault.kind) ? DETAILS[fault.kind] : undefined;
  if (details === undefined)
    throw new TypeError(`Expected \`kind\` to be one of ${faultKinds.join(", ")}, got ${JSON.stringify(fault.kind)}.`);
  const unknown = Object.keys(fault).find((name) => name !== "kind" && !details.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`Expected the fault \`${fault.kind}\` to have no \`${unknown}\`; it has ${said(details)}.`);
  return fault as Fault;
}

const said = (details: readonly string[]): string => (details.length === 0 ? "no details" : details.join(", "));
