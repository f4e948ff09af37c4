import { type Feature, share } from "./feature.ts";

/** What the question says of the claim. */
export const QUESTION: readonly Feature[] = [
  {
    // The words of the question stand where the claim's do: the place speaks of what was asked.
    name: "question-near",
    sign: 1,
    of: ({ questionKeys, best }) => {
      if (questionKeys.size === 0) return 1;
      const given = new Set(best?.wording.words.slice(best.from, best.to).map(({ key }) => key) ?? []);
      let sum = 0;
      for (const key of questionKeys) if (given.has(key)) sum += 1;
      return share(sum, questionKeys.size);
    },
  },
];
