/** `vouchsafe/judge`: a cheap model that settles what the free guards left open. */
export type { Judge, Ruling } from "../types.ts";
