import type { Finding } from "vouchsafe";
import { BAND } from "../../../src/judge/band.ts";
import { percent, table } from "../markdown.ts";
import { cascaded, judgingAll, type Route } from "./cascade.ts";
import type { Guarded } from "./guarded.ts";
import { verdictsOf } from "./judge.ts";
import { ERROR, mean, seeds } from "./methods.ts";

/** What the guard as shipped leaves open of the same sentences, and what of that a judge with the band is asked. */
export function shipped(sets: ReadonlyMap<string, readonly Guarded[]>): readonly string[] {
  const measured = [...sets].map(([set, guarded], at) => {
    const claims = guarded.map(({ source, label }) => ({ source, label, score: 0.5 }));
    const routes = guarded.map(routeOf);
    const verdicts = seeds().map((seed) => verdictsOf(claims, { error: ERROR, seed: 100 * (at + 1) + seed }));
    const share = (is: (one: Guarded) => boolean): number => guarded.filter(is).length / guarded.length;
    return {
      set,
      open: share(({ shipped: findings }) => findings.some(({ severity }) => severity === "open")),
      fails: share(({ shipped: findings }) => findings.some(({ severity }) => severity === "block")),
      asked: routes.filter((route) => route === "sent").length / routes.length,
      balanced: mean(verdicts.map((own) => cascaded(claims, routes, own).balanced)),
      all: mean(verdicts.map((own) => cascaded(claims, judgingAll(claims), own).balanced)),
    };
  });
  const cells = (of: (one: (typeof measured)[number]) => number) => [...measured.map(of), mean(measured.map(of))];
  const columns = [
    cells(({ fails }) => fails),
    cells(({ open }) => open),
    cells(({ asked }) => asked),
    cells(({ asked }) => 1 - asked),
    cells(({ balanced }) => balanced),
    cells(({ all }) => all),
  ];
  return [
    table(
      ["set", "blocked", "left open", "asked within the band", "never sent", "balanced accuracy", "all judged"],
      [...measured.map(({ set }) => set), "**mean**"].map((set, at) => [
        set,
        ...columns.map((column) => percent(column[at] ?? Number.NaN)),
      ]),
    ),
    "",
    "`supported()` with the weights that are shipped, which were trained on these sets: a cross-check of the shares, and no measurement of accuracy.",
  ];
}

/** As `verify` takes it: a block is final; of open findings the judge is asked those in the band, and those without an opinion. */
function routeOf({ shipped: findings }: Guarded): Route {
  if (findings.some(({ severity }) => severity === "block")) return "fails";
  const open = findings.filter(({ severity }) => severity === "open");
  if (open.some(isAsked)) return "sent";
  return open.some(({ otherwise }) => otherwise === "block") ? "fails" : "passes";
}

const isAsked = ({ otherwise, score }: Finding): boolean =>
  otherwise === undefined || score === undefined || (score >= BAND[0] && score <= BAND[1]);
