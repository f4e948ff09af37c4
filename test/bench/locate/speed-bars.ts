import { median } from "../metrics.ts";
import { type Bar, times } from "./bars.ts";
import type { Engine } from "./engine.ts";
import { ours } from "./ours.ts";
import { approx } from "./peers.ts";
import { LENGTH, preparedRace } from "./prepared-race.ts";
import { race, ratio } from "./race.ts";
import { sizeName } from "./settings.ts";
import { fieldAt, fresh, type Stage, sceneAt } from "./stage.ts";

const MANY = 20; // quotations that pay for one preparation

const repeated = ({ settings }: Stage, measure: (repeat: number) => number): number =>
  median(Array.from({ length: settings.repeats }, (_, repeat) => measure(repeat)));

export function preparedBars(stage: Stage): readonly Bar[] {
  const { large, huge, trials } = stage.settings;
  const limits = [
    { units: large, limit: 120, aim: 500 },
    { units: huge, limit: 350, aim: 2_000 },
  ];
  return limits.map(({ units, limit, aim }) => ({
    name: `prepared, ${LENGTH} characters, 10 % edits, ${sizeName(units)}, against approx-string-match`,
    figure: repeated(stage, (repeat) => {
      const scene = sceneAt(stage, { units, number: 50 + repeat, of: "10 % edits", length: LENGTH, count: trials });
      return ratio(preparedRace(scene, trials));
    }),
    limit,
    aim,
    shown: times,
  }));
}

/** A preparation is paid in every trial. At the large size the trials of all repeats together are as many as elsewhere. */
export function manyBars(stage: Stage): readonly Bar[] {
  const { large, huge, trials, repeats } = stage.settings;
  return [large, huge].map((units) => ({
    name: `prepare + ${MANY} quotations, ${sizeName(units)}, against approx-string-match`,
    figure: repeated(stage, (repeat) => {
      const { text, quotes } = sceneAt(stage, {
        units,
        number: 60 + repeat,
        of: "10 % edits",
        length: LENGTH,
        count: MANY,
      });
      const all = (engine: Engine) => () => {
        const unseen = fresh(text);
        return () => {
          const find = engine.prepare(unseen);
          return quotes.map(({ quote }) => find(quote));
        };
      };
      return ratio(
        race([{ ready: all(ours) }, { ready: all(approx) }], units === huge ? Math.ceil(trials / repeats) : trials),
      );
    }),
    limit: 15,
    aim: 60,
    shown: times,
  }));
}

export function growthBar(stage: Stage): Bar {
  const { huge, whole, repeats } = stage.settings;
  const [long, short] = [fieldAt(stage, whole, 0).text, fieldAt(stage, huge, 0).text];
  const lane = (text: string) => ({
    ready: () => {
      const unseen = fresh(text);
      return () => ours.prepare(unseen);
    },
  });
  const measured = race([lane(short), lane(long)], repeats);
  const [two = "", twenty = ""] = measured.map(
    ({ median: time }, at) => `${((1_000 * time) / (at === 0 ? short : long).length).toFixed(1)} ns a unit`,
  );
  console.log(`\nPreparation: ${sizeName(huge)} ${two}, ${sizeName(whole)} ${twenty}.`);
  return {
    name: `preparation, ${sizeName(whole)} against ${sizeName(huge)} (10 = linear)`,
    figure: ratio(measured),
    limit: 15,
    aim: 11,
    most: true,
    shown: times,
  };
}
