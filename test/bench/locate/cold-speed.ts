import { table } from "../markdown.ts";
import { median } from "../metrics.ts";
import { type Bar, times } from "./bars.ts";
import type { Engine } from "./engine.ts";
import { ours } from "./ours.ts";
import { approx } from "./peers.ts";
import { LENGTH, withFabricated } from "./prepared-race.ts";
import { CASES } from "./quotes.ts";
import { race, ratio, ratioCell, type Time } from "./race.ts";
import { sizeName } from "./settings.ts";
import { fresh, type Scene, type Stage, sceneAt } from "./stage.ts";

const nothing: Time = { median: Number.NaN, trials: 0 };

function coldRace({ text, quotes }: Scene, trials: number): readonly Time[] {
  const one = (engine: Engine) => (trial: number) => {
    const unseen = fresh(text);
    const { quote = "" } = quotes[trial] ?? {};
    return () => engine.cold(unseen, quote);
  };
  return race([{ ready: one(ours) }, { ready: one(approx) }], trials);
}

export function coldBars(stage: Stage): readonly Bar[] {
  const { small, page, large, huge, trials } = stage.settings;
  const sizes = [small, page, large, huge];
  const bars = new Map<string, number>();
  const rows = [...CASES, "fabricated" as const].map((of, at) => [
    of as string,
    ...sizes.map((units) => {
      // Two cells are bars; the others are measured once.
      const times = units === small || (units === large && of === "10 % edits") ? stage.settings.repeats : 1;
      const measured = Array.from({ length: times }, (_, repeat) => {
        const planted = of === "fabricated" ? "verbatim" : of;
        const scene = sceneAt(stage, {
          units,
          number: 70 + 10 * at + repeat,
          of: planted,
          length: LENGTH,
          count: trials,
        });
        return coldRace(of === "fabricated" ? withFabricated(stage, scene, trials) : scene, trials);
      });
      bars.set(`${of} ${units}`, median(measured.map(ratio)));
      const [own = nothing, peer = nothing] =
        [...measured].sort((a, b) => ratio(a) - ratio(b))[Math.floor((measured.length - 1) / 2)] ?? [];
      return ratioCell(peer, own, trials);
    }),
  ]);
  console.log(`\n## One quotation of ${LENGTH} characters in a text never seen, against approx-string-match\n`);
  console.log(table(["", ...sizes.map(sizeName)], rows));
  const slowest = Math.min(...[...bars].filter(([key]) => key.endsWith(` ${small}`)).map(([, value]) => value));
  return [
    {
      name: `cold, one quotation, ${sizeName(large)}, 10 % edits, against approx-string-match`,
      figure: bars.get(`10 % edits ${large}`) ?? Number.NaN,
      limit: 1.5,
      aim: 6,
      shown: times,
    },
    {
      name: `cold, ${sizeName(small)}, the slowest case, against approx-string-match`,
      figure: slowest,
      limit: 1,
      aim: 3,
      shown: times,
    },
  ];
}
