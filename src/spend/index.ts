/** `vouchsafe/spend`: what models cost: tokens, prices, a ledger, budgets. */
export type { Account, ModelCall, TokenUsage } from "../calls.ts";
export type { Threshold } from "./alarm.ts";
export { type Audit, type AuditedSection, type AuditOptions, audit, type Variable } from "./audit.ts";
export type { Repeat } from "./audit-repeats.ts";
export type { CacheSaving } from "./audit-saving.ts";
export type { SectionKind } from "./audit-sections.ts";
export { type Budget, type BudgetState, budget } from "./budget.ts";
export type { BudgetOptions } from "./budget-options.ts";
export type { Dimension, Place } from "./cells.ts";
export { costOf } from "./cost.ts";
export { type BudgetFailure, budgetFailureOf } from "./exceeded.ts";
export { type Ledger, type LedgerOptions, ledger, type ReportOptions, type SpendReport } from "./ledger.ts";
export type { Limits } from "./limits.ts";
export type { Ask, Meter, Tab } from "./meter.ts";
export { type Price, type PriceRow, type Prices, priceOf, prices, type Rates } from "./price.ts";
export { type Encoding, estimateTokens } from "./tokens.ts";
export type { Totals } from "./totals.ts";
export type { CountTokens } from "./worst-case.ts";
