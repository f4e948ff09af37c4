import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languageOf, languagesDiffer } from "vouchsafe";
import { anyText } from "../oracles/generators.ts";

const texts = {
  en: "The lid of the kettle is not for the oven, and you can keep it in the box that was delivered with it.",
  de: "Der Deckel ist nicht für den Ofen, und Sie können ihn in der Dose aufbewahren, die mit ihm geliefert wird.",
  fr: "Le couvercle de la bouilloire ne va pas dans le four, et vous pouvez le garder dans la boîte qui est livrée avec.",
  es: "La tapa de la tetera no es para el horno, y usted puede guardar la tapa en la caja que se entrega con ella.",
  ru: "Крышка не для печи, и вы можете хранить её в коробке, которую доставили с ней, если это нужно.",
  uk: "Кришка не для печі, і ви можете зберігати її у коробці, яку доставили з нею, якщо це потрібно.",
} as const;
const names = Object.keys(texts) as readonly (keyof typeof texts)[];

describe("languageOf", () => {
  test.each(names)("knows %s", (name) => {
    expect(languageOf(texts[name])?.language).toBe(name);
  });
  test.each([
    ["latin", "Lid"],
    ["cyrillic", "Крышка"],
    ["spaceless", "盖子"],
    ["arabic", "غطاء"],
    ["indic", "ढक्कन"],
    ["greek", "καπάκι"],
    ["hangul", "뚜껑"],
  ])("tells the script %s by a word", (script, text) => {
    expect(languageOf(text)).toEqual({ script });
  });
  test.each(["", " ", "123", "!?", "👍"])("knows nothing of %j", (text) => {
    expect(languageOf(text)).toBeUndefined();
  });
  test("is total", () => {
    fc.assert(
      fc.property(anyText, (text) => languageOf(text) === undefined || languageOf(text)?.script !== ""),
      { seed: 81, numRuns: 500 },
    );
  });
});

describe("languagesDiffer", () => {
  test("only where both are told", () => {
    for (const a of names)
      for (const b of names)
        expect([a, b, languagesDiffer(languageOf(texts[a]), languageOf(texts[b]))]).toEqual([a, b, a !== b]);
  });
  test.each([
    ["a name in another script", "Lid", "Крышка", true],
    ["Chinese and Japanese share their characters", "盖子合适", "蓋は合います", false],
    ["a short text of the same script", "Lid", texts.de, false],
    ["a figure", "123", texts.de, false],
  ])("%s", (_, a, b, differ) => {
    expect(languagesDiffer(languageOf(a), languageOf(b))).toBe(differ);
  });
});
