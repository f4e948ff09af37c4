import type { Account } from "../calls.ts";
import { mistake } from "../text/mistake.ts";
import { DAY_MS } from "./day.ts";

/** The most that may be spent, each in micro-USD or in calls. A call takes from every limit that is given. */
export interface Limits {
  /** Of one `account.request`; a call without one is an answer of its own. */
  readonly perAnswerMicroUsd?: number;
  readonly perAnswerCalls?: number;
  /** Of one `account.run`; all calls without one are one run, which lasts as long as this budget. */
  readonly perRunMicroUsd?: number;
  readonly perRunCalls?: number;
  /** Of one day in UTC: that on which the call began. */
  readonly perDayMicroUsd?: number;
  readonly perDayCalls?: number;
  /** Of one `account.tenant` on one day; all calls without one are one tenant. */
  readonly perTenantPerDayMicroUsd?: number;
  readonly perTenantPerDayCalls?: number;
}

export type Window = "answer" | "run" | "day" | "tenant-day";
export type Unit = "micro-usd" | "calls";

/** One limit, and under which key its sum is kept for how long. */
export interface Limit {
  readonly window: Window;
  readonly unit: Unit;
  readonly most: number;
  readonly ttlMs: number;
  keyOf(account: Account, at: Moment): string;
  /** Whose it is, for those who are told of it. */
  of(account: Account): Pick<Account, "tenant" | "run">;
}
/** When a call begins, and the names that stand in for those that were not told. */
export interface Moment {
  readonly day: string;
  readonly call: string;
  readonly budget: string;
}

const HOUR_MS = 3_600_000;
// A sum is kept so much longer than calls can still be settled in it.
const DAILY_MS = 3 * DAY_MS;
const ANSWER_MS = 6 * HOUR_MS; // since the last call for it
const RUN_MS = 30 * DAY_MS; // since the last call in it

const WINDOWS: readonly (Pick<Limit, "window" | "ttlMs" | "keyOf"> & { readonly option: string })[] = [
  {
    option: "perAnswer",
    window: "answer",
    ttlMs: ANSWER_MS,
    keyOf: ({ request }, { call }) => (request === undefined ? `call:${call}` : `answer:${request}`),
  },
  {
    option: "perRun",
    window: "run",
    ttlMs: RUN_MS,
    keyOf: ({ run }, { budget }) => (run === undefined ? `budget:${budget}` : `run:${run}`),
  },
  { option: "perDay", window: "day", ttlMs: DAILY_MS, keyOf: (_, { day }) => `day:${day}` },
  {
    option: "perTenantPerDay",
    window: "tenant-day",
    ttlMs: DAILY_MS,
    keyOf: ({ tenant }, { day }) => (tenant === undefined ? `no-tenant:${day}` : `tenant:${day}:${tenant}`),
  },
];

const UNITS: readonly { readonly option: string; readonly unit: Unit }[] = [
  { option: "MicroUsd", unit: "micro-usd" },
  { option: "Calls", unit: "calls" },
];

const NAMED = WINDOWS.flatMap(({ option: window, ...rest }) =>
  UNITS.map(({ option, unit }) => ({ ...rest, unit, option: `${window}${option}` })),
);

const OWNERS: { readonly [Name in Window]: Limit["of"] } = {
  answer: () => ({}),
  run: ({ run }) => (run === undefined ? {} : { run }),
  day: () => ({}),
  "tenant-day": ({ tenant }) => (tenant === undefined ? {} : { tenant }),
};

export const LIMIT_OPTIONS: readonly string[] = NAMED.map(({ option }) => option);

/** The limits that are given. Throws `TypeError` for one that is none. */
export function limitsOf(options: Limits): readonly Limit[] {
  return NAMED.flatMap(({ option, window, unit, ttlMs, keyOf }) => {
    const most: unknown = Reflect.get(options, option);
    if (most === undefined) return [];
    if (typeof most !== "number" || !Number.isSafeInteger(most) || most < 0)
      throw mistake(option, "be a whole number from 0", most);
    return [{ window, unit, most, ttlMs, keyOf: (account, at) => `${unit}:${keyOf(account, at)}`, of: OWNERS[window] }];
  });
}
