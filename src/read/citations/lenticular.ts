import { plainDigits } from "../digits.ts";
import type { Id, Marker, MarkerContext } from "../marker.ts";
import { idOf, leadsSomewhere, partsOf, rangeOf } from "./ids.ts";

const MAX_CONTENT = 200;
const FILE = /^[^\s/]{1,120}\.[a-z\d]{1,5}$/i;
/** "4:0": the number of a message, then that of one of its results, from nought. */
const RESULT = /^\d{1,4}:(\d{1,4})$/;
/** What stands behind the dagger and names nothing: the word itself, lines of the text. */
const NAMELESS = /^(?:sources?|L\d{1,6}(?:-L?\d{1,6})?|\d{1,6}(?:-\d{1,6})?)$/i;

/**
 * `【4:0†source】 【4†L1-L9】 【1】 【file.pdf】`: numbers, and names that a source has. Other words in these brackets are
 * emphasis; a dagger, a number or the name of a file makes a citation, wherever it leads.
 */
export function lenticularMarkers(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const { answer } = context;
  const found: Marker[] = [];
  let open = -1;
  for (let i = start; i < end; i += 1) {
    const character = answer[i];
    if (character === "【") open = i;
    else if (character === "】" && open >= 0) {
      const content = answer.slice(open + 1, i).trim();
      const ids = content === "" || i - open > MAX_CONTENT ? undefined : idsOf(content, context);
      if (ids !== undefined)
        found.push({ start: open, end: i + 1, form: "bracket", ids, reach: "before", spoken: false });
      open = -1;
    }
  }
  return found;
}

function idsOf(content: string, context: MarkerContext): readonly Id[] | undefined {
  const dagger = content.indexOf("†");
  if (dagger >= 0) return [result(content, content.slice(0, dagger).trim(), content.slice(dagger + 1).trim(), context)];
  const whole = idOf(content, context);
  if (whole.sources.length > 0) return [whole];
  const ids = partsOf(content)
    .flatMap(rangeOf)
    .map((part) => idOf(part, context));
  const cites = leadsSomewhere(ids) || ids.every(({ sourceId }) => /^\d+$/.test(sourceId) || FILE.test(sourceId));
  return cites ? ids : undefined;
}

/** The name first. The number counts only for a name that could be that of a source without one. */
function result(written: string, number: string, name: string, { resolve, sources }: MarkerContext): Id {
  const nameless = NAMELESS.test(name);
  const named = nameless ? [] : resolve(name);
  if (named.length > 0) return { sourceId: name, sources: named };
  const haveNames = sources.some(({ id, title, url }) => title !== undefined || url !== undefined || FILE.test(id));
  if (!nameless && (haveNames || !FILE.test(name))) return { sourceId: written, sources: [] };
  const index = RESULT.exec(plainDigits(number))?.[1];
  if (index === undefined) return { sourceId: written, sources: resolve(number) };
  const source = sources[Number(index)];
  return { sourceId: written, sources: source === undefined ? [] : resolve(source.id) };
}
