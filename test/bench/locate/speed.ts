import { table } from "../markdown.ts";
import { median, randomFrom } from "../metrics.ts";
import { type Bar, times } from "./bars.ts";
import { fabricatedIn } from "./fabricated.ts";
import { ours } from "./ours.ts";
import { approx, diffMatchPatch, fuse, fuzzball, hypothesis, sliding } from "./peers.ts";
import { CASES } from "./quotes.ts";
import { race, ratioCell, type Time } from "./race.ts";
import { sizeName } from "./settings.ts";
import { fieldAt, fresh, type Scene, type Stage, sceneAt, warmUp } from "./stage.ts";
import { versusIndexOf } from "./verbatim-speed.ts";

const LENGTH = 80;
const MANY = 20; // quotations that pay for one preparation
const SLOW = 1_500; // milliseconds a cell for peers that take longer than all others
const TOO_SLOW = 6_000; // milliseconds a quotation: no larger text is tried
const FEW = 3; // trials where a text is too large for more

const nothing: Time = { median: Number.NaN, trials: 0 };
const ratio = ([own = nothing, peer = nothing]: readonly Time[]): number => peer.median / own.median;

/** Times of all parts that hunt a clock, and their bars. */
export function speed(stage: Stage): readonly Bar[] {
  warmUp(stage);
  preparedTable(stage);
  lengthTable(stage);
  peerTable(stage);
  return [...preparedBars(stage), ...manyBars(stage), ...coldBars(stage), ...versusIndexOf(stage), growthBar(stage)];
}

/** Finding in a prepared text beside a search of the whole. */
function preparedRace({ text, quotes }: Scene, trials: number): readonly Time[] {
  const find = ours.prepare(fresh(text));
  const quote = (trial: number): string => quotes[trial % quotes.length]?.quote ?? "";
  return race(
    [{ ready: (trial) => () => find(quote(trial)) }, { ready: (trial) => () => approx.cold(text, quote(trial)) }],
    trials,
  );
}

function withFabricated(stage: Stage, scene: Scene, count: number): Scene {
  const heldOut = stage.prose.heldOut.join(" ");
  const quotes = fabricatedIn(scene, heldOut, { units: LENGTH, count, random: randomFrom(scene.text.length) });
  return { ...scene, quotes: quotes.map((quote) => ({ quote, start: 0, end: 0 })) };
}

function preparedTable(stage: Stage): void {
  const { small, page, large, huge, whole, trials } = stage.settings;
  const sizes = [small, page, large, huge, whole];
  const cases = [...CASES, "fabricated"] as const;
  const rows = cases.map((of) => [of as string]);
  for (const units of sizes) {
    const count = units === whole ? FEW : trials;
    for (const [at, of] of cases.entries()) {
      const planted = of === "fabricated" ? "verbatim" : of;
      // The last size says little more case by case than these two.
      if (units === whole && of !== "verbatim" && of !== "10 % edits") rows[at]?.push("–");
      else {
        const scene = sceneAt(stage, { units, number: at, of: planted, length: LENGTH, count });
        const [own = nothing, peer = nothing] = preparedRace(
          of === "fabricated" ? withFabricated(stage, scene, count) : scene,
          count,
        );
        rows[at]?.push(ratioCell(peer, own, trials));
      }
    }
  }
  console.log(`\n## approx-string-match beside a prepared text, ${LENGTH} characters\n`);
  console.log(`Its time divided by ours (its median : ours). ${sizeName(whole)}: indicative.\n`);
  console.log(table(["", ...sizes.map(sizeName)], rows));
}

function lengthTable(stage: Stage): void {
  const { large, trials } = stage.settings;
  const lengths = [20, 80, 300, 1_000];
  const rows = (["verbatim", "normalised", "10 % edits"] as const).map((of) => [
    of as string,
    ...lengths.map((length) => {
      const scene = sceneAt(stage, { units: large, number: length, of, length, count: trials });
      const [own = nothing, peer = nothing] = preparedRace(scene, trials);
      return ratioCell(peer, own, trials);
    }),
  ]);
  console.log(`\n## The same by the length of the quotation, ${sizeName(large)}\n`);
  console.log(table(["", ...lengths.map((length) => `${length} characters`)], rows));
}

function peerTable(stage: Stage): void {
  const { small, page, large, huge, trials } = stage.settings;
  const sizes = [small, page, large, huge];
  const rows = [hypothesis, diffMatchPatch, fuse, fuzzball, sliding].map((peer) => {
    const cells = [peer.name];
    let last = 0;
    for (const units of sizes) {
      if (last * 10 > TOO_SLOW * 1_000) {
        cells.push("–");
        continue;
      }
      const { text, quotes } = sceneAt(stage, { units, number: 40, of: "10 % edits", length: LENGTH, count: trials });
      const [find, peers] = [ours.prepare(fresh(text)), peer.prepare(text)];
      const quote = (trial: number): string => quotes[trial]?.quote ?? "";
      const [own = nothing, theirs = nothing] = race(
        [{ ready: (trial) => () => find(quote(trial)) }, { ready: (trial) => () => peers(quote(trial)), budget: SLOW }],
        trials,
      );
      last = theirs.median;
      cells.push(ratioCell(theirs, own, trials));
    }
    return cells;
  });
  console.log(`\n## Other peers beside a prepared text, ${LENGTH} characters, 10 % edits\n`);
  console.log(table(["", ...sizes.map(sizeName)], rows));
}

const repeated = ({ settings }: Stage, measure: (repeat: number) => number): number =>
  median(Array.from({ length: settings.repeats }, (_, repeat) => measure(repeat)));

function preparedBars(stage: Stage): readonly Bar[] {
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
function manyBars(stage: Stage): readonly Bar[] {
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
      const all = (engine: typeof ours) => () => {
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

function coldRace({ text, quotes }: Scene, trials: number): readonly Time[] {
  const one = (engine: typeof ours) => (trial: number) => {
    const unseen = fresh(text);
    const { quote = "" } = quotes[trial] ?? {};
    return () => engine.cold(unseen, quote);
  };
  return race([{ ready: one(ours) }, { ready: one(approx) }], trials);
}

function coldBars(stage: Stage): readonly Bar[] {
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

function growthBar(stage: Stage): Bar {
  const { huge, whole, repeats } = stage.settings;
  const [long, short] = [fieldAt(stage, whole, 0).text, fieldAt(stage, huge, 0).text];
  const lane = (text: string) => ({
    ready: () => {
      const unseen = fresh(text);
      return () => ours.prepare(unseen);
    },
  });
  const [two = nothing, twenty = nothing] = race([lane(short), lane(long)], repeats);
  const perUnit = (time: Time, units: number): string => `${((1_000 * time.median) / units).toFixed(1)} ns a unit`;
  console.log(`\nPreparation: ${sizeName(huge)} ${perUnit(two, huge)}, ${sizeName(whole)} ${perUnit(twenty, whole)}.`);
  return {
    name: `preparation, ${sizeName(whole)} against ${sizeName(huge)} (10 = linear)`,
    figure: twenty.median / two.median,
    limit: 15,
    aim: 11,
    most: true,
    shown: times,
  };
}
