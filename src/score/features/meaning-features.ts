import { hasNegation } from "../../text/negation.ts";
import { lazily, vocabulary } from "../../text/vocabulary.ts";
import { words } from "../../text/words.ts";
import { type Feature, share, type View } from "./feature.ts";

/** Words that change how much or how surely a thing is said; English. */
const QUANTIFIERS = vocabulary(
  "all every each always never only none most majority entire entirely completely fully first last largest smallest highest lowest greatest best worst biggest oldest youngest strongest primarily mainly solely exclusively widely significantly dramatically major key crucial essential critical famous popular unique",
);
const CAUSES = vocabulary(
  "because cause causes caused causing due therefore thus hence leads lead led leading result results resulting resulted consequently reason thereby allowing enabling ensuring making helping aims order avoid prevent ensure",
);
const HEDGES = vocabulary(
  "may might could possibly perhaps likely probably reportedly allegedly suggests suggest appears seems sometimes often usually generally typically approximately nearly about potentially believed considered expected",
);
/** Opposites by the keys of their words; English. */
const DIRECTIONS = lazily((): readonly (readonly [string, string])[] =>
  "increase/decrease rise/fall more/less higher/lower before/after above/below gain/loss win/lose support/oppose accept/reject allow/prohibit include/exclude begin/end start/stop up/down north/south east/west male/female son/daughter father/mother brother/sister good/bad positive/negative inside/outside open/close"
    .split(" ")
    .map((pair): [string, string] => {
      const [one = "", other = ""] = words(pair).map(({ key }) => key);
      return [one, other];
    }),
);

const windowWords = ({ best }: View): readonly { readonly key: string }[] =>
  best === undefined ? [] : best.wording.words.slice(best.from, best.to);

function windowText({ best }: View): string {
  if (best === undefined) return "";
  const { text, words } = best.wording;
  return text.slice(words[best.from]?.start ?? 0, words[best.to - 1]?.end ?? 0);
}

/** Share of the claim's telling words that a list has and the best window lacks. */
const news = (name: string, list: { has(key: string): boolean }): Feature => ({
  name,
  sign: -1,
  of: ({ wanted: { keys }, near }) => Math.min(2, keys.filter((key, at) => list.has(key) && near[at] !== 1).length) / 2,
});

/** Words that turn, widen or harden what is said. */
export const MEANING: readonly Feature[] = [
  {
    name: "negation-differs",
    sign: -1,
    of: (view) => Number(hasNegation(view.claim) !== hasNegation(windowText(view))),
  },
  {
    name: "negation-new",
    sign: -1,
    of: (view) => Number(hasNegation(view.claim) && !hasNegation(windowText(view))),
  },
  {
    name: "direction-flips",
    sign: -1,
    of: (view) => {
      const said = new Set(view.wanted.keys);
      const given = new Set(windowWords(view).map(({ key }) => key));
      return Number(
        DIRECTIONS().some(
          ([one, other]) =>
            (said.has(one) && !given.has(one) && given.has(other)) ||
            (said.has(other) && !given.has(other) && given.has(one)),
        ),
      );
    },
  },
  news("quantifier-new", QUANTIFIERS),
  news("cause-new", CAUSES),
  news("hedge-new", HEDGES),
  {
    name: "hedge-dropped",
    sign: -1,
    of: (view) => {
      if (view.wanted.keys.some((key) => HEDGES.has(key))) return 0;
      const given = windowWords(view);
      return share(given.filter(({ key }) => HEDGES.has(key)).length, Math.max(20, given.length));
    },
  },
];
