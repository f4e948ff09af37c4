const PLACE =
  /(?:\s?[,:]\s?|\s)(?:(?:pp?|pgs?|pages?|s|seiten?|sec|sections?|ch|chapters?|paras?|paragraphs?|art|articles?|lines?|abs)\b\.?|стр\.?|第|§{1,2}|¶)\s?\d{1,5}(?:\.\d{1,3}){0,3}(?:\s?[-–]\s?\d{1,5})?(?=\s?(?:[,;]|$))/giu;
const COLON = /(?<=^|[,;]\s?)(\d{1,6}):\s\d{1,5}(?:\s?[-–]\s?\d{1,5})?(?=\s?(?:[,;]|$))/g;

/** What a marker says without the place in its source: "1, p. 3" and "1: 3" as "1", "Shipping rates, page 3" as the title. */
export const withoutPage = (written: string): string => written.replaceAll(PLACE, "").replaceAll(COLON, "$1").trim();
