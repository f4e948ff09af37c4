import type { NameValue } from "./value.ts";

/** A run of words with capitals, joined by small words that names have inside. */
const RUN =
  /[\p{Lu}\p{Lt}][\p{L}\p{M}\p{N}'’.-]{0,40}(?:[ \u00a0](?:(?:of|de|da|di|du|von|van|der|den|la|le|al|bin|y|and|the|for|&)[ \u00a0]){0,2}[\p{Lu}\p{Lt}][\p{L}\p{M}\p{N}'’.-]{0,40}){0,8}/gu;

/**
 * Names: those handed in by their places; else runs of words with capitals, but for the word that a sentence begins with.
 * Linear. In scripts without capitals there are none.
 */
export function namesIn(
  text: string,
  given?: readonly { readonly start: number; readonly end: number }[],
): readonly NameValue[] {
  const places = given ?? [...runsIn(text)];
  return places.flatMap(({ start, end }) => {
    const key = keyOf(text.slice(start, end));
    return key === "" ? [] : [{ kind: "name" as const, key, start, end }];
  });
}

function* runsIn(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (const match of text.matchAll(RUN)) {
    const run = match[0].replace(/[.'’-]{1,40}$/, "");
    const isOpening = /(?:^|[.!?:\n"“”„(•*-])\s{0,3}["“„(*]{0,2}$/u.test(
      text.slice(Math.max(0, match.index - 6), match.index),
    );
    const skipped = isOpening ? (OPENING.exec(run)?.[0].length ?? run.length) : 0;
    if (skipped < run.length) yield { start: match.index + skipped, end: match.index + run.length };
  }
}

/** What a sentence begins with has a capital whatever it is, and small words behind it belong to no name. */
const OPENING = /^[^ \u00a0]{1,60}[ \u00a0](?:\p{Ll}{1,4}[ \u00a0]){0,2}/u;

const keyOf = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’]s$/, "")
    .replaceAll(/[^\p{L}\p{M}\p{N}]{1,40}/gu, " ")
    .trim();
