/** The text, or its first `length` units at most, never half a character, and an ellipsis. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const cutsPair = /[\ud800-\udbff]/.test(text.charAt(length - 1)) && /[\udc00-\udfff]/.test(text.charAt(length));
  return `${text.slice(0, cutsPair ? length - 1 : length)}…`;
}
