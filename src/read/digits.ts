import { numeralOf } from "../text/numeral.ts";

const DIGIT = /\p{Nd}|[⁰¹²³⁴-⁹]/gu;

/** A text with the digits of every script, width and height as ASCII digits: "［٣］" as "［3］", "¹²" as "12". */
export const plainDigits = (text: string): string =>
  text.replace(DIGIT, (digit) => {
    const numeral = numeralOf(digit.codePointAt(0) ?? 0);
    return numeral?.form === "digit" || numeral?.form === "power" ? numeral.text : digit;
  });
