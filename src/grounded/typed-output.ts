import { leavesOf } from "../decide/leaves.ts";
import { thrown } from "../decide/thrown.ts";
import { VouchsafeError } from "../errors.ts";
import { invalid } from "../read/invalid.ts";
import { jsonAnswer } from "../text/json-answer.ts";
import { lazily } from "../text/vocabulary.ts";
import type { Answer, CitationInput, Failure, Guard } from "../types.ts";
import { jsonCopy } from "../verify/json-copy.ts";
import type { Leaf } from "../verify/outcome-of.ts";
import { failureOf } from "../verify/read-once.ts";
import type { Reply } from "./read-reply.ts";
import { leavesIn, textOfLeaves } from "./typed-text.ts";

/** A citation of a typed answer: `path` is the JSON Pointer of the leaf that it stands for. */
export type TypedCitation = Omit<CitationInput, "at"> & { readonly path?: string };

/** How a value becomes text that can be checked. */
export interface TypedOutput {
  /** Passes if the value matches the schema. */
  readonly shape: Guard;
  readonly text?: (value: never) => string;
  readonly citations?: (value: never) => readonly TypedCitation[];
}

/** The value of a reply, frozen: as returned, else its text as JSON, bare or in one code fence; absent if there is none. */
export function typedValue({
  value,
  answer = "",
}: Reply): { readonly value?: unknown } | { readonly failure: Failure } {
  const read = value === undefined ? jsonAnswer(answer) : { value };
  if (!("value" in read)) return {};
  const json = jsonCopy(read.value);
  if (json === undefined) return { failure: failureOf(invalid("value", "plain JSON, at most 200 levels deep", value)) };
  return { value: json.copy };
}

/** The reply with the text of its value in place of its own, and the leaves that this text is made of. */
export function asText(
  reply: Reply,
  value: unknown,
  output: TypedOutput,
): { readonly answer: Answer; readonly leaves: readonly Leaf[] } | { readonly failure: Failure } {
  try {
    const own = output.text?.(value as never);
    if (output.text !== undefined && typeof own !== "string") throw wrong("`output.text` returned no string");
    const { text, leaves } = own === undefined ? textOfLeaves(value) : { text: own, leaves: leavesIn(own, value) };
    const citations = output.citations?.(value as never) ?? unplaced(reply.citations);
    const cited = placed(
      citations,
      leaves,
      lazily(() => new Set(leavesOf(value))),
    );
    return {
      // JSON that is whole has ended, whatever its last word is.
      answer: { finish: "stop", ...reply, answer: text, value, citations: cited },
      leaves,
    };
  } catch (error) {
    return { failure: thrown("output-threw", "`output.text` or `output.citations`", error) };
  }
}

function placed(
  citations: readonly TypedCitation[],
  leaves: readonly Leaf[],
  paths: () => ReadonlySet<string>,
): readonly CitationInput[] {
  if (!Array.isArray(citations)) throw wrong("`output.citations` returned no array");
  const places = new Map(leaves.map(({ path, at }) => [path, at]));
  return citations.flatMap(({ path, ...citation }: TypedCitation) => {
    if (path === undefined) return citation;
    const at = places.get(path);
    if (at !== undefined) return { ...citation, at };
    // A leaf that is no text is checked by no guard. Without its place a citation would stand for the whole text.
    if (paths().has(path)) return [];
    throw wrong("a citation has a path that leads to no leaf of the value");
  });
}

/** Offsets into the reply mean nothing in a text that is made of its value. */
function unplaced(citations: Reply["citations"] = []): readonly CitationInput[] {
  if (citations.every(({ at }) => at === undefined)) return citations;
  throw wrong("the citations have offsets into the reply; give `output.citations`, with paths");
}

const wrong = (message: string): VouchsafeError => new VouchsafeError(message, { code: "output-threw" });
