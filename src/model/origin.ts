import type { Reply } from "./model.ts";

/** Where a reply came from, if not simply from the model asked: kept in `reply.providerMetadata.vouchsafe`. */
export interface Origin {
  /** `Model.id` of the route that a fallback took. */
  readonly route?: string;
  /** The route may not produce what is verified: the reply has `finish: "other"`. */
  readonly mayVerify?: false;
  /** From a cache: its `usage` is that of the call that was made then. */
  readonly cached?: true;
}

export function originOf({ providerMetadata }: Reply): Origin {
  const told = providerMetadata?.vouchsafe;
  return typeof told === "object" && told !== null ? told : {};
}

export function withOrigin(reply: Reply, origin: Origin): Reply {
  return { ...reply, providerMetadata: { ...reply.providerMetadata, vouchsafe: { ...originOf(reply), ...origin } } };
}
