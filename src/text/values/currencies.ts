import type { Token } from "./tokens.ts";

export interface Currency {
  readonly code: string;
  readonly shared?: true;
  /** Its share of the whole unit: a cent is a hundredth. */
  readonly minor?: number;
}

/** ISO 4217 for no currency in particular: whose cents they are, nobody says. */
const ANY = "XXX";
const MINORS: ReadonlyMap<string, Currency> = new Map([
  ["cent", { code: ANY, minor: 0.01 }],
  ["cents", { code: ANY, minor: 0.01 }],
  ["¢", { code: ANY, minor: 0.01 }],
  ["pence", { code: "GBP", minor: 0.01 }],
]);

/** Signs; those that several currencies write alike are `shared`. */
const SIGNS: ReadonlyMap<string, Currency> = new Map([
  ["$", { code: "USD", shared: true }],
  ["€", { code: "EUR" }],
  ["£", { code: "GBP", shared: true }],
  ["¥", { code: "JPY", shared: true }],
  ["￥", { code: "JPY", shared: true }],
  ["円", { code: "JPY" }],
  ["元", { code: "CNY" }],
  ["₹", { code: "INR" }],
  ["₽", { code: "RUB" }],
  ["₩", { code: "KRW" }],
  ["₺", { code: "TRY" }],
  ["₪", { code: "ILS" }],
  ["₫", { code: "VND" }],
  ["₴", { code: "UAH" }],
  ["₱", { code: "PHP" }],
  ["฿", { code: "THB" }],
]);

const WORDS: ReadonlyMap<string, Currency> = new Map(
  (
    "usd:USD eur:EUR gbp:GBP jpy:JPY cny:CNY rmb:CNY yuan:CNY chf:CHF cad:CAD aud:AUD nzd:NZD hkd:HKD sgd:SGD inr:INR brl:BRL mxn:MXN zar:ZAR sek:SEK nok:NOK dkk:DKK pln:PLN czk:CZK huf:HUF try:TRY rub:RUB krw:KRW " +
    "dollar:USD* dollars:USD* bucks:USD* euro:EUR euros:EUR pound:GBP* pounds:GBP* yen:JPY rupee:INR* rupees:INR* rs:INR* franc:CHF* francs:CHF* franken:CHF ruble:RUB rubles:RUB rouble:RUB roubles:RUB рублей:RUB рубля:RUB won:KRW zloty:PLN złoty:PLN kr:SEK* kronor:SEK kroner:NOK* peso:MXN* pesos:MXN* real:BRL reais:BRL lira:TRY"
  )
    .split(" ")
    .map((entry) => {
      const [word = "", code = ""] = entry.split(":");
      return [word, code.endsWith("*") ? { code: code.slice(0, -1), shared: true } : { code }];
    }),
);

export const CURRENCY_WORDS: readonly string[] = [...WORDS.keys()];

/** Words that mean something else far oftener, unless a figure stands right before them in a known way. */
const DOUBTFUL = new Set(["won", "real", "try", "pound", "pounds", "rs", "lira"]);
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ["us", "USD"],
  ["a", "AUD"],
  ["au", "AUD"],
  ["c", "CAD"],
  ["ca", "CAD"],
  ["nz", "NZD"],
  ["hk", "HKD"],
  ["s", "SGD"],
  ["r", "BRL"],
  ["mx", "MXN"],
]);

export interface FoundCurrency extends Currency {
  readonly length: number;
}

/** A currency that begins at a token, before a figure: "$", "US$", "EUR". */
export function currencyBefore(tokens: readonly Token[], at: number): FoundCurrency | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const sign = token.kind === "mark" ? SIGNS.get(token.text) : undefined;
  if (sign !== undefined) return { ...sign, length: 1 };
  const next = tokens[at + 1];
  const code = token.capital && next?.text === "$" && next.glued ? PREFIXES.get(token.text) : undefined;
  if (code !== undefined) return { code, length: 2 };
  const isCode = token.capital === true && token.text.length <= 3 && token.text !== "won" && token.text !== "try";
  const word = isCode ? WORDS.get(token.text) : undefined;
  return word === undefined ? undefined : { ...word, length: 1 };
}

/** A currency right behind a figure: "€", "dollars", "US dollars", "EUR". "5 won" and "5 pounds" are no money for sure. */
export function currencyBehind(tokens: readonly Token[], at: number): FoundCurrency | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const minor = MINORS.get(token.text);
  if (minor !== undefined) return { ...minor, length: 1 };
  const sign = SIGNS.get(token.text);
  if (sign !== undefined) {
    // "5 $10" is two figures.
    const next = tokens[at + 1];
    return next?.kind === "digits" && next.glued ? undefined : { ...sign, length: 1 };
  }
  const word = DOUBTFUL.has(token.text) ? undefined : WORDS.get(token.text);
  if (word !== undefined) return { ...word, length: 1 };
  const next = tokens[at + 1];
  const isNation = ["us", "american", "canadian", "australian", "hong", "swiss", "british"].includes(token.text);
  const second = isNation && next?.kind === "word" ? WORDS.get(next.text) : undefined;
  return second === undefined ? undefined : { ...second, length: 2 };
}

const FAMILIES: readonly ReadonlySet<string>[] = [
  new Set(["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN", "BRL"]),
  new Set(["JPY", "CNY"]),
  new Set(["SEK", "NOK", "DKK"]),
  new Set(["GBP", "EGP"]),
];

/** Whether two currencies are one, or may be, for a sign that several share. */
export const sameCurrency = (one: Currency, other: Currency): boolean =>
  one.code === other.code ||
  one.code === ANY ||
  other.code === ANY ||
  ((one.shared === true || other.shared === true) &&
    FAMILIES.some((family) => family.has(one.code) && family.has(other.code)));
