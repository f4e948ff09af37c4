import type { Marker, MarkerContext } from "../marker.ts";

const MAX_CONTENT = 200; // a longer bracket is prose
const MAX_RANGE = 30; // "[1-3]" is three sources; "[1-400]" is no citation anybody wrote
const PREFIX = /^(?:docs?|documents?|sources?|ids?|refs?|passages?|cite|citation)(?::\s*|\s+#?|#)/i;
const NUMBER = /^\d{1,6}$/;
const RANGE = /^(\d{1,4})\s?[-–]\s?(\d{1,4})$/;
const ID_LIKE = /^[\p{L}\p{N}_][\p{L}\p{N}._:/#@+-]*$/u;
const CLAUSE_END = /^(?:[.,;:!?。！？)\]]|\s*$|\s*\[|\s+\p{Lu})/u;

/** `[1] [1, 2] [1-3] [id] [doc:id] [^1]`: brackets that hold ids or numbers. Brackets in `code` and link texts do not. */
export function bracketMarkers(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const { answer } = context;
  const found: Marker[] = [];
  let open = -1;
  let inCode = false;
  for (let i = start; i < end; i += 1) {
    const character = answer[i];
    if (character === "`") inCode = !inCode;
    else if (character === "[") open = i;
    else if (character === "]" && open >= 0) {
      const content = answer.slice(open + 1, i);
      const link = answer[i + 1] === "(";
      // In code, `list[1]` is an index; `[1]` on its own is a marker that was set in code.
      const index = inCode && /[\p{L}\p{N})\]"'_.]/u.test(answer[open - 1] ?? "");
      if (!link && !index && content !== "" && content.length <= MAX_CONTENT) {
        const ids = content.startsWith("^")
          ? footnote(content.slice(1), context)
          : idsOf(content, answer.slice(i + 1, Math.min(end, i + 12)), context);
        if (ids !== undefined) {
          const form = content.startsWith("^") ? "footnote" : "bracket";
          found.push({ start: open, end: i + 1, form, ids, reach: "before", spoken: false });
        }
      }
      open = -1;
    }
  }
  return found;
}

type Ids = Marker["ids"];

function footnote(label: string, { footnotes, resolve }: MarkerContext): Ids | undefined {
  if (label === "" || /\s/.test(label)) return undefined;
  return [{ sourceId: label, sources: footnotes.get(label) ?? resolve(label) }];
}

function idsOf(content: string, after: string, context: MarkerContext): Ids | undefined {
  const { resolve } = context;
  const whole = resolve(content);
  if (whole.length > 0) return [{ sourceId: content, sources: whole }];
  const named = PREFIX.test(content);
  const parts = content
    .split(/[,;]/)
    .map((part) => part.trim().replace(PREFIX, "").trim())
    .flatMap(range);
  if (parts.some((part) => part === "")) return undefined;
  const ids = parts.map((sourceId) => ({ sourceId, sources: resolve(sourceId) }));
  const known = ids.some(({ sources }) => sources.length > 0);
  const plausible = parts.every((part) => NUMBER.test(part) || ID_LIKE.test(part) || resolve(part).length > 0);
  if (!plausible) return named && known ? ids : undefined;
  if (named || known || parts.every((part) => NUMBER.test(part))) return ids;
  return looksLikeId(parts, after, context) ? ids : undefined;
}

/** An unknown word in brackets, at the end of a clause, is a citation that leads nowhere if it is shaped like an id. */
function looksLikeId(parts: readonly string[], after: string, { sources }: MarkerContext): boolean {
  if (!CLAUSE_END.test(after)) return false;
  if (parts.every((part) => /[\d_./:#-]/.test(part) || /\p{Ll}\p{Lu}/u.test(part))) return true;
  const plainIds = sources.some(({ id }) => /^\p{L}+$/u.test(id));
  return plainIds && parts.every((part) => /^\p{L}+$/u.test(part) && part !== "sic");
}

function range(part: string): readonly string[] {
  const [, from, to] = RANGE.exec(part) ?? [];
  if (from === undefined || to === undefined) return [part];
  const count = Number(to) - Number(from) + 1;
  if (count < 2 || count > MAX_RANGE) return [part];
  return Array.from({ length: count }, (_, at) => String(Number(from) + at));
}
