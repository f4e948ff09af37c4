import type { Line } from "./lines.ts";

const LABEL =
  /^(?:sources?(?: cited| used)?|references?|citations?|bibliography|works cited|quellen?|literatur|fuentes?|referencias|références|fonti|fontes|источники|джерела|المصادر|स्रोत|来源|參考資料|参考资料|参考文献|引用来源|出典|참고문헌|출처)$/iu;

/** Whether these words are what a list of sources is called. */
export const isListLabel = (text: string): boolean => LABEL.test(text.trim());

/** A line that holds nothing but that. */
const isHead = (line: string): boolean =>
  line.length < 60 && isListLabel(line.replaceAll(/[*_#:：]/g, "")) && !/^\s{4}/.test(line);

/** A bullet or number, a number in brackets, raised or not; then what is named. */
const ENTRY =
  /^\s{0,6}(?:[-*+•‣–]\s{1,4})?(?:\[\^?([^\]\s]{1,40})\]:?\s{0,4}|【(\d{1,3})】\s{0,4}|\(?(\d{1,3})[.):]\s{1,4}|([¹²³⁰⁴-⁹]{1,3})\s{0,4})?(?=\S)/u;
const MAX_BARE = 300; // units of a line without bullet or number; what is longer is prose

/** An entry of a list of sources: its label if it has one, and where in its line the name begins. */
export interface Entry {
  readonly label: string;
  readonly content: number;
}

export interface SourceList {
  /** By the index of the line. */
  readonly entries: ReadonlyMap<number, Entry>;
  /** The lines of the labels. */
  readonly heads: ReadonlySet<number>;
}

/**
 * The lines under "Sources:" that name sources. A list counts if one entry names a source that was given, or stands in
 * brackets, with an address or under a number that the text cites, as only sources do.
 */
export function sourceListsIn(lines: readonly Line[], names: (text: string) => boolean): SourceList {
  const found = new Map<number, Entry>();
  const heads = new Set<number>();
  if (!lines.some(({ text }) => isHead(text))) return { entries: found, heads };
  const cited = new Set(lines.flatMap(({ text }) => [...text.matchAll(CITED)].map((match) => match[1] ?? "")));
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at]?.fence !== undefined || !isHead(lines[at]?.text ?? "")) continue;
    const entries: [number, Entry][] = [];
    let counts = false;
    let next = at + 1;
    for (; next < lines.length; next += 1) {
      const { text = "", fence } = lines[next] ?? {};
      if (fence !== undefined) break;
      if (text.trim() === "") continue;
      const entry = entryOf(text, names);
      if (entry === undefined) break;
      const name = text.slice(entry.content);
      counts ||=
        /^(?:[-*+•]\s{1,4})?\[/.test(text.trimStart()) ||
        /https?:\/\//.test(name) ||
        cited.has(entry.label) ||
        names(name);
      entries.push([next, entry]);
    }
    if (counts) {
      heads.add(at);
      for (const [line, entry] of entries) found.set(line, entry);
    }
    at = next - 1;
  }
  return { entries: found, heads };
}

const CITED = /[[［【^](\d{1,3})[\]］】†]/g;

function entryOf(text: string, names: (text: string) => boolean): Entry | undefined {
  const match = ENTRY.exec(text);
  if (match === null) return undefined;
  const label = match[1] ?? match[2] ?? match[3] ?? match[4] ?? "";
  const content = match[0].length;
  // Without bullet or number, it must be a name itself.
  if (match[0].trim() === "" && !(text.length <= MAX_BARE && names(text.trim()))) return undefined;
  return { label, content };
}
