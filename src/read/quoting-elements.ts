/** What an element quotes: between its tags. */
interface Quoting {
  readonly start: number;
  readonly end: number;
}

const TAG = /<(\/?)(q|blockquote)(?:\s[^<>]{0,300})?>/gi;

/** The insides of `<q>` and `<blockquote>`, outermost only, in order. One that never closes quotes nothing. Linear. */
export function quotingElements(answer: string): readonly Quoting[] {
  const tags = [...answer.matchAll(TAG)].map((match) => ({
    name: (match[2] ?? "").toLowerCase(),
    closes: match[1] === "/",
    start: match.index,
    end: match.index + match[0].length,
  }));
  const last = new Map(tags.filter(({ closes }) => closes).map(({ name, start }) => [name, start]));
  const found: Quoting[] = [];
  let open: (typeof tags)[number] | undefined;
  let depth = 0;
  for (const tag of tags) {
    if (open === undefined) {
      if (tag.closes || (last.get(tag.name) ?? -1) < tag.start) continue;
      open = tag;
      depth = 1;
    } else if (tag.name === open.name) {
      depth += tag.closes ? -1 : 1;
      if (depth > 0) continue;
      found.push({ start: open.end, end: tag.start });
      open = undefined;
    }
  }
  return found;
}
