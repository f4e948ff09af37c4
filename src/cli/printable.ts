/**
 * The text with everything that a terminal would obey, or a reader could not see, written out as `\u{1B}`: control
 * characters, escape sequences, marks that turn the reading direction, invisible characters, lone surrogates. Line
 * breaks and tabs stay.
 */
export function printable(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replaceAll(/\r\n/g, "\n")
    .replaceAll(everySuspicious, (character, at: number) =>
      isOrthography(character, text, at) ? character : `\\u{${codeOf(character)}}`,
    );
}

/** The same on one line: line breaks are written out too. */
export function printableLine(text: string): string {
  return printable(text).replaceAll("\n", "\\n").replaceAll("\t", " ");
}

// Control, format, line and paragraph separators, lone surrogates, and what is ignored by default when drawn.
const suspicious = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}\u2800]/u;
const everySuspicious = /[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}\u2800]/gu;

/** Joiners and presentation selectors belong to the spelling of Persian, of Indic scripts and of emoji. */
function isOrthography(character: string, text: string, at: number): boolean {
  if (character !== "\u200C" && character !== "\u200D" && character !== "\uFE0F") return false;
  const before = text.slice(Math.max(0, at - 2), at);
  return character === "\uFE0F" ? /[\p{Emoji}]$/u.test(before) : joined.test(before);
}
const joined =
  /(?:\uFE0F|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])$/u;

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
}
