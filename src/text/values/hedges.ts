import type { Token } from "./tokens.ts";
import type { Hedge } from "./value.ts";

const ONE: ReadonlyMap<string, Hedge> = new Map(
  (
    "about:about around:about nearly:about almost:about roughly:about approximately:about approx:about some:about circa:about ca:about estimated:about " +
    "well:above over:above exceeding:above above:above minimum:above beyond:above " +
    "under:below below:below maximum:below within:below " +
    "etwa:about rund:about ungefähr:about fast:about über:above unter:below environ:about presque:about unos:about casi:about circa:about quasi:about около:about почти:about более:above"
  )
    .split(" ")
    .map((entry) => entry.split(":") as [string, Hedge]),
);
const TWO: ReadonlyMap<string, Hedge> = new Map([
  ["more than", "above"],
  ["greater than", "above"],
  ["higher than", "above"],
  ["longer than", "above"],
  ["older than", "above"],
  ["at least", "above"],
  ["upwards of", "above"],
  ["just over", "above"],
  ["less than", "below"],
  ["fewer than", "below"],
  ["lower than", "below"],
  ["at most", "below"],
  ["up to", "below"],
  ["as many", "about"],
  ["close to", "about"],
  ["plus de", "above"],
  ["mehr als", "above"],
  ["más de", "above"],
  ["più di", "above"],
]);
const MARKS: ReadonlyMap<string, Hedge> = new Map([
  ["~", "about"],
  ["≈", "about"],
  [">", "above"],
  ["≥", "above"],
  ["<", "below"],
  ["≤", "below"],
]);

const NEGATIONS = new Set(["no", "not", "never", "cannot", "don't", "don’t", "nicht", "pas", "non"]);
const REACH = 4; // words before a comparison that its negation stands in: "do not take any more than 8"
const TURNED: Readonly<Record<Hedge, Hedge>> = { above: "below", below: "above", about: "about" };

/** "No more than 8", "do not take more than 8": at most. */
function isNegated(tokens: readonly Token[], last: number): boolean {
  for (let at = last; at > last - REACH && tokens[at]?.kind === "word"; at -= 1)
    if (NEGATIONS.has(tokens[at]?.text ?? "")) return true;
  return false;
}

/** The hedge that the tokens around a figure make: "about", "more than", "~", and behind it "+", "or so". */
export function hedgeAt(tokens: readonly Token[], first: number, end: number): Hedge | undefined {
  let at = first - 1;
  if (["a", "an", "the"].includes(tokens[at]?.text ?? "")) at -= 1;
  const before = tokens[at];
  if (before?.kind === "mark") return MARKS.get(before.text);
  const pair = `${tokens[at - 1]?.text ?? ""} ${before?.text ?? ""}`;
  const found = TWO.get(pair);
  if (found !== undefined) return pair.endsWith(" than") && isNegated(tokens, at - 2) ? TURNED[found] : found;
  const one = ONE.get(before?.text ?? "");
  if (one !== undefined) return one;
  const [next, second] = [tokens[end], tokens[end + 1]];
  if (next?.text === "+" && next.glued) return "above";
  if (next?.text !== "or") return undefined;
  return second?.text === "so"
    ? "about"
    : second?.text === "more"
      ? "above"
      : second?.text === "less"
        ? "below"
        : undefined;
}
