import { invalid, refused } from "../read/invalid.ts";
import { readSources } from "../read/sources.ts";
import type { Answer, Failure, Source } from "../types.ts";
import { failureOf } from "../verify/read-once.ts";
import { asked, type Given, hasNoId, isNone } from "./given.ts";

/** What a wrapped function returned, with what its input brought; `answer` may be absent where there is a `value`. */
export type Reply = Omit<Answer, "id" | "answer" | "messages" | "sources"> & {
  readonly id: string;
  readonly answer?: string;
  readonly sources: readonly Source[];
};

/**
 * A reply as an answer about its sources: those returned, which must be among the input's if the input had any, else
 * the input's; an empty list brings none. Each field is read once. Never throws: a reply that makes no sense is a failure that says what was
 * expected.
 */
export function readReply(returned: unknown, given: Given, id: string): Reply | { readonly failure: Failure } {
  try {
    const own = fieldsOf(returned);
    const { sources, messages, ...rest } = own;
    return {
      ...(given.question === undefined ? {} : { question: given.question }),
      ...rest,
      ...asked(rest.question, messages),
      id: own.id ?? id,
      sources: isNone(sources) ? (given.sources ?? []) : amongGiven(sources, given),
    };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function fieldsOf(returned: unknown): Partial<Answer> {
  if (typeof returned === "string") return { answer: returned };
  if (typeof returned !== "object" || returned === null || Array.isArray(returned)) {
    throw invalid("answer", "the function to return a string or { answer }", returned);
  }
  const { id, question, messages, answer, value, sources, citations, finish } = returned as Partial<Answer>;
  for (const [name, text] of Object.entries({ id, answer })) {
    if (text !== undefined && typeof text !== "string") throw invalid(name, "a string", text);
  }
  const fields = Object.entries({ id, question, messages, answer, value, sources, citations, finish });
  if (fields.every(([, field]) => field === undefined))
    throw refused(
      "answer",
      `expected the function to return a string or { answer }, got an object with ${keysOf(returned)}`,
    );
  return Object.fromEntries(fields.filter(([, field]) => field !== undefined));
}

/** The first few keys, by which one sees whose result it is. */
const keysOf = (returned: object): string =>
  Object.keys(returned).slice(0, 5).join(", ").slice(0, 100) || "nothing in it";

/** The input's own sources, as many of them as were returned: nothing that an answer says of a source replaces it. */
function amongGiven(returned: readonly unknown[], { sources: known, positional }: Given): readonly Source[] {
  const read = readSources(returned as readonly Source[]);
  if (known === undefined) return read;
  const byName = new Map(known.flatMap((source, at) => (positional[at] === true ? [] : [[keyOf(source), source]])));
  const byText = new Map(known.flatMap((source, at) => (positional[at] === true ? [[source.text, source]] : [])));
  return read.map((source, at) => {
    const unnamed = hasNoId(returned[at]);
    const found = unnamed ? byText.get(source.text) : byName.get(keyOf(source));
    if (found !== undefined) return unnamed ? Object.freeze({ ...found, id: source.id }) : found;
    throw refused(`sources[${at}]`, "is none of the sources in the function's input, by id and text");
  });
}

const keyOf = ({ id, text }: Source): string => `${id.length}:${id}${text}`;
