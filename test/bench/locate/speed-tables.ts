import { table } from "../markdown.ts";
import { ours } from "./ours.ts";
import { diffMatchPatch, fuse, fuzzball, hypothesis, sliding } from "./peers.ts";
import { LENGTH, preparedRace, withFabricated } from "./prepared-race.ts";
import { CASES } from "./quotes.ts";
import { race, ratioCell, type Time } from "./race.ts";
import { sizeName } from "./settings.ts";
import { fresh, type Stage, sceneAt } from "./stage.ts";

const SLOW = 1_500; // milliseconds a cell for peers that take longer than all others
const TOO_SLOW = 6_000; // milliseconds a quotation: no larger text is tried
const FEW = 3; // trials where a text is too large for more

const nothing: Time = { median: Number.NaN, trials: 0 };

export function preparedTable(stage: Stage): void {
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

export function lengthTable(stage: Stage): void {
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

export function peerTable(stage: Stage): void {
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
