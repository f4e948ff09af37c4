import { thrown } from "../decide/thrown.ts";
import { VouchsafeError } from "../errors.ts";
import { invalid } from "../read/sources.ts";
import { clip } from "../text/clip.ts";
import { unfenced } from "../text/code-fence.ts";
import { scanJson } from "../text/json-scan.ts";
import type { Answer, CitationInput, Failure, Guard } from "../types.ts";
import { jsonCopy } from "../verify/json-copy.ts";
import type { Leaf } from "../verify/outcome-of.ts";
import { failureOf } from "../verify/read-once.ts";
import type { Reply } from "./reply.ts";
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

/** The value of a reply: as returned, else its text as JSON, bare or in one code fence; absent if there is none. */
export function typedValue({
  value,
  answer = "",
}: Reply): { readonly value?: unknown } | { readonly failure: Failure } {
  if (value === undefined) {
    const text = (unfenced(answer) ?? answer).replace(/^\uFEFF/, "");
    return scanJson(text).ok ? { value: JSON.parse(text) } : {};
  }
  const json = jsonCopy(value);
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
    return {
      // JSON that is whole has ended, whatever its last word is.
      answer: { finish: "stop", ...reply, answer: text, value, citations: placed(citations, leaves) },
      leaves,
    };
  } catch (error) {
    return { failure: thrown("output-threw", "`output.text` or `output.citations`", error) };
  }
}

function placed(citations: readonly TypedCitation[], leaves: readonly Leaf[]): readonly CitationInput[] {
  if (!Array.isArray(citations)) throw wrong("`output.citations` returned no array");
  const places = new Map(leaves.map(({ path, at }) => [path, at]));
  return citations.map(({ path, ...citation }: TypedCitation) => {
    if (path === undefined) return citation;
    const at = places.get(path);
    // Without its leaf it would stand for the whole text, and carry what it was not given for.
    if (at === undefined) throw wrong(`the citation path ${clip(path, 80)} leads to no leaf of the text`);
    return { ...citation, at };
  });
}

/** Offsets into the reply mean nothing in a text that is made of its value. */
function unplaced(citations: Reply["citations"] = []): readonly CitationInput[] {
  if (citations.every(({ at }) => at === undefined)) return citations;
  throw wrong("the citations have offsets into the reply; give `output.citations`, with paths");
}

const wrong = (message: string): VouchsafeError => new VouchsafeError(message, { code: "output-threw" });
