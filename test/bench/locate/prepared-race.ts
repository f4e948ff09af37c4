import { randomFrom } from "../metrics.ts";
import { fabricatedIn } from "./fabricated.ts";
import { ours } from "./ours.ts";
import { approx } from "./peers.ts";
import { race, type Time } from "./race.ts";
import { fresh, type Scene, type Stage } from "./stage.ts";

/** Units of the quotations of the bars. */
export const LENGTH = 80;

/** Finding in a prepared text beside a search of the whole. */
export function preparedRace({ text, quotes }: Scene, trials: number): readonly Time[] {
  const find = ours.prepare(fresh(text));
  const quote = (trial: number): string => quotes[trial % quotes.length]?.quote ?? "";
  return race(
    [{ ready: (trial) => () => find(quote(trial)) }, { ready: (trial) => () => approx.cold(text, quote(trial)) }],
    trials,
  );
}

/** The same text, asked for quotations that it does not hold. */
export function withFabricated(stage: Stage, scene: Scene, count: number): Scene {
  const heldOut = stage.prose.heldOut.join(" ");
  const quotes = fabricatedIn(scene, heldOut, { units: LENGTH, count, random: randomFrom(scene.text.length) });
  return { ...scene, quotes: quotes.map((quote) => ({ quote, start: 0, end: 0 })) };
}
