import type { Id, Marker, MarkerContext } from "../marker.ts";
import { idOf, partsOf, rangeOf } from "./ids.ts";
import { lineSpans } from "./line-spans.ts";

const DASH = /^[^\S\n]{0,3}(?:>[^\S\n]?){0,6}(?:—|–|―|--)[^\S\n]?(?=\S)/u;
const MAX_LINE = 300; // units; what is longer is prose
const LABEL = /^(?:source|from|quelle|来源|出典)\s?[:：]\s?/i;
const LINK = /^\[[^\]]*\]\(<?([^)\s>]*)>?\)$/;

/** "— Refund policy" on a line of its own, mostly below a block quote: a citation if it names a source and nothing else. */
export function attributionMarkers(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const { answer } = context;
  const found: Marker[] = [];
  for (const [line, to] of lineSpans(answer, start, end)) {
    const dash = to - line > MAX_LINE ? null : DASH.exec(answer.slice(line, to));
    const ids = dash === null ? undefined : idsOf(answer.slice(line + dash[0].length, to).trim(), context);
    if (ids === undefined) continue;
    let from = line;
    // The marks of the quotation before it go with it.
    while (from > start && /[\s>]/.test(answer[from - 1] ?? "")) from -= 1;
    found.push({ start: from, end: to, form: "passage", ids, reach: "before", spoken: false });
  }
  return found;
}

const BRACKETS = /^(?:\[[^[\]\n]{1,80}\][\s,]?)+$/;

function idsOf(written: string, context: MarkerContext): readonly Id[] | undefined {
  const bare = written.replaceAll(/^[*_"“]{1,3}|[*_"”.]{1,3}$/g, "");
  if (BRACKETS.test(bare)) {
    const ids = partsOf(bare.replaceAll(/\][\s,]?\[/g, ",").replaceAll(/[[\]]/g, ""))
      .flatMap(rangeOf)
      .map((part) => idOf(part, context));
    return ids.every(({ sourceId, sources }) => sources.length > 0 || /^\d+$/.test(sourceId)) ? ids : undefined;
  }
  const sourceId = LINK.exec(bare)?.[1] ?? bare.replace(LABEL, "");
  // A number alone is an age or a page.
  if (/^\d*$/.test(sourceId)) return undefined;
  const sources = [context.resolve(sourceId), context.spelled(sourceId)].find((led) => led.length > 0);
  return sources === undefined ? undefined : [{ sourceId, sources }];
}
