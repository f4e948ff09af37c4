import type { Answer } from "../types.ts";
import { jsonCopy } from "../verify/json-copy.ts";

// Were a field of `Answer` forgotten here, workers would not see it. What a provider counted is read by nobody.
const FIELDS = {
  id: true,
  question: true,
  messages: true,
  answer: true,
  value: true,
  sources: true,
  citations: true,
  finish: true,
} satisfies { readonly [Field in keyof Required<Omit<Answer, "usage">>]: true };
const NAMES = Object.keys(FIELDS);

/**
 * The fields of an answer, each read once, as they can be sent to a thread; `undefined` for what is no answer or cannot
 * be read. Cloning makes plain objects of dates and classes, so a `value` that is no plain JSON is sent as what stays none.
 */
export function portable(row: unknown): Answer | undefined {
  try {
    // Inside, since even this question throws for a proxy that was revoked.
    if (typeof row !== "object" || row === null || Array.isArray(row)) return undefined;
    const fields = NAMES.map((name) => [name, Reflect.get(row, name) as unknown] as const);
    return Object.fromEntries(
      fields
        .filter(([, field]) => field !== undefined)
        .map(([name, field]) => [name, name === "value" ? plain(field) : field]),
    ) as unknown as Answer;
  } catch {
    return undefined;
  }
}

function plain(value: unknown): unknown {
  const json = jsonCopy(value);
  return json === undefined ? Number.NaN : json.copy;
}

/** Whether the first sources of both are the same text. */
export function haveOneSource(a: Answer, b: Answer | undefined): boolean {
  const text = firstText(a);
  return text !== undefined && b !== undefined && text === firstText(b);
}

function firstText({ sources }: Answer): unknown {
  try {
    const [first] = sources;
    return typeof first === "object" && "text" in first ? first.text : first;
  } catch {
    return undefined;
  }
}
