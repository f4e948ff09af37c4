const EXACT_DIGITS = 15; // a double holds no more: longer figures are compared digit by digit

/**
 * A figure of ASCII digits, points and commas as a value: "1,234.50" as "1234.5". One
 * separator before exactly three digits parts thousands in one country and decimals in another: it is read as thousands
 * on both sides, so that "1.500" never meets "1,5".
 */
export function numberKey(text: string): string {
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
