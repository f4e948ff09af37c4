/** Zeros of the decimal digits of other scripts; the nine that follow each are its digits. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810, 0xff10,
];

/** The value of a decimal digit of any script, or `undefined`. */
function digitOf(unit: number): number | undefined {
  if (unit >= 48 && unit <= 57) return unit - 48;
  if (unit < 0x660) return undefined;
  const zero = ZEROS.find((start) => unit >= start && unit <= start + 9);
  return zero === undefined ? undefined : unit - zero;
}

export const isDigit = (unit: number): boolean => digitOf(unit) !== undefined;

const EXACT_DIGITS = 15; // a double holds no more: longer figures are compared digit by digit

/**
 * A figure as a value, whatever its digits and separators: "1,234.50", "1 234.5" as "1234.5" and "١٢٣" as "123". One
 * separator before exactly three digits parts thousands in one country and decimals in another: it is read as thousands
 * on both sides, so that "1.500" never meets "1,5".
 */
export function numberKey(written: string): string {
  let text = "";
  for (const character of written) {
    const digit = digitOf(character.charCodeAt(0));
    if (digit !== undefined) text += String(digit);
    else if (character === "." || character === ",") text += character;
  }
  const thousands = /^[1-9]\d{0,2}(?:[.,]\d{3}){1,6}$/.test(text) || /^\d{1,3}(?:,\d{3}){1,6}\.\d{1,6}$/.test(text);
  const grouped =
    /\.\d{1,6}$/.test(text) && text.includes(",")
      ? text.replaceAll(",", "")
      : thousands
        ? text.replaceAll(/[.,]/g, "")
        : text.replace(",", ".");
  if (grouped.replaceAll(".", "").length > EXACT_DIGITS) return grouped;
  const value = Number(grouped);
  return Number.isFinite(value) ? String(value) : grouped;
}
