/** A markdown link or picture; offsets index the answer. */
export interface Link {
  readonly start: number;
  readonly end: number;
  /** Between its square brackets. */
  readonly text: readonly [start: number, end: number];
  /** Its address, or the label of the definition that holds it. */
  readonly target: string;
  readonly kind: "inline" | "reference" | "shortcut";
  readonly image: boolean;
}

const MAX_ADDRESS = 2_000; // units; what is longer is no address that anybody wrote
const MAX_LABEL = 100;

/** The links between two offsets: `[text](address)`, and what may be `[text][label]` or `[label]`, inner ones first. Linear. */
export function linksIn(answer: string, start: number, end: number): readonly Link[] {
  const found: Link[] = [];
  const open: number[] = [];
  for (let i = start; i < end; i += 1) {
    const character = answer[i];
    if (character === "\\") i += 1;
    else if (character === "[") open.push(i);
    else if (character === "]") {
      const from = open.pop();
      if (from === undefined) continue;
      const image = answer[from - 1] === "!";
      const common = { start: image ? from - 1 : from, text: [from + 1, i] as const, image };
      const inline = answer[i + 1] === "(" ? destination(answer, i + 2, end) : undefined;
      if (inline !== undefined) {
        found.push({ ...common, end: inline.end, target: inline.target, kind: "inline" });
        i = inline.end - 1;
      } else if (i - from <= MAX_LABEL) found.push(byLabel(answer, i, end, common));
    }
  }
  return found;
}

/** `[text][label]`, `[label][]`, or `[label]` alone. */
function byLabel(answer: string, at: number, end: number, common: Pick<Link, "start" | "text" | "image">): Link {
  const own = answer.slice(...common.text);
  const close = answer[at + 1] === "[" ? answer.slice(at + 2, Math.min(end, at + 2 + MAX_LABEL)).indexOf("]") : -1;
  if (close < 0) return { ...common, end: at + 1, target: own, kind: "shortcut" };
  const label = answer.slice(at + 2, at + 2 + close);
  return { ...common, end: at + 3 + close, target: label === "" ? own : label, kind: "reference" };
}

/** An address with its closing bracket: bare with brackets in pairs, or in angle brackets; a title may follow. */
function destination(answer: string, from: number, end: number): { end: number; target: string } | undefined {
  const limit = Math.min(end, from + MAX_ADDRESS);
  const angled = answer[from] === "<";
  let i = angled ? from + 1 : from;
  let depth = 0;
  for (; i < limit; i += 1) {
    const character = answer[i] ?? "";
    if (angled ? character === ">" : character === ")" && depth === 0) break;
    if (character === "<" || /\s/.test(character)) break;
    if (character === "(" && answer[i - 1] === "]") return undefined;
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
  }
  const target = answer.slice(angled ? from + 1 : from, i);
  const rest = answer.slice(angled ? i + 1 : i, Math.min(end, i + 320));
  const close = CLOSE.exec(rest)?.[0].length;
  return close === undefined ? undefined : { target, end: (angled ? i + 1 : i) + close };
}

const CLOSE = /^(?:[^\S\n]{1,9}(?:"[^"\n]*"|'[^'\n]*'))?[^\S\n]{0,9}\)/;
