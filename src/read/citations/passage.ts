import type { Marker, MarkerContext } from "../marker.ts";
import { idOf, rangeOf } from "./ids.ts";

const SPOKEN =
  /\b(?:passage|document|doc|source|excerpt|snippet|chunk|reference)s? #?(\d{1,3}(?:(?: ?, ?| ?& ?| ?[-–] ?| and | or |, and )#?\d{1,3}){0,20})\b/gi;
const NUMBER = /\d{1,3}(?: ?[-–] ?\d{1,3})?/g;

/** What follows or leads a passage that is spoken of; "the document 2 days after delivery" speaks of days; "Passage 2", written large, is a name. */
const SAYS =
  /^(?:\s*$|[,.;:)\]!?'"”’]|\s(?:\(|(?:says?|states?|mentions?|provides?|suggests?|indicates?|notes?|explains?|describes?|recommends?|shows?|discuss\w*|confirms?|adds?|lists?|gives?|contains?|specif\w+|advises?|also|does|do|did|is|are|has|have|which|that|and|or|but|as|both|however)\b))/i;
const LED = /\b(?:in|to|per|see|from|by|of|with|and|both|on|under|cites?)\s(?:the\s)?$/i;
const ASIDE = /\((?:see |cf\. |from |per )?(?:the )?$/i;

/** "Passage 2 says …", "according to documents 1 and 3": the number is read as in `[2]`; it covers its own sentence. */
export function passageMarkers(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const { answer } = context;
  const found: Marker[] = [];
  for (const match of answer.slice(start, end).matchAll(SPOKEN)) {
    // "[Passage 2]" is a bracket, and has been read as one.
    if (answer[start + match.index - 1] === "[") continue;
    const from = start + match.index;
    const to = from + match[0].length;
    const ids = ((match[1] ?? "").match(NUMBER) ?? []).flatMap((part) => rangeOf(part.replaceAll(" ", "")));
    // "(Passage 2)" is a marker like "[2]"; "Passage 2 says" is part of its sentence.
    const before = answer.slice(Math.max(start, from - 16), from);
    const opened = answer[to] === ")" ? ASIDE.exec(before)?.[0].length : undefined;
    const aside = opened !== undefined;
    const named = /^\p{Lu}/u.test(match[0]);
    if (!aside && !named && !SAYS.test(answer.slice(to, Math.min(end, to + 24))) && !LED.test(before)) continue;
    found.push({
      start: from - (opened ?? 0),
      end: aside ? to + 1 : to,
      form: "passage",
      ids: ids.map((id) => idOf(id, context)),
      reach: aside ? "before" : "own",
      spoken: !aside,
    });
  }
  return found;
}
