import { normalise } from "../text/normalise.ts";
import { unhidden } from "./shown.ts";

const TAGS = /[\u{e0020}-\u{e007e}]/gu;
const ENTITY = /&#(x[0-9a-f]{2,6}|\d{2,7});?/gi;
const ESCAPE = /\\u\{?([0-9a-f]{4,6})\}?|\\x([0-9a-f]{2})|%([0-9a-f]{2})/gi;
const SPELT = /(?:^|(?<=[^\p{L}\p{N}]))(?:[\p{L}\p{N}][ .\-_*·]){3,400}[\p{L}\p{N}](?![\p{L}\p{N}])/gu;
const SPELT_MARKS = /[ .\-_*·]/g;
const ENCODED = /[A-Za-z0-9+/_-]{16,}/g;
const HEX = /\b(?:[0-9a-f]{2}){10,}\b/gi;
const LEET_WORD = /(?=[a-z0134578@$!|]{0,30}[0134578@$!|])[a-z0134578@$!|]{3,30}/gi;
const READABLE = /^[\t\n\r\x20-\x7e\p{L}\p{M}\p{P}]+$/u;
const OTHER_ALPHABET = /[\u0370-\u03ff\u0400-\u04ff]/;

/**
 * A text as a model could read it that follows what it finds: as it is shown, with tags, entities and escapes resolved, letters of
 * other alphabets and small capitals taken for those that they look like, bare of tags and marks, spelt words joined, backwards, turned by thirteen letters, and what is
 * encoded in it. Folded as `normalise` folds. Linear.
 */
export function viewsOf(text: string): readonly string[] {
  const plain = folded(unhidden(resolved(text)));
  const views = [
    plain,
    ...(OTHER_ALPHABET.test(plain) ? [plain.replaceAll(LOOKALIKE, (letter) => LOOKALIKES.get(letter) ?? letter)] : []),
    bared(plain),
    plain.replaceAll(SPELT, (word) => word.replaceAll(SPELT_MARKS, "")),
    plain.replaceAll(LEET_WORD, (word) => [...word].map((one) => LEET.get(one) ?? one).join("")),
    [...plain].reverse().join(""),
    plain.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97)),
    ...decodedIn(unhidden(text)).map(folded),
  ];
  return [...new Set(views)];
}

const MARKUP = /<\/?[a-z][a-z0-9]{0,9}\s?\/?>/g;
const ABOVE_AND_BELOW = /\p{M}/gu;
const FLAG_LETTER = /[\u{1f1e6}-\u{1f1ff}]/gu;
const SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ";
const SMALL_CAPITAL = new RegExp(`[${SMALL_CAPITALS}]`, "gu");
const OF_SMALL_CAPITALS = "abcdefghijklmnoprstuvwyz";

/** Without tags in words and marks above and below letters, and with the letters that flags and small capitals are. */
const bared = (text: string): string =>
  text
    .replaceAll(MARKUP, "")
    .normalize("NFD")
    .replaceAll(ABOVE_AND_BELOW, "")
    .replaceAll(FLAG_LETTER, (flag) => String.fromCharCode((flag.codePointAt(0) ?? 0) - 0x1f1e6 + 97))
    .replaceAll(SMALL_CAPITAL, (letter) => OF_SMALL_CAPITALS.charAt(SMALL_CAPITALS.indexOf(letter)));

const folded = (text: string): string => normalise(text).text;

/** Tags are letters that nobody sees; entities and escapes are letters that everybody resolves. */
const resolved = (text: string): string =>
  text
    .replaceAll(TAGS, (tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000))
    .replaceAll(ENTITY, (_, code: string) =>
      pointOf(
        code.startsWith("x") || code.startsWith("X") ? code.slice(1) : code,
        code.length > 0 && /^x/i.test(code) ? 16 : 10,
      ),
    )
    .replaceAll(ESCAPE, (_, long?: string, short?: string, percent?: string) =>
      pointOf(long ?? short ?? percent ?? "", 16),
    );

function pointOf(digits: string, base: number): string {
  const point = Number.parseInt(digits, base);
  return Number.isInteger(point) && point <= 0x10ffff ? String.fromCodePoint(point) : "";
}

function decodedIn(text: string): readonly string[] {
  const base64 = (text.match(ENCODED) ?? []).map((found) => bytesOfBase64(found));
  const hex = (text.match(HEX) ?? []).map((found) => found.replaceAll(/../g, (pair) => pointOf(pair, 16)));
  return [...base64, ...hex].filter((decoded) => decoded.length > 8 && READABLE.test(decoded));
}

function bytesOfBase64(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (unit) => unit.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Not base64, or not text.
    return "";
  }
}

const LEET = new Map([..."0134578@$!|"].map((sign, at) => [sign, "oieastbasil".charAt(at)]));
const SIMILAR: readonly (readonly [string, string])[] = [
  ["а", "a"],
  ["в", "b"],
  ["е", "e"],
  ["к", "k"],
  ["м", "m"],
  ["н", "h"],
  ["о", "o"],
  ["р", "p"],
  ["с", "c"],
  ["т", "t"],
  ["у", "y"],
  ["х", "x"],
  ["і", "i"],
  ["ј", "j"],
  ["ѕ", "s"],
  ["ԁ", "d"],
  ["ɡ", "g"],
  ["α", "a"],
  ["ε", "e"],
  ["ι", "i"],
  ["κ", "k"],
  ["ν", "v"],
  ["ο", "o"],
  ["ρ", "p"],
  ["τ", "t"],
  ["υ", "u"],
  ["χ", "x"],
];
const LOOKALIKES: ReadonlyMap<string, string> = new Map(SIMILAR);
const LOOKALIKE = /[авекмнорстухіјѕԁɡαεικνορτυχ]/g;
