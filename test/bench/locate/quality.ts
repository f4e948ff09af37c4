import { percent, table } from "../markdown.ts";
import { randomFrom } from "../metrics.ts";
import { type Bar, inPercent } from "./bars.ts";
import type { Engine, Find } from "./engine.ts";
import { fabricatedIn } from "./fabricated.ts";
import { ours } from "./ours.ts";
import { approx, diffMatchPatch, fuse, fuzzball, hypothesis, sliding } from "./peers.ts";
import { CASES, casesFor, type Field, type Planted, plantedIn } from "./quotes.ts";
import { isExact, isRight } from "./right.ts";
import { sizeName } from "./settings.ts";
import { fieldAt, fresh, type Stage } from "./stage.ts";
import { addTo, type Count, emptyTally, type Tally } from "./tally.ts";

const LENGTHS = [20, 80, 300, 1_000];
/** Those that a text has room for: two places as long as a quotation that lie apart. */
const lengthsIn = (units: number): readonly number[] => LENGTHS.filter((length) => 4 * length <= units);
const FALSE = "fabricated";

/** The same quotations for every engine, by length and case. */
interface Questions {
  readonly field: Field;
  readonly length: number;
  readonly planted: ReadonlyMap<string, readonly Planted[]>;
  readonly fabricated: readonly string[];
}

function questionsOf(stage: Stage, field: Field, length: number, number: number): Questions {
  const random = randomFrom(1_000 * number + length);
  const count = length === 1_000 ? Math.ceil(stage.settings.planted / 4) : stage.settings.planted;
  const planted = casesFor(length).map((of) => [of, plantedIn(field, { of, units: length, count, random })] as const);
  const heldOut = stage.prose.heldOut.join(" ");
  return {
    field,
    length,
    planted: new Map(planted),
    fabricated: fabricatedIn(field, heldOut, { units: length, count: 2 * count, random }),
  };
}

const listsMisses = process.argv.includes("--list");

/** What a way of finding answers to at most `most` questions of each kind. */
function ask(
  questions: Questions,
  find: Find,
  tally: Tally,
  { most = Number.POSITIVE_INFINITY, lists = false } = {},
): void {
  const { field, planted, fabricated, length } = questions;
  for (const [of, quotes] of planted) {
    for (const one of quotes.slice(0, most)) {
      const found = find(one.quote);
      const right = isRight(field.text, one, found);
      addTo(tally, `${of} ${length}`, { right, strict: isExact(one, found) });
      for (const kind of one.changed ?? []) addTo(tally, `${kind}`, { right, strict: isExact(one, found) });
      if (lists && !right) listMiss(of, field.text, one, found);
    }
  }
  for (const quote of fabricated.slice(0, most)) {
    const found = find(quote);
    addTo(tally, `${FALSE} ${length}`, { right: found !== undefined, strict: false });
    if (lists && found !== undefined) listMiss(FALSE, field.text, { quote, start: 0, end: 0 }, found);
  }
}

function listMiss(of: string, text: string, { quote, start, end }: Planted, found: ReturnType<Find>): void {
  const shown = found === undefined ? "nothing" : text.slice(found.start, Math.min(found.end, found.start + 400));
  console.error(JSON.stringify({ of, quote, planted: text.slice(start, end), found: shown }));
}

const PEERS: readonly { readonly peer: Engine; readonly most: (units: number) => number }[] = [
  { peer: approx, most: (units) => (units > 1e6 ? 10 : 20) },
  { peer: hypothesis, most: (units) => (units > 1e6 ? 5 : 20) },
  { peer: diffMatchPatch, most: (units) => (units > 1e5 ? 0 : 20) },
  { peer: fuse, most: (units) => (units > 1e5 ? 0 : 20) },
  { peer: fuzzball, most: (units) => (units > 1e4 ? 0 : 20) },
  { peer: sliding, most: (units) => (units > 1e4 ? 0 : 10) },
];

/** Right places and false ones, for texts of prose. */
export function quality(stage: Stage): readonly Bar[] {
  const { small, page, large, huge } = stage.settings;
  const sizes = [small, page, large, huge];
  const bySize = new Map(sizes.map((units) => [units, emptyTally()]));
  const [all, cold] = [emptyTally(), emptyTally()];
  const peers = PEERS.map(() => emptyTally());
  for (const [number, units] of sizes.entries()) {
    const field = fieldAt(stage, units, 200 + number);
    const find = ours.prepare(field.text);
    for (const length of lengthsIn(units)) {
      const questions = questionsOf(stage, field, length, number);
      ask(questions, find, bySize.get(units) ?? all, { lists: listsMisses });
      if (length === 1_000) continue;
      ask(questions, (quote) => ours.cold(fresh(field.text), quote), cold, { most: units > 1e6 ? 3 : 10 });
      for (const [at, { peer, most }] of PEERS.entries()) {
        const into = peers[at];
        if (into !== undefined && most(units) > 0)
          ask(questions, peer.prepare(field.text), into, { most: most(units) });
      }
    }
  }
  for (const tally of bySize.values()) for (const [key, count] of tally) all.set(key, sum(all.get(key), count));
  console.log("\n## Right places, and fabricated quotations accepted\n");
  console.log("Right: both ends within one word of the planted ones; in brackets: both ends equal.\n");
  const head = ["", ...CASES, FALSE, "of each"];
  const rows = [
    ...sizes.flatMap((units) =>
      lengthsIn(units).map((length) =>
        row(`${sizeName(units)}, ${length} characters`, bySize.get(units) ?? all, [length]),
      ),
    ),
    row("**all sizes, 80 and 300 characters**", all, [80, 300]),
    row("**all sizes, 20 characters**", all, [20]),
  ];
  console.log(table(head, rows));
  console.log(
    "\nPeers, 80 and 300 characters, on fewer of the same quotations and the sizes they bear; fuzzball tells no place\n",
  );
  const named = PEERS.map(({ peer }, at) => row(peer.name, peers[at] ?? emptyTally(), [80, 300]));
  console.log(table(head, [row("vouchsafe, text never seen", cold, [80, 300]), ...named]));
  console.log("\nNormalised quotations by what was changed (some twice), all lengths\n");
  const kinds = [...all].filter(([key]) => !/\d/.test(key));
  console.log(
    table(
      ["", "right"],
      kinds.map(([kind, count]) => [kind, `${percent(count.right / count.all)} of ${count.all}`]),
    ),
  );
  return barsOf(all);
}

const sum = (a: Count = { all: 0, right: 0, strict: 0 }, b: Count = a): Count => ({
  all: a.all + b.all,
  right: a.right + b.right,
  strict: a.strict + b.strict,
});

const pooled = (tally: Tally, of: string, lengths: readonly number[]): Count =>
  lengths
    .map((length) => tally.get(`${of} ${length}`))
    .reduce<Count>((a, b) => (b === undefined ? a : sum(a, b)), {
      all: 0,
      right: 0,
      strict: 0,
    });

function row(name: string, tally: Tally, lengths: readonly number[]): readonly string[] {
  const counts = [...CASES, FALSE].map((of) => pooled(tally, of, lengths));
  const cells = counts.map(({ all, right, strict }, at) => {
    if (all === 0) return "–";
    return at < CASES.length ? `${percent(right / all)} (${percent(strict / all)})` : percent(right / all);
  });
  return [name, ...cells, `${counts[0]?.all ?? 0}, ${counts.at(-1)?.all ?? 0}`];
}

function barsOf(all: Tally): readonly Bar[] {
  const rate = (of: string, lengths: readonly number[], strict = false): number => {
    const count = pooled(all, of, lengths);
    return (strict ? count.strict : count.right) / count.all;
  };
  const long = [80, 300];
  const shown = inPercent;
  return [
    ...CASES.map((of) => ({
      name: `right span, ${of}, ≥ 80 characters`,
      figure: rate(of, long),
      limit: 0.99,
      aim: 1,
      shown,
    })),
    {
      name: "both ends equal, the worst of the six, ≥ 80 characters (an aim only)",
      figure: Math.min(...CASES.map((of) => rate(of, long, true))),
      limit: 0,
      aim: 0.95,
      shown,
    },
    {
      name: "fabricated accepted, ≥ 80 characters",
      figure: rate(FALSE, long),
      limit: 0.005,
      aim: 0,
      most: true,
      shown,
    },
    {
      name: "fabricated accepted, 20 characters",
      figure: rate(FALSE, [20]),
      limit: 0.03,
      aim: 0.01,
      most: true,
      shown,
    },
    { name: "found, verbatim, 20 characters", figure: rate("verbatim", [20]), limit: 0.99, aim: 1, shown },
    { name: "found, normalised, 20 characters", figure: rate("normalised", [20]), limit: 0.99, aim: 1, shown },
    { name: "found, 10 % edits, 20 characters", figure: rate("10 % edits", [20]), limit: 0.6, aim: 0.6, shown },
  ];
}
