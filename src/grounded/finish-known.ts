import { defineGuard } from "../guard/define.ts";
import { block, warn } from "../guard/finding.ts";
import { endsProperly } from "../text/endings.ts";
import type { Guard } from "../types.ts";

/**
 * It is known how generation ended: a reply that does not say it passes only if its text ends where a writer would end
 * it, and with a warning, since a reply cut off at a full stop looks whole. Codes: `answer-cut-off`; warns
 * `finish-unknown`. Unit: answer.
 *
 * Completeness is the wrapper's own, whatever the chain; in a chain with `finished`, it is left to that guard to say so.
 */
export function finishKnown(chain: readonly Guard[]): Guard {
  const isSaid = chain.some(({ name }) => name === "finished");
  return defineGuard({
    name: "finish-known",
    unit: "answer",
    check({ answer, finish, sources }) {
      if (finish !== undefined) return [];
      const ending = endsProperly(answer, { labels: new Set(sources.map(({ id }) => id)) });
      const message = "the function does not say how generation ended";
      if (ending.ok) return [warn("finish-unknown", message)];
      return isSaid ? [] : [block("answer-cut-off", `${message}, and the text is not whole`)];
    },
  });
}
