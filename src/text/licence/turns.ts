/** What one speaker said: the words without the label in front of them. */
export interface Turn {
  readonly start: number;
  readonly end: number;
}

/**
 * A line that begins a turn: a name at the very beginning of the line, a second one in brackets if need be, a colon,
 * white space. Any name does: what a speaker nobody knows says is nobody's. What is indented goes on with the turn.
 */
const LABEL = /^(\p{L}[\p{L}\p{M}\p{N} _.'-]{0,40})(?: \(([^()\n]{1,60})\))?[:：](?=\s|$)/u;
const USER = /^(?:user|human)$/i;

/**
 * The turns of the user in a conversation's text. Several may write as users, `User (Ann)` and `User (Bo)`: the one
 * who writes last is spoken to, and the turns of the others are left out.
 */
export function userTurns(text: string): readonly Turn[] {
  const turns: { readonly speaker: string; readonly start: number; end: number }[] = [];
  for (let start = 0; start < text.length; ) {
    const line = text.indexOf("\n", start);
    const end = line < 0 ? text.length : line;
    const label = LABEL.exec(text.slice(start, Math.min(end, start + 120)));
    const last = turns.at(-1);
    if (label !== null) turns.push({ speaker: speakerOf(label), start: start + label[0].length, end });
    else if (last !== undefined) last.end = end;
    start = end + 1;
  }
  const you = turns.findLast(({ speaker }) => speaker !== "")?.speaker;
  return turns.filter(({ speaker }) => speaker !== "" && speaker === you).map(({ start, end }) => ({ start, end }));
}

/** The user, by name where one is given; "" for everybody else. */
const speakerOf = ([, role = "", name = ""]: readonly string[]): string =>
  USER.test(role) ? `user ${name.trim().toLowerCase()}` : "";
