import { defineGuard } from "../guard/define.ts";
import { block, warn } from "../guard/finding.ts";
import { endsProperly } from "../text/endings.ts";
import type { Guard } from "../types.ts";

/**
 * It is known how generation ended: a reply that does not say it passes only if its text ends where a writer would end
 * it, and with a warning, since a reply cut off at a full stop looks whole. Code: `finish-unknown`, a block or a
 * warning. Unit: answer.
 *
 * Completeness is the wrapper's own, whatever the chain.
 */
export function finishKnown(): Guard {
  return defineGuard({
    name: "finish-known",
    unit: "answer",
    check({ answer, finish, sources }) {
      if (finish !== undefined) return [];
      const ending = endsProperly(answer, { labels: new Set(sources.map(({ id }) => id)) });
      const message = "the function does not say how generation ended";
      return [ending.ok ? warn(CODE, message) : block(CODE, `${message}, and the text is not whole`)];
    },
  });
}

const CODE = "finish-unknown";
