import type { Account, ModelCall } from "../calls.ts";
import type { VouchsafeError } from "../errors.ts";
import { memory } from "../store/memory.ts";
import { type Alarm, alarmOf } from "./alarm.ts";
import { type BudgetOptions, checked } from "./budget-options.ts";
import { chargeOf, pricedCall } from "./charge.ts";
import { dayOf } from "./day.ts";
import { exceeded, uncertain } from "./exceeded.ts";
import { limitsOf, type Moment, type Unit } from "./limits.ts";
import type { Ask, Meter } from "./meter.ts";
import { assertPrices, priceOf } from "./price.ts";
import { type Purse, sumsOf } from "./sums.ts";
import { worstCaseOf } from "./worst-case.ts";

export type BudgetState = "open" | "soft" | "spent";

export interface Budget extends Meter {
  /**
   * How far the limits that a call on this account takes from are used, at least by what this process has seen: `spent`
   * where one of them has nothing left, `soft` from the share `soft` on. To choose a cheaper model by.
   */
  state(account?: Account): BudgetState;
  /** Resolves when all calls that have ended are settled. */
  settled(): Promise<void>;
}

/** What a call takes from each purse. */
type Amounts = { readonly [Name in Unit]: number };

/**
 * Limits that hold before the money is gone. The worst case of a call is put aside before it is made: its prompt, and
 * every token of the output it may write. When it has ended the true cost is spent and the rest given back; where that
 * is unknown, as after a time-out, the worst case stays spent. A call whose worst case does not fit is not made:
 * `budget-exceeded`. So is none, under a limit in money, of a model without a price, or with an output that nothing bounds.
 *
 * Exact within a process, however many calls run at once; over several processes on one store that has `add` no more is
 * ever put aside than the limits allow, and a call may be turned away for what another is just about to give back.
 *
 * @example
 * const month = budget({ perAnswerMicroUsd: 20_000, perDayMicroUsd: 5_000_000, maxOutputTokens: 1_000, ledger: spent });
 * const model = wrap(openai(client, { model: "gpt-5-mini" }), metered(month));
 */
export function budget(options: BudgetOptions): Budget {
  checked(options);
  const { prices, countTokens, soft = 1, ledger, store = memory(), name = "budget" } = options;
  assertPrices(prices);
  const limits = limitsOf(options);
  const sums = sumsOf(store, name);
  const alarm: Alarm = alarmOf(options, sums);
  const isMoney = limits.some(({ unit }) => unit === "micro-usd");
  const id = crypto.randomUUID();
  let calls = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** One at a time: else two calls that each hold a part of what the other needs would both be turned away. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };

  const pursesOf = (account: Account, at: Moment): readonly Purse[] =>
    limits.map((limit) => ({ limit, key: limit.keyOf(account, at), of: limit.of(account) }));
  const momentOf = (call: string): Moment => ({ day: dayOf(Date.now()), call, budget: id });
  const amountsOf = (microUsd: number): Amounts => ({ "micro-usd": microUsd, calls: 1 });
  const known = (model: string) =>
    prices === undefined && ledger !== undefined ? ledger.priceOf(model) : priceOf(model, prices);

  const worstOf = (ask: Ask): number => {
    const price = known(ask.model);
    if (price === undefined) throw uncertain("unpriced", ask.model);
    const worst = worstCaseOf(ask, price, countTokens);
    if (worst === undefined) throw uncertain("unbounded", ask.model);
    return worst;
  };

  const settle = (purses: readonly Purse[], aside: Amounts | undefined, spent: Amounts | undefined): Promise<void> =>
    inTurn(async () => {
      for (const purse of purses) {
        const { unit } = purse.limit;
        // What the store does not take stays put aside: too much rather than too little.
        await sums.settle(purse, aside?.[unit] ?? 0, spent?.[unit] ?? 0).catch(() => {});
        await alarm.look(purse).catch(() => {});
      }
    });

  /** The error for the first purse without room, and nothing is taken; `undefined` when all have given. */
  const takeAll = async (purses: readonly Purse[], amounts: Amounts): Promise<VouchsafeError | undefined> => {
    const taken: Purse[] = [];
    const giveBack = async (): Promise<void> => {
      for (const purse of taken) await sums.settle(purse, amounts[purse.limit.unit], 0).catch(() => {});
    };
    try {
      for (const purse of purses) {
        const { window, unit, most } = purse.limit;
        if ((await sums.take(purse, amounts[unit])) !== undefined) {
          taken.push(purse);
          continue;
        }
        await giveBack();
        const spent = await sums.ask(purse);
        await alarm.refused(purse, spent).catch(() => {});
        return exceeded({ budget: window, unit, limit: most, spent, asked: amounts[unit] });
      }
      return undefined;
    } catch {
      await giveBack();
      return uncertain("unreachable", "");
    }
  };

  return {
    async open(ask) {
      const { account = {}, maxOutputTokens = options.maxOutputTokens } = ask;
      const bounded = maxOutputTokens === undefined ? ask : { ...ask, maxOutputTokens };
      const worst = isMoney ? worstOf(bounded) : 0;
      calls += 1;
      const purses = pursesOf(account, momentOf(`${id}:${calls}`));
      const error = await inTurn(() => takeAll(purses, amountsOf(worst)));
      if (error !== undefined) throw error;
      let aside: Amounts | undefined = amountsOf(worst);

      const told = (call: ModelCall): ModelCall => {
        const microUsd = chargeOf(call, known(call.model));
        const priced = pricedCall(call, microUsd);
        const spent = amountsOf(microUsd ?? worst);
        void settle(purses, aside, spent);
        aside = undefined;
        return ledger?.record(priced, account, isMoney ? worst : undefined) ?? priced;
      };
      const close = (): void => {
        if (aside !== undefined) void settle(purses, aside, undefined);
        aside = undefined;
      };
      return { told, close, ...(isMoney && maxOutputTokens !== undefined ? { maxOutputTokens } : {}) };
    },
    state(account = {}) {
      const shares = pursesOf(account, momentOf("")).map(({ limit: { most }, key }) => {
        const sum = sums.seen(key)?.sum ?? 0;
        return sum >= most ? 1 : sum / most;
      });
      const share = Math.max(0, ...shares);
      if (share >= 1) return "spent";
      return share >= soft ? "soft" : "open";
    },
    settled: () => inTurn(async () => {}),
  };
}
