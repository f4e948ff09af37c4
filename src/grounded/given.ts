import { questionOf } from "../read/messages.ts";
import { readSources } from "../read/sources.ts";
import type { Failure, Source } from "../types.ts";
import { failureOf } from "../verify/read-once.ts";

/** What the input of a wrapped function brings along for checking what comes out of it. */
export interface Given {
  readonly id?: string;
  readonly question?: string;
  /** Copies, as they were when the call began. */
  readonly sources?: readonly Source[];
  /** Of each source, whether its id is only its position. */
  readonly positional: readonly boolean[];
}

/**
 * `id`, `question`, `messages` and `sources` of an input that is an object; an input that is a string is the question.
 * Any other input brings nothing. Never throws: sources or messages that cannot be read are a failure with the field at
 * fault.
 */
export function givenBy(input: unknown): Given | { readonly failure: Failure } {
  if (typeof input === "string") return { question: input, positional: [] };
  if (typeof input !== "object" || input === null) return { positional: [] };
  try {
    const { id, question, messages, sources } = input as { readonly [field: string]: unknown };
    return {
      ...(typeof id === "string" ? { id } : {}),
      ...asked(question, messages),
      ...(isNone(sources) ? {} : { sources: readSources(sources as readonly Source[]) }),
      positional: Array.isArray(sources) ? sources.map(hasNoId) : [],
    };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** An empty list says as much as none: a response that carries no sources is about those that were asked about. */
export const isNone = (sources: unknown): sources is undefined | null | readonly [] =>
  sources === undefined || sources === null || (Array.isArray(sources) && sources.length === 0);

/** The question as it was put: by itself, or as the last turn of the user's. */
export function asked(question: unknown, messages: unknown): { readonly question?: string } {
  if (typeof question === "string") return { question };
  const found = Array.isArray(messages) ? questionOf(messages) : undefined;
  return found === undefined ? {} : { question: found };
}

/** A bare string, or a document of LangChain's without an id: what it is called depends on where it stands. */
export function hasNoId(source: unknown): boolean {
  return typeof source === "string" || (source as Partial<Source> | null)?.id === undefined;
}
