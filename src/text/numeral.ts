import { scriptOf } from "./script.ts";

/** A character that is a figure or a part of one. */
export type Numeral =
  /** A digit of any script, style or height but a raised one; digits in a row are one figure. */
  | { readonly form: "digit"; readonly text: string }
  /** A raised digit: a power or a note, never the figure itself. */
  | { readonly form: "power"; readonly text: string }
  /** "½": added to the whole number before it. */
  | { readonly form: "fraction"; readonly value: number }
  /** "⑨", "⒓": a figure of its own. */
  | { readonly form: "enclosed"; readonly text: string }
  /** "Ⅳ", "❶": a figure that stands for itself, as written. */
  | { readonly form: "other"; readonly text: string };

const known = new Map<number, Numeral | undefined>();

/** What a code point is as a numeral; `undefined` for letters, the numerals of Han among them. */
export function numeralOf(codePoint: number): Numeral | undefined {
  if (codePoint < 0x80) return codePoint >= 48 && codePoint <= 57 ? ASCII[codePoint - 48] : undefined;
  if (known.has(codePoint)) return known.get(codePoint);
  const found = classify(String.fromCodePoint(codePoint), codePoint);
  known.set(codePoint, found);
  return found;
}

const ASCII: readonly Numeral[] = Array.from("0123456789", (text) => ({ form: "digit", text }));
const SUBSCRIPT = /^[₀-₉]$/u;
const RAISED = /^[⁰¹²³⁴-⁹]$/u;

function classify(character: string, codePoint: number): Numeral | undefined {
  if (!/^\p{N}$/u.test(character)) return undefined;
  const folded = character.normalize("NFKC");
  if (RAISED.test(character)) return { form: "power", text: folded };
  if (/^\p{Nd}$/u.test(character)) {
    return { form: "digit", text: /^\d$/.test(folded) ? folded : String(digitValue(codePoint)) };
  }
  if (SUBSCRIPT.test(character)) return { form: "digit", text: folded };
  const [, above, below] = /^(\d{1,2})\u2044(\d{1,2})$/.exec(folded) ?? [];
  if (above !== undefined && below !== undefined) return { form: "fraction", value: Number(above) / Number(below) };
  const [, enclosed] = /^\(?(\d{1,2})[).,]?$/.exec(folded) ?? [];
  if (enclosed !== undefined) return { form: "enclosed", text: enclosed };
  return scriptOf(codePoint) === "spaceless" ? undefined : { form: "other", text: character };
}

/** The decimal digits of a script are ten in a row, the nought first. */
function digitValue(codePoint: number): number {
  let zero = codePoint;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (codePoint - zero) % 10;
}
