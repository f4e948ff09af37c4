import type { Source } from "../types.ts";
import type { Block } from "./blocks.ts";
import type { Definitions } from "./footnotes.ts";
import type { MarkerContext } from "./marker.ts";
import { opaqueIn } from "./opaque.ts";
import type { Resolve } from "./resolver.ts";
import { spelling } from "./spelled.ts";
import { superscriptsIn } from "./superscripts.ts";

/** What the readers of all forms share, found once for the whole answer. */
export function markerContext(
  answer: string,
  blocks: readonly Block[],
  sources: readonly Source[],
  resolve: Resolve,
  { footnotes, numbered, numbers, links }: Definitions,
): MarkerContext {
  return {
    answer,
    sources,
    resolve: (written) => numbers.get(written) ?? resolve(written),
    spelled: spelling(sources),
    footnotes,
    numbered,
    links,
    opaque: opaqueIn(answer, blocks, resolve),
    superscripts: superscriptsIn(answer),
  };
}
