import { words } from "../text/words.ts";
import type { Source } from "../types.ts";
import { isAddress } from "./address.ts";
import type { Block } from "./blocks.ts";
import type { Marker } from "./marker.ts";
import { nameFinder, withoutNames } from "./names.ts";
import type { Resolve } from "./resolver.ts";

/** What an answer says of its own labels: footnotes, addresses of links, entries of a list of sources. */
export interface Definitions {
  /** What the block defines, or names, leads to. */
  readonly targets: ReadonlyMap<Block, readonly number[]>;
  /** By label, whatever defines it. */
  readonly footnotes: ReadonlyMap<string, readonly number[]>;
  /** Some number is defined, so that a footnote whose number is not leads nowhere. */
  readonly numbered: boolean;
  /** Of plain numbers, as in "[1]: refunds" and in lists. */
  readonly numbers: ReadonlyMap<string, readonly number[]>;
  /** Of links, by label in lower case. */
  readonly links: ReadonlyMap<string, readonly number[]>;
}

/**
 * Definitions (`[^1]: refund-policy`, `[1]: https://…`, "1. Refund policy" under "Sources:"). A definition leads to the
 * source whose id, title or url it names; one that says a sentence instead is read by its label, as `[1]` would be; any
 * other leads nowhere.
 */
export function definitionsOf(
  answer: string,
  blocks: readonly Block[],
  sources: readonly Source[],
  resolve: Resolve,
): Definitions {
  const targets = new Map<Block, readonly number[]>();
  const [footnotes, numbers, links] = [1, 2, 3].map(() => new Map<string, readonly number[]>());
  const named = nameFinder(sources, resolve);
  for (const block of blocks) {
    if (block.kind !== "footnote" || block.label === undefined) continue;
    const { label } = block;
    const led = target(answer.slice(block.start, block.end), block, named, sources, resolve);
    targets.set(block, led);
    const isNumber = NUMBER.test(label);
    for (const [map, key, belongs] of [
      [footnotes, label, label !== ""],
      [numbers, label, isNumber && block.defines !== "footnote"],
      [
        links,
        label.toLowerCase(),
        block.defines === "link" || isAddress(answer.slice(block.start, block.start + 16).replace("<", "")),
      ],
    ] as const)
      if (belongs && map?.has(key) === false) map.set(key, led);
  }
  return {
    targets,
    footnotes: footnotes ?? new Map(),
    numbered: [...(footnotes?.keys() ?? [])].some((label) => NUMBER.test(label)),
    numbers: numbers ?? new Map(),
    links: links ?? new Map(),
  };
}

function target(
  text: string,
  { label = "", defines }: Block,
  named: Resolve,
  sources: readonly Source[],
  resolve: Resolve,
): readonly number[] {
  const known = named(text);
  if (known.length > 0) return known;
  const own = label === "" ? [] : resolve(label);
  // A source without title and address can only be meant by its number.
  if (defines === "list") return own.every((at) => isNameless(sources[at])) ? own : [];
  // "Source 99" and "Unknown handbook" point, and lead nowhere: the own label must not stand in for them.
  return pointsOnly(text) || (says(text) && !POINTS.test(text)) ? own : [];
}

/** "see page 4": what points without a name. */
const pointsOnly = (text: string): boolean =>
  !POINTS.test(text) && (text.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => POINTING.test(word));

const FEWEST_WORDS = 4; // of a sentence; "Handbook, 2nd ed." is a name
const STOPPED = /[.!?。！？।؟][\s"'”’»」)*_]{0,4}$/u;
const QUOTES = /^\s*["'“„«‘「]/u;
const VERB =
  /\s(?:is|are|was|were|has|have|had|does|do|did|can|cannot|may|must|will|would|should|ist|sind|wird|werden|hat|est|sont|es|son)\s/i;
const TITLED = /^\p{Lu}|^\p{N}/u;

/** Whether a definition is a sentence, or quotes one: what says something can rest on the source of its number. */
function says(text: string): boolean {
  if (namesSomething(text)) return false;
  const list = words(text);
  if (list.some(({ kind }) => kind === "pair")) return STOPPED.test(text) || QUOTES.test(text);
  const long = list.filter(({ start, end }) => end - start >= 4);
  const isTitle = list.length > 2 && long.every(({ start, end }) => TITLED.test(text.slice(start, end)));
  if (list.length < FEWEST_WORDS || isTitle) return false;
  return STOPPED.test(text) || QUOTES.test(text) || VERB.test(text);
}

const NUMBER = /^\d+$/;

const isNameless = (source: Source | undefined): boolean => source?.title === undefined && source?.url === undefined;

const POINTS = /^\s*(?:(?:source|document|doc|passage|id|ref)\b|<?https?:)/i;

/** A definition shaped like one id ("warranty-terms") names a source, and one that does not exist. */
const namesSomething = (text: string): boolean => /^[\p{L}\p{N}]+(?:[-_./:#][\p{L}\p{N}]+)+\.?$/u.test(text.trim());

const POINTING =
  /^(?:see|section|sections|the|page|pages|p|pp|source|sources|document|doc|passage|from|in|of|and|id|url|https?|www|\d+)$/i;

/** Whether a definition only names its source. One that says more is checked as a claim that cites it. */
export function namesOnly(text: string, sources: readonly Source[]): boolean {
  const whole = text.trim().replace(/[.,;]$/, "");
  const names = sources.flatMap(({ id, title, url }) => [url, title, id]).filter((name) => name !== undefined);
  if (names.includes(whole) || names.some((name) => whole === `[${name}]`)) return true;
  const rest = withoutNames(text, sources);
  return namesSomething(rest) || (rest.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => POINTING.test(word));
}

/** A definition cites its own source, for the case that it says something. */
export function definitionMarker(answer: string, block: Block, sources: readonly number[]): Marker {
  const { start, end, label = "", defines } = block;
  const listed = defines === "list";
  const sourceId = label === "" ? answer.slice(start, end).trim().slice(0, LONGEST_SHOWN) : label;
  return {
    start,
    end: start,
    form: listed ? "list" : "footnote",
    ids: [{ sourceId, sources }],
    reach: "own",
    spoken: true,
    ...(listed ? { wraps: [start, end, end] as const } : {}),
  };
}

const LONGEST_SHOWN = 200; // units of an entry without a label
