import { plainDigits } from "../digits.ts";
import type { Id, Marker, MarkerContext } from "../marker.ts";
import { idOf, leadsSomewhere, partsOf, plainNumbers, rangeOf } from "./ids.ts";
import { isEditorial, isIndex, isNoId } from "./no-citation.ts";
import { withoutPage } from "./page.ts";

const MAX_CONTENT = 200; // a longer bracket is prose
const PREFIX = /^(?:docs?|documents?|sources?|ids?|refs?|passages?|cite|citation)(?::\s*|\s+#?|#)/i;
const NUMBER = /^\d{1,6}$/;
const isNumber = (part: string): boolean => NUMBER.test(plainDigits(part));
const ID_LIKE = /^[\p{L}\p{N}_][\p{L}\p{N}._:/#@+-]*$/u;
const CLAUSE_END = /^(?:[.,;:!?。！？)\]]|\s*$|\s*\[|\s+\p{Lu})/u;

/** `[1] [1, 2] [1-3] [id] [doc:id] [^1] ［１］`: square brackets that hold ids or numbers, with or without backslashes. */
export function bracketMarkers(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const { answer } = context;
  const found: Marker[] = [];
  let open = -1;
  for (let i = start; i < end; i += 1) {
    const character = answer[i];
    if (character === "[" || character === "［") open = i;
    else if ((character === "]" || character === "］") && open >= 0) {
      // `\[1\]`: both brackets are escaped, or the backslash is not a bracket's.
      const escaped = answer[open - 1] === "\\" && answer[i - 1] === "\\";
      const content = answer.slice(open + 1, escaped ? i - 1 : i).trim();
      const link = answer[i + 1] === "(";
      if (!link && content !== "" && i - open <= MAX_CONTENT) {
        const ids = content.startsWith("^")
          ? footnote(content.slice(1), context)
          : idsOf(
              content,
              [answer.slice(Math.max(start, open - LOOK_BACK), open), answer.slice(i + 1, Math.min(end, i + 40))],
              context,
            );
        if (ids !== undefined) {
          const form = content.startsWith("^") ? "footnote" : "bracket";
          const coded = answer[open - 1] === "`" && answer[i + 1] === "`";
          const from = escaped || coded ? open - 1 : open;
          found.push({ start: from, end: coded ? i + 2 : i + 1, form, ids, reach: "before", spoken: false });
        }
      }
      open = -1;
    }
  }
  return found;
}

function footnote(label: string, { footnotes, numbered, resolve }: MarkerContext): readonly Id[] | undefined {
  if (label === "" || /\s/.test(label)) return undefined;
  return [{ sourceId: label, sources: footnotes.get(label) ?? (numbered && isNumber(label) ? [] : resolve(label)) }];
}

const LOOK_BACK = 48; // units; no name before an index is longer

/** `[citation needed]` says that there is none. */
const NEEDED = /^(?:citations?|sources?|references?|refs?|cite) (?:needed|required|missing)$/i;

function idsOf(
  content: string,
  [before, after]: readonly [string, string],
  context: MarkerContext,
): readonly Id[] | undefined {
  const { resolve, spelled } = context;
  const whole = idOf(content, context);
  if (whole.sources.length > 0) return [whole];
  const called = spelled(content);
  if (called.length > 0) return [{ sourceId: content, sources: called }];
  if (NEEDED.test(content)) return [{ sourceId: content, sources: [] }];
  const named = PREFIX.test(content);
  const bare = withoutPage(content);
  const titled = bare === content || isNumber(bare) ? [] : context.resolve(bare);
  if (titled.length > 0) return [{ sourceId: bare, sources: titled }];
  const parts = partsOf(plainNumbers(bare))
    .map((part) => part.replace(PREFIX, "").trim())
    .flatMap(rangeOf);
  if (parts.some((part) => part === "")) return undefined;
  const ids = parts.map((part) => idOf(part, context));
  const known = leadsSomewhere(ids);
  const plausible = parts.every((part) => isNumber(part) || ID_LIKE.test(part) || resolve(part).length > 0);
  if (!plausible) return named && known ? ids : undefined;
  if (named || known) return ids;
  if (!parts.every(isNumber)) return looksLikeId(parts, after, context) ? ids : undefined;
  const [number = ""] = parts;
  const stays = parts.length === 1 && (isIndex(before, number) || isEditorial(before, number, after));
  return stays ? undefined : ids;
}

/** An unknown word in brackets, at the end of a clause, is a citation that leads nowhere if it is shaped like an id. */
function looksLikeId(parts: readonly string[], after: string, { sources }: MarkerContext): boolean {
  if (!CLAUSE_END.test(after) || parts.some((part) => isNoId(part, sources))) return false;
  if (parts.every((part) => /[\d_./:#-]/.test(part) || /\p{Ll}\p{Lu}/u.test(part))) return true;
  const plainIds = sources.some(({ id }) => /^\p{L}+$/u.test(id));
  return plainIds && parts.every((part) => /^\p{L}+$/u.test(part));
}
