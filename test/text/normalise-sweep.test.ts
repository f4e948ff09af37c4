import { describe, expect, test } from "vitest";
import { normalise } from "../../src/text/normalise.ts";

// Every scalar value there is, many to a text; a text that fails is cut in halves until one character is left.

const CHUNK = 2_048;
const MAX_SHOWN = 10;

/** Where compatibility says something else: powers and indices ("10²" is no "102"), an accent for an apostrophe, inches. */
const KEPT_APART = /^[\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u2080-\u2089\u00b4\u1ffd\u2033\u2036]$/u;

function* scalars(): Generator<string> {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
    if (codePoint === 0xd800) codePoint = 0xe000;
    yield String.fromCodePoint(codePoint);
  }
}

function* chunks(): Generator<readonly string[]> {
  let chunk: string[] = [];
  for (const scalar of scalars()) {
    chunk.push(scalar);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

const nameOf = (list: readonly string[]): string =>
  list.map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`).join(" ");

/** One sentence for each smallest list of characters of which `fault` says something. */
function faultsOf(list: readonly string[], fault: (list: readonly string[]) => string): readonly string[] {
  const found = fault(list);
  if (found === "" || list.length === 0) return [];
  const halves = [list.slice(0, list.length >> 1), list.slice(list.length >> 1)];
  const inHalves = list.length === 1 ? [] : halves.flatMap((half) => faultsOf(half, fault));
  return inHalves.length > 0
    ? inHalves
    : [`${list.length > 8 ? `${nameOf(list.slice(0, 8))} …` : nameOf(list)}: ${found}`];
}

function sweep(fault: (list: readonly string[]) => string): readonly string[] {
  const found: string[] = [];
  for (const chunk of chunks()) {
    found.push(...faultsOf(chunk, fault));
    if (found.length >= MAX_SHOWN) break;
  }
  return found.slice(0, MAX_SHOWN);
}

/** Alone, doubled, behind a letter, before one, and before an accent. */
const inContexts = (list: readonly string[]): string =>
  list.map((one) => `${one} ${one}${one} a${one} ${one}a ${one}\u0301`).join(" w ");

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const cuts = (text: string, at: number): boolean =>
  at > 0 && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));

function mapFault(text: string): string {
  const { text: out, starts, ends } = normalise(text);
  if (starts.length !== out.length || ends.length !== out.length) return "the map has another length than the text";
  let before = 0;
  for (let at = 0; at < out.length; at += 1) {
    const start = starts[at] ?? -1;
    const end = ends[at] ?? -1;
    if (start < before) return `the map goes back at unit ${at}`;
    if (end < start || end > text.length) return `unit ${at} ends outside or before it begins`;
    if (cuts(text, start) || cuts(text, end)) return `unit ${at} comes from half a character`;
    before = start;
  }
  return "";
}

function fixedFault(text: string): string {
  const once = normalise(text).text;
  // A compatibility form of a mark unfolds into a space and the mark; at the start of a text the space is dropped.
  return normalise(once).text.trimStart() === once.trimStart() ? "" : "once more gives another text";
}

describe("every character there is", { timeout: 120_000 }, () => {
  test("is a fixed point after one pass, alone and beside others", () => {
    expect(sweep((list) => fixedFault(inContexts(list)))).toEqual([]);
  });
  test("is mapped forwards, whole and inside the text", () => {
    expect(sweep((list) => mapFault(inContexts(list)))).toEqual([]);
  });
  test("meets its composed and decomposed forms in the middle of a word", () => {
    const formed = (list: readonly string[], form: string): string =>
      normalise(list.map((one) => `x${one.normalize(form)}y`).join(" w ")).text;
    const faults = sweep((list) => (formed(list, "NFC") === formed(list, "NFD") ? "" : "NFC and NFD differ"));
    expect(faults).toEqual([]);
  });
  test("meets its compatibility forms in the middle of a word, but for powers and indices", () => {
    const fault = (whole: readonly string[]): string => {
      const list = whole.filter((one) => !KEPT_APART.test(one));
      const plain = normalise(list.map((one) => `x${one}y`).join(" w ")).text;
      for (const form of ["NFC", "NFKC", "NFKD"]) {
        const other = normalise(list.map((one) => `x${one.normalize(form)}y`).join(" w ")).text;
        if (other !== plain) return `${form} differs`;
      }
      return "";
    };
    expect(sweep(fault)).toEqual([]);
  });
  test("is swept so that one bad character among two thousand is named", () => {
    const list = Array.from({ length: CHUNK }, (_, at) => String.fromCodePoint(0x4e00 + at));
    const isBad = (some: readonly string[]): string => (some.includes("\u5000") ? "is bad" : "");
    expect(faultsOf(list, isBad)).toEqual(["U+5000: is bad"]);
    const pair = (some: readonly string[]): string =>
      some.includes("\u4e00") && some.includes("\u55ff") ? "meet" : "";
    expect(faultsOf(list, pair)).toEqual([expect.stringContaining("meet")]);
  });
});
