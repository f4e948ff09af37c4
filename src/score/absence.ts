import type { Source } from "../types.ts";
import { type Coverage, coverage } from "./coverage.ts";

/** Words that say only that something is missing: without them, what is left is what is said to be missing. */
const OF_ABSENCE =
  /\b(?:no|not|n['’]t|none|neither|nor|nothing|do|does|did|doesn|don|didn|is|are|was|were|has|have|had|there|it|whether|if|how|any|about|on|of|the|a|an|in|for|to|by|that|specific|specifically|explicitly|anything|silent|specify|say|says|said|indicate|include|contain|address|addresses|cover|clarify|define|give|given|offer|list|reveal|disclose|handbook|policy|manual|guide|page|data|detail|details)\b/giu;

/** Coverage of what a claim says that its sources lack; `undefined` if it names nothing. */
export const coverageOfMissing = (
  claim: string,
  sources: readonly Source[],
  asked: readonly number[],
): Coverage | undefined => coverage(claim.replaceAll(OF_ABSENCE, " "), sources, asked);
