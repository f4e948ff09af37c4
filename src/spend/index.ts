/** `vouchsafe/spend`: what models cost: tokens, prices, a ledger, budgets. */
export type { Account, ModelCall, TokenUsage } from "../calls.ts";
