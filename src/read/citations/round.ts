import type { Marker, MarkerContext } from "../marker.ts";
import { idOf, partsOf, rangeOf } from "./ids.ts";

const ROUND =
  /[(（](?:sources?|refs?|references?|docs?|documents?|see source|quellen?|fuentes?|fontes?|fonti|référence|источники?|джерело|المصدر|स्रोत|来源|來源|出处|资料来源|出典|出所|참고|출처)\s?[:：]\s?([^()（）\n]{1,160})[)）]/giu;

/** `(source: id)`, `(Sources: 1, 2)`, `（来源：1）`: said to be a source, so a citation, whether or not it leads to one. */
export function roundMarkers(context: MarkerContext, start: number, end: number): readonly Marker[] {
  return [...context.answer.slice(start, end).matchAll(ROUND)].map((match) => {
    const written = (match[1] ?? "").trim();
    const whole = idOf(written, context);
    const called = context.spelled(written);
    const ids =
      whole.sources.length > 0
        ? [whole]
        : called.length > 0
          ? [{ sourceId: written, sources: called }]
          : partsOf(written.replaceAll(/\]\s?\[/g, ",").replaceAll(/[[\]]/g, ""))
              .filter((part) => part !== "")
              .flatMap(rangeOf)
              .map((part) => idOf(part, context));
    return {
      start: start + match.index,
      end: start + match.index + match[0].length,
      form: "bracket",
      ids,
      reach: "before",
      spoken: false,
    } as const;
  });
}
