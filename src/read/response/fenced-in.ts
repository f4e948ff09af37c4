import { readLines } from "../../text/code-fence.ts";

/** The body of the one code block in a text that says something around it; absent if there is none, or several. */
export function fencedIn(text: string): string | undefined {
  const lines = readLines(text);
  const [open, ...others] = lines.filter(({ fence }) => fence === "open");
  if (open === undefined || others.length > 0) return undefined;
  const close = lines.find(({ fence }) => fence === "close");
  return close === undefined ? undefined : text.slice(Math.min(open.end + 1, close.start), close.start);
}
