import { countOf } from "../../text/fields.ts";
import type { Answer, CitationInput, Finish, PlainSpan, Source, SourceInput } from "../../types.ts";
import { readSources } from "../sources.ts";
import { type Refer, type Referred, sourceNames } from "./source-names.ts";

export interface ResponseOptions {
  /**
   * The sources as the model was given them, in that order: they become those of the answer, and citations get their ids.
   * Default: what the response itself carries as text, else none.
   */
  readonly sources?: readonly SourceInput[];
  readonly question?: string;
}

/** What an adapter stands on: the sources that citations may mean, and those of the answer. */
export interface Reader {
  readonly refer: Refer;
  readonly sources: readonly SourceInput[];
}

export function readerOf({ sources }: ResponseOptions, carried: readonly Source[] = []): Reader {
  return { refer: sourceNames(sources === undefined ? carried : readSources(sources)), sources: sources ?? carried };
}

/** A citation of what a provider refers to. */
export function cite(
  { sourceId }: Referred,
  { at, quote, near }: { at?: PlainSpan | undefined; quote?: string | undefined; near?: number | undefined } = {},
): CitationInput {
  return {
    sourceId,
    ...(at === undefined ? {} : { at }),
    ...(quote === undefined ? {} : { quote: quote.toWellFormed() }),
    ...(near === undefined ? {} : { near }),
  };
}

/** The answer, without the keys of what is not known. */
export function answerOf(
  answer: string,
  citations: readonly CitationInput[],
  { sources }: Reader,
  { question }: ResponseOptions,
  { finish, usage }: { readonly finish?: Finish | undefined; readonly usage?: Answer["usage"] } = {},
): Answer {
  return {
    ...(question === undefined ? {} : { question }),
    answer,
    sources,
    citations,
    ...(finish === undefined ? {} : { finish }),
    ...(usage === undefined ? {} : { usage }),
  };
}

/** What was counted, under whichever of these names; none if nothing was. */
export function usageOf(
  counts: unknown,
  input: readonly string[] = ["input_tokens"],
  output: readonly string[] = ["output_tokens"],
): Answer["usage"] {
  const [inputTokens, outputTokens] = [countOf(counts, ...input), countOf(counts, ...output)];
  if (inputTokens === undefined && outputTokens === undefined) return undefined;
  return {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
  };
}
