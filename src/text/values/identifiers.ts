import { isDash, type Reading } from "./reading.ts";
import { scaleAt } from "./scales.ts";
import type { Token } from "./tokens.ts";
import { unitAt } from "./units.ts";

const MOST_TOKENS = 24; // of one identifier: longer runs are no names of anything
const JOINTS = new Set(["-", "‑", ".", "/", "_", "#", ":"]);

/** What is told by its writing and not its size: telephone numbers, versions, "GPT-4", "A380", "COVID-19". */
export function identifiersAt(tokens: readonly Token[], at: number): Reading | undefined {
  return phoneAt(tokens, at) ?? versionAt(tokens, at) ?? mixedAt(tokens, at);
}

const PHONE_MARKS = new Set(["-", "‑", "–", ".", "(", ")", "/"]);

/** "+1 (555) 123-4567": seven to fifteen digits in groups, behind a plus or a bracket, or joined by hyphens. */
function phoneAt(tokens: readonly Token[], at: number): Reading | undefined {
  const first = tokens[at];
  const isMarked = first?.text === "+" || first?.text === "(";
  if (!isMarked && first?.kind !== "digits") return undefined;
  if (isMarked && tokens[at + 1]?.kind !== "digits") return undefined;
  let [digits, groups, hyphens, end] = ["", 0, 0, at];
  for (let next = at; next < tokens.length && next < at + MOST_TOKENS; next += 1) {
    const token = tokens[next];
    if (token === undefined || (next > at && token.start - (tokens[next - 1]?.end ?? 0) > 1)) break;
    if (token.kind === "digits") {
      const written = token.text.replaceAll(/[.'’\u00a0\u2009\u202f]/g, "");
      if (!/^\d{1,11}$/.test(written)) break;
      digits += written;
      groups += 1;
      hyphens += token.text.split(".").length - 1;
      end = next + 1;
    } else if (next > at && !PHONE_MARKS.has(token.text)) break;
    else if (isDash(token)) hyphens += 1;
  }
  const isOne = digits.length >= 7 && digits.length <= 15 && (isMarked || hyphens > 1 || (hyphens === 1 && groups > 1));
  if (!isOne || groups + hyphens < 2) return undefined;
  // "2010-2019" is a range of years, "1.234.567" a number.
  if (!isMarked && hyphens === 1 && groups === 2 && digits.length === 8) return undefined;
  if (!isMarked && groups === 1 && !/^\d{3}\.\d{3}\.\d{4}$/.test(tokens[at]?.text ?? "")) return undefined;
  return identifier(tokens, at, end - at, digits);
}

/** "1.2.3", "v2.0". */
function versionAt(tokens: readonly Token[], at: number): Reading | undefined {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first?.text === "v" && second?.kind === "digits" && second.glued) return identifier(tokens, at, 2, second.text);
  const isVersion =
    first?.kind === "digits" &&
    /^\d{1,5}(?:\.\d{1,5}){2,4}$/.test(first.text) &&
    !/^\d{1,3}(?:\.\d{3}){2,4}$/.test(first.text);
  return isVersion ? identifier(tokens, at, 1, first.text) : undefined;
}

/** Letters and figures written together. */
function mixedAt(tokens: readonly Token[], at: number): Reading | undefined {
  const first = tokens[at];
  if (first?.kind === "digits") {
    const next = tokens[at + 1];
    if (next?.kind !== "word" || !next.glued || isMeasure(tokens, at + 1)) return undefined;
  } else if (!beginsName(tokens, at)) return undefined;
  let end = at + 1;
  while (end < at + MOST_TOKENS && tokens[end]?.glued === true) {
    const token = tokens[end];
    const next = tokens[end + 1];
    const goesOn = next?.glued === true && next.kind !== "mark" && !isPlainWord(next);
    const isJoint = JOINTS.has(token?.text ?? "") && goesOn;
    if (token?.kind !== "word" && token?.kind !== "digits" && !isJoint) break;
    end += 1;
  }
  const key = tokens
    .slice(at, end)
    .map(({ text }) => (JOINTS.has(text) ? "" : text))
    .join("");
  return identifier(tokens, at, end - at, key);
}

/** "Cas9-induced": what follows the hyphen is said of the name. */
const isPlainWord = ({ kind, text, capital }: Token): boolean => kind === "word" && text.length > 3 && capital !== true;

/** What is glued to a figure and says how much, not which. */
const isMeasure = (tokens: readonly Token[], at: number): boolean =>
  ["st", "nd", "rd", "th", "s", "am", "pm", "a", "p", "x", "e", "h"].includes(tokens[at]?.text ?? "") ||
  scaleAt(tokens, at, true) !== undefined ||
  unitAt(tokens, at) !== undefined ||
  (tokens[at]?.text.codePointAt(0) ?? 0) > 0x24f;

const NO_NAMES = new Set(
  "mid pre post non sub under over top late early circa q fy about age aged ages grade page no chapter step option".split(
    " ",
  ),
);

function beginsName(tokens: readonly Token[], at: number): boolean {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (first?.kind !== "word" || NO_NAMES.has(first.text) || first.text.length > 12) return false;
  if (second?.kind === "digits" && second.glued) return (first.text.codePointAt(0) ?? 0) <= 0x24f;
  const isJoined = isDash(second) && second?.glued === true && third?.kind === "digits" && third.glued;
  return isJoined && first.capital === true && second?.text !== "–" && second?.text !== "—";
}

function identifier(tokens: readonly Token[], at: number, length: number, key: string): Reading {
  const place = { start: tokens[at]?.start ?? 0, end: tokens[at + length - 1]?.end ?? 0 };
  return { values: [{ kind: "identifier", key, ...place }], length };
}
