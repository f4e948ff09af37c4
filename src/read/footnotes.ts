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
  /** Of plain numbers, as in "[1]: refunds" and in lists. */
  readonly numbers: ReadonlyMap<string, readonly number[]>;
  /** Of links, by label in lower case. */
  readonly links: ReadonlyMap<string, readonly number[]>;
}

/**
 * Definitions (`[^1]: refund-policy`, `[1]: https://…`, "1. Refund policy" under "Sources:"). A definition leads to the
 * source whose id, title or url it names; one that names none is read by its label, as `[1]` would be, but for an
 * entry of a list, which leads nowhere then.
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
    const isNumber = /^\d+$/.test(label);
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
  return { targets, footnotes: footnotes ?? new Map(), numbers: numbers ?? new Map(), links: links ?? new Map() };
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
  // "Source 99" points, and leads nowhere: its own label must not stand in for it.
  return namesSomething(text) || POINTS.test(text) ? [] : own;
}

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
