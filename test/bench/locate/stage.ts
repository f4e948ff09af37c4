import { randomFrom } from "../metrics.ts";
import { ours } from "./ours.ts";
import { approx, diffMatchPatch, fuse, fuzzball, hypothesis, sliding } from "./peers.ts";
import { flat, type Prose, textOf } from "./prose.ts";
import { CASES, type Case, type Field, fieldOf, type Planted, plantedIn } from "./quotes.ts";
import type { Settings } from "./settings.ts";

/** What every part measures with. */
export interface Stage {
  readonly folder: string;
  readonly prose: Prose;
  readonly settings: Settings;
}

/** A text with quotations taken from it, others for each number. */
export interface Scene extends Field {
  readonly quotes: readonly Planted[];
}

const STEP = 0.6180339887; // of the list of sentences: each number begins somewhere else

/** The largest text takes seconds to make, so there is one of it, whatever the number. */
const largest = new WeakMap<Stage, Field>();

export function fieldAt(stage: Stage, units: number, number: number): Field {
  const made = (from: number): Field => fieldOf(textOf(stage.prose.sentences, units, from).text);
  if (units !== stage.settings.whole) return made((number * STEP) % 1);
  const field = largest.get(stage) ?? made(0);
  largest.set(stage, field);
  return field;
}

export function sceneAt(
  stage: Stage,
  { units, number, of, length, count }: { units: number; number: number; of: Case; length: number; count: number },
): Scene {
  const field = fieldAt(stage, units, number);
  return { ...field, quotes: plantedIn(field, { of, units: length, count, random: randomFrom(7 * number + length) }) };
}

let copies = 0;
/** The text with an end of its own: one that nobody has seen, nor, among the last ones, any of its length. */
export function fresh(text: string): string {
  copies += 1;
  return flat(`${text} ${copies}${".".repeat(1 + (copies % 61))}`);
}

const WARM_NUMBER = 9_001;

/** Every engine has found and missed some two thousand times before a clock runs, on texts of its own: as in a service. */
export function warmUp(stage: Stage, rounds = 300): void {
  const { small, page, large } = stage.settings;
  for (const kind of CASES) {
    const near = sceneAt(stage, { units: small, number: WARM_NUMBER, of: kind, length: 80, count: 2 });
    for (const engine of [diffMatchPatch, fuse, fuzzball, sliding]) {
      for (const { quote } of near.quotes) engine.cold(near.text, quote);
    }
    const scene = sceneAt(stage, { units: page, number: WARM_NUMBER, of: kind, length: 80, count: rounds });
    for (const engine of [ours, approx, hypothesis]) {
      const find = engine.prepare(scene.text);
      for (const { quote } of scene.quotes) {
        find(quote);
        engine.cold(fresh(near.text), quote);
      }
    }
  }
  const { text } = fieldAt(stage, large, WARM_NUMBER);
  for (let round = 0; round < rounds / 30; round += 1) ours.prepare(fresh(text));
}
