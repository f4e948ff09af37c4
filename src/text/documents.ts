import type { Source } from "../types.ts";
import { type Chain, chainsOf } from "./chains.ts";
import { isBare, type Joined, joinChunks } from "./join-chunks.ts";

/** What claims and quotations are looked for in. */
export interface Documents extends Joined {
  /** Where chunks meet without any white space left: the same, put together as if none had been there. */
  readonly tight?: Joined;
}

const known = new WeakMap<readonly Source[], Documents>();

/**
 * The sources as documents: chunks with one `documentId`, or with equal ids, joined where they are neighbours, and
 * conversations blank, for what a user said is no document. Linear in the texts; kept as long as the list is.
 */
export function documentsOf(sources: readonly Source[]): Documents {
  const made = known.get(sources) ?? make(sources);
  known.set(sources, made);
  return made;
}

function make(given: readonly Source[]): Documents {
  const sources = given.some(isConversation) ? Object.freeze(given.map(withoutConversation)) : given;
  const chains = groupsOf(sources)
    .flatMap((group) => chainsOf(sources, group))
    .filter(({ links, within }) => links.length + within.length > 1);
  if (chains.length === 0) return { sources, apart: (place) => [place] };
  const spaced = joinChunks(sources, chains, "spaced");
  return isLoose(sources, chains) ? { ...spaced, tight: joinChunks(sources, chains, "tight") } : spaced;
}

const isConversation = ({ kind }: Source): boolean => kind === "conversation";
const withoutConversation = (source: Source): Source =>
  isConversation(source) ? Object.freeze({ id: source.id, text: "", kind: "conversation" }) : source;

/** The positions of the chunks of each document that has several. A record is read by its paths, and is no prose to join. */
function groupsOf(sources: readonly Source[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [at, { id, documentId = id, kind = "document" }] of sources.entries()) {
    if (kind !== "document") continue;
    const group = groups.get(documentId);
    if (group === undefined) groups.set(documentId, [at]);
    else group.push(at);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

const isLoose = (sources: readonly Source[], chains: readonly Chain[]): boolean =>
  chains.some(({ links }) =>
    links.some(({ source, repeats }, at) => {
      const before = sources[links[at - 1]?.source ?? -1]?.text;
      return before !== undefined && repeats === 0 && isBare(before, sources[source]?.text ?? "");
    }),
  );
