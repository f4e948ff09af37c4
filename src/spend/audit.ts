import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { type Repeat, repeatsOf } from "./audit-repeats.ts";
import { type CacheSaving, savingOf } from "./audit-saving.ts";
import { type PromptPart, partsOf } from "./audit-sections.ts";
import { assertPrices, type Price } from "./price.ts";
import { type Encoding, estimateTokens } from "./tokens.ts";

export interface AuditOptions {
  /** Of the model that the prompt is for: then the audit speaks of money. */
  readonly price?: Price;
  /** Default: 1,000. */
  readonly callsPerDay?: number;
  /** The shortest beginning that the provider's cache keeps. Default: 1,024, as with OpenAI and most of Anthropic's models. */
  readonly minCacheTokens?: number;
  /** How long the cache keeps it after a call, in milliseconds. Default: 5 minutes. */
  readonly cacheMs?: number;
  readonly encoding?: Encoding;
  /** An exact count wins over the estimate. */
  readonly countTokens?: (text: string) => number;
}
/** A place for what differs from call to call: `{{x}}`, `${x}` or `{x}`, the last two outside of fences. */
export interface Variable {
  readonly name: string;
  /** Offsets in the prompt. */
  readonly at: readonly number[];
}
export interface AuditedSection extends PromptPart {
  /** Without its variables, whose content nobody knows here. */
  readonly tokens: number;
  /** Of all tokens, 0..1. */
  readonly share: number;
  readonly variables: readonly string[];
}
/** Plain data. Offsets are UTF-16 units of the prompt. */
export interface Audit {
  /** What every call sends, variables apart: the sum of the sections. */
  readonly tokens: number;
  readonly sections: readonly AuditedSection[];
  readonly variables: readonly Variable[];
  readonly repeats: readonly Repeat[];
  /** Of all that is said again. A sentence of a paragraph that is said again is not counted twice. */
  readonly repeatedTokens: number;
  readonly cache: CacheSaving;
}

/**
 * What a prompt is made of and what of it is paid for over and over: tokens by section, sentences said twice, and what
 * the provider's cache of beginnings saves, as it is and with its variables last.
 *
 * @example
 * const { sections, cache } = audit(template, { price: priceOf("openai/gpt-5-mini"), callsPerDay: 10_000 });
 */
export function audit(prompt: string, options: AuditOptions = {}): Audit {
  if (typeof prompt !== "string") throw mistake("prompt", "be a text", prompt);
  assertKnown(options, ["price", "callsPerDay", "minCacheTokens", "cacheMs", "encoding", "countTokens"]);
  const { price, callsPerDay = 1_000, minCacheTokens = 1_024, cacheMs = 300_000, encoding = "o200k" } = options;
  for (const [field, value] of Object.entries({ callsPerDay, minCacheTokens, cacheMs }))
    if (!Number.isSafeInteger(value) || value < 1) throw mistake(field, "be a positive integer", value);
  if (price !== undefined) assertPrices({ price });
  const tokensOf = options.countTokens ?? ((text: string) => estimateTokens(text, encoding));

  const parts = partsOf(prompt);
  const holesOf = parts.map((part) => holesIn(prompt, part));
  const holes = holesOf.flat();
  const counted = parts.map(({ start, end }, index) => {
    let from = start;
    const between = (holesOf[index] ?? []).map((hole) => {
      const text = prompt.slice(from, hole.start);
      from = hole.end;
      return text;
    });
    return tokensOf(between.join("") + prompt.slice(from, end));
  });
  const tokens = counted.reduce((sum, one) => sum + one, 0);
  const repeats = repeatsOf(prompt, tokensOf);
  const first = holes[0];
  return {
    tokens,
    sections: parts.map((part, index) => ({
      ...part,
      tokens: counted[index] ?? 0,
      share: tokens === 0 ? 0 : (counted[index] ?? 0) / tokens,
      variables: [...new Set((holesOf[index] ?? []).map(({ name }) => name))],
    })),
    variables: [...Map.groupBy(holes, ({ name }) => name)].map(([name, all]) => ({
      name,
      at: all.map(({ start }) => start),
    })),
    repeats,
    repeatedTokens: repeats.reduce((sum, { wastedTokens }) => sum + wastedTokens, 0),
    cache: savingOf({
      tokens,
      prefixTokens: first === undefined ? tokens : Math.min(tokens, tokensOf(prompt.slice(0, first.start))),
      callsPerDay,
      minCacheTokens,
      cacheMs,
      ...(price === undefined ? {} : { price }),
    }),
  };
}

interface Hole {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const DOUBLE = /\{\{[^{}\n]{1,80}\}\}/g;
const ANY = /\{\{[^{}\n]{1,80}\}\}|\{[A-Za-z_][\w.]{0,60}\}/g;
const NAME = /[^{}#/^&>\s][^{}]*/; // without the braces, and the mark of a block

/** In a fence single braces are code. */
function holesIn(prompt: string, { kind, start, end }: PromptPart): readonly Hole[] {
  const found = prompt.slice(start, end).matchAll(kind === "fence" ? DOUBLE : ANY);
  return [...found].map((match) => ({
    name: (NAME.exec(match[0])?.[0] ?? "").trim(),
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}
