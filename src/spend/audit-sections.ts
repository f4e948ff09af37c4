/** What begins a section: the words of a role, a heading, an opening tag, or nothing, before the first of them. */
export type SectionKind = "role" | "heading" | "tag" | "fence" | "start";

/** A part of a prompt; parts follow each other without gaps. */
export interface PromptPart {
  readonly kind: SectionKind;
  /** As it stands in the prompt, without marks; empty for `start`. */
  readonly title: string;
  /** How deep it lies: 0 for roles and what stands in none, 1 to 6 for headings, one more than its surroundings for a fence. */
  readonly depth: number;
  /** Half-open offsets in the prompt. */
  readonly start: number;
  readonly end: number;
  /** It goes on with the section that a fence stood in. */
  readonly continues?: true;
}

const HEADING = /^(#{1,6})[ \t]+(\S.*)$/;
const ROLE = /^(?:\[|<\|?(?:im_start\|>)?|#{1,6} )?(system|developer|user|human|assistant|tool)(?:\]|\|?>)?:?$/i;
const SPOKEN = /^(system|developer|user|human|assistant)(?: prompt| message)?:/i;
const OPENING_TAG = /^<([A-Za-z][\w-]{0,40})>$/;
const FENCE = /^(?:```|~~~)/;

/** The parts of a prompt, in order. Linear. */
export function partsOf(prompt: string): readonly PromptPart[] {
  const parts: PromptPart[] = [];
  let open: Omit<PromptPart, "end"> = { kind: "start", title: "", depth: 0, start: 0 };
  let fence: { readonly mark: string; readonly around: typeof open } | undefined;
  const begin = (next: typeof open): void => {
    if (next.start > open.start) parts.push({ ...open, end: next.start });
    open = next;
  };
  for (let start = 0; start < prompt.length; ) {
    const found = prompt.indexOf("\n", start);
    const end = found < 0 ? prompt.length : found + 1;
    const line = prompt.slice(start, Math.min(end, start + LONGEST)).trim();
    const mark = markOf(line);
    if (fence !== undefined) {
      if (mark === line && line.startsWith(fence.mark)) {
        // What follows the fence goes on with the section that it stands in.
        begin({ ...fence.around, start: end, continues: true });
        fence = undefined;
      }
    } else if (mark !== "") {
      fence = { mark, around: open };
      begin({ kind: "fence", title: line.slice(mark.length).trim(), depth: open.depth + 1, start });
    } else {
      const next = beginning(line, open.depth);
      if (next !== undefined) begin({ ...next, start });
    }
    start = end;
  }
  if (prompt.length > open.start) parts.push({ ...open, end: prompt.length });
  return parts;
}

const LONGEST = 200; // units of a line that are looked at: titles are short, and what is longer is text

/** The marks that a fence begins or ends with; empty for any other line. */
function markOf(line: string): string {
  if (!FENCE.test(line)) return "";
  let length = 3;
  while (line[length] === line[0]) length += 1;
  return line.slice(0, length);
}

function beginning(line: string, depth: number): Omit<PromptPart, "start" | "end"> | undefined {
  const role = ROLE.exec(line)?.[1] ?? SPOKEN.exec(line)?.[1];
  if (role !== undefined) return { kind: "role", title: role.toLowerCase(), depth: 0 };
  const heading = HEADING.exec(line);
  if (heading !== null) return { kind: "heading", title: heading[2] ?? "", depth: heading[1]?.length ?? 1 };
  const tag = OPENING_TAG.exec(line);
  return tag === null ? undefined : { kind: "tag", title: tag[1] ?? "", depth: Math.max(1, depth) };
}
