import type { Token } from "./tokens.ts";

const MOST_TOKENS = 12; // of a marker: "[1, 2, 3–5]"

/** How many tokens at a place say nothing that has a value: a citation marker, the number of a list item, an address, "24/7". */
export function asideAt(tokens: readonly Token[], at: number, text: string): number {
  const first = tokens[at];
  if (first?.text === "[") return markerAt(tokens, at);
  if (first?.kind === "word") return isAddress(tokens, at) ? addressAt(tokens, at) : 0;
  if (first?.kind !== "digits") return 0;
  // "24/7" is always, and no share.
  if (first.text === "24" && tokens[at + 1]?.text === "/" && tokens[at + 2]?.text === "7") return 3;
  return isItem(tokens, at, text) ? 2 : 0;
}

function markerAt(tokens: readonly Token[], at: number): number {
  for (let end = at + 1; end < at + MOST_TOKENS; end += 1) {
    const token = tokens[end];
    if (token?.text === "]") return end > at + 1 ? end - at + 1 : 0;
    if (token?.kind !== "digits" && ![",", "-", "–", "^"].includes(token?.text ?? "")) return 0;
  }
  return 0;
}

const isAddress = (tokens: readonly Token[], at: number): boolean => {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (first?.text === "www") return second?.text === "." && second.glued;
  return (first?.text === "http" || first?.text === "https") && second?.text === ":" && third?.text === "/";
};

function addressAt(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (tokens[end]?.glued === true) end += 1;
  return end - at;
}

/** "2. " or "3) " where a line begins. */
function isItem(tokens: readonly Token[], at: number, text: string): boolean {
  const [token, mark, next] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token === undefined || token.text.length > 2 || !mark?.glued || (mark.text !== "." && mark.text !== ")"))
    return false;
  if (next === undefined || next.glued) return false;
  const before = text.slice(Math.max(0, token.start - 8), token.start);
  return /(?:^|\n)[\s*_#>]{0,8}$/.test(before) && (token.start <= 8 || before.includes("\n"));
}
