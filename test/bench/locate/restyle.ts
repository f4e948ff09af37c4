/** What a copy of a text changes without changing a word. Each gives the same text back where it does not apply. */
const RESTYLES = {
  dashes: (quote) =>
    quote.replaceAll(/(?<=[\p{L}\p{N} ])[-–—](?=[\p{L}\p{N} ])/gu, (dash) => (dash === "-" ? "–" : "-")),
  "quotation marks": (quote) =>
    /[“”‘’]/.test(quote)
      ? quote.replaceAll(/[“”]/g, '"').replaceAll(/[‘’]/g, "'")
      : quote
          .replaceAll("'", "’")
          .replaceAll(/"(?=[\p{L}\p{N}])/gu, "“")
          .replaceAll('"', "”"),
  decomposed: (quote) => quote.normalize("NFD"),
  case: (quote, random) => {
    const upper = quote.toUpperCase();
    // A letter that has no capital of its own ("ß") does not come back from one.
    return random() < 0.5 && upper.toLowerCase() === quote.toLowerCase() ? upper : quote.toLowerCase();
  },
  emphasis: (quote, random) => {
    const words = quote.split(" ");
    const from = Math.floor(random() * words.length);
    const to = Math.min(words.length - 1, from + Math.floor(random() * 3));
    const mark = ["*", "**", "_"][Math.floor(random() * 3)] ?? "*";
    return words.map((word, at) => `${at === from ? mark : ""}${word}${at === to ? mark : ""}`).join(" ");
  },
  "soft hyphens": (quote, random) => within(quote, LETTERS, "\u00ad", random),
  hyphenation: (quote, random) => within(quote, HYPHENATED, "-\n", random),
  "white space": (quote, random) => {
    const added = [" ", "\n", "\n ", "\u00a0"][Math.floor(random() * 4)] ?? " ";
    return quote.replaceAll(/ (?=\S)/g, (space) => (random() < 0.4 ? added + space : space));
  },
} as const satisfies Readonly<Record<string, (quote: string, random: () => number) => string>>;

export type Restyle = keyof typeof RESTYLES;

const LETTERS = /\p{L}{3}(?=\p{L}{3})/gu;
/** Only alphabets that are hyphenated; after three letters and before three. */
const HYPHENATED =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]{3}(?=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]{3})/gu;

const LINE = 150; // units: twice a short line, so that a short quotation is parted at one end of a line

/** A mark at one place of those that a pattern allows, and at one more for each two lines of the quotation. */
function within(quote: string, pattern: RegExp, mark: string, random: () => number): string {
  const places = [...quote.matchAll(pattern)].map(({ index, 0: found }) => index + found.length);
  const count = 1 + Math.floor(quote.length / LINE);
  const chosen = new Set(Array.from({ length: count }, () => places[Math.floor(random() * places.length)]));
  return quote
    .split("")
    .map((unit, at) => (chosen.has(at) ? mark : "") + unit)
    .join("");
}

const NAMES = Object.keys(RESTYLES) as readonly Restyle[];

/**
 * A quotation in another style: the change at `turn` of the list, or the next that applies, and half of the time one
 * later in the list with it. `undefined` if none applies.
 */
export function restyled(
  quote: string,
  turn: number,
  random: () => number,
): { readonly quote: string; readonly changed: readonly Restyle[] } | undefined {
  const changed: Restyle[] = [];
  let text = quote;
  for (let step = 0; step < NAMES.length && changed.length < 2; step += 1) {
    const at = (turn + step) % NAMES.length;
    if (changed.length === 1 && (at < turn % NAMES.length || random() < 0.75)) continue;
    const name = NAMES[at];
    if (name === undefined) continue;
    const next = RESTYLES[name](text, random);
    if (next === text) continue;
    text = next;
    changed.push(name);
  }
  return changed.length === 0 ? undefined : { quote: text, changed };
}
