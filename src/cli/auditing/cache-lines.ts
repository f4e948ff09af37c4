import type { Audit } from "vouchsafe/spend";
import { block, type Page } from "../page.ts";
import { printableLine } from "../printable.ts";
import { counted, dollars } from "./words.ts";

/** What the cache does, what it could do, and in money if the model's price is known. */
export function cacheLines(
  { cache, variables, tokens }: Audit,
  model: string | undefined,
  page: Page,
): readonly string[] {
  const { prefixTokens, behindTokens, minCacheTokens, isKept, couldBeKept, callsPerDay, hitsPerDay } = cache;
  const first = variables[0]?.name;
  const kept = isKept
    ? "which a cache keeps"
    : `too few for a cache, which keeps ${counted(minCacheTokens, "token")} or more`;
  const said =
    first === undefined
      ? [`All of it is the same on every call: ${counted(tokens, "token")}, ${kept}.`]
      : [
          `The first ${counted(prefixTokens, "token")} are the same on every call, ${kept}.`,
          behindTokens === 0
            ? ""
            : `${counted(behindTokens, "token")} more are constant, but stand behind {${printableLine(first)}}, where no cache reaches. ${
                couldBeKept ? "Put the variables last." : "Even with the variables last it would be too short."
              }`,
        ];
  return [...said, ...money()].filter((line) => line !== "").flatMap((line) => block(line, page, { indent: "  " }));

  function money(): readonly string[] {
    const { microUsdPerDay, savedMicroUsdPerDay: saved, couldSaveMicroUsdPerDay: could } = cache;
    if (model === undefined || microUsdPerDay === undefined) return [];
    const cost = `${counted(callsPerDay, "call")} a day of ${model} cost ${dollars(microUsdPerDay)} for this text`;
    if (saved === undefined || could === undefined) return [`${cost}; of a price for cached input nothing is known.`];
    if (hitsPerDay === 0) return [`${cost}; so far apart they find nothing in the cache.`];
    if (could === 0) return [`${cost}.`];
    const more = could > saved ? `, and would take off ${dollars(could)} with the variables last` : "";
    return [`${cost}; the cache takes off ${dollars(saved)}${more}.`];
  }
}
