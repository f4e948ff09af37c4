import { TELLING } from "../align/wanted.ts";
import { type Feature, share } from "./feature.ts";

/** What the question says of the claim. */
export const QUESTION: readonly Feature[] = [
  {
    // The words of the question stand where the claim's do: the place speaks of what was asked.
    name: "question-near",
    sign: 1,
    of: ({ questionKeys, best, near, wanted: { keys, weights } }) => {
      // Without a question the claim stands for it: a constant would tell trees of which data set a claim is.
      if (questionKeys.size === 0) {
        const telling = keys.flatMap((_, key) => ((weights[key] ?? 0) >= TELLING ? [near[key] ?? 0] : []));
        return telling.length === 0
          ? 0
          : share(
              telling.reduce((sum, one) => sum + one, 0),
              telling.length,
            );
      }
      const given = new Set(best?.wording.words.slice(best.from, best.to).map(({ key }) => key) ?? []);
      let sum = 0;
      for (const key of questionKeys) if (given.has(key)) sum += 1;
      return share(sum, questionKeys.size);
    },
  },
];
