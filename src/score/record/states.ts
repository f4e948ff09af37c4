import { hasNegation } from "../../text/negation.ts";
import type { Leaf } from "../../text/record.ts";
import { lazily, vocabulary } from "../../text/vocabulary.ts";
import { words } from "../../text/words.ts";

/**
 * What a value says of its key: `unknown` is left open, and carries neither a claim nor its denial; `doubted` and `likely` are read as no and yes
 * (`0`, "not in winter", `1`) where they speak against a claim, and carry none.
 */
export type State = "yes" | "no" | "unknown" | "doubted" | "likely";

export const OPPOSITE: Readonly<Record<State, State>> = {
  yes: "no",
  no: "yes",
  unknown: "unknown",
  doubted: "likely",
  likely: "doubted",
};

const NO =
  /^(?:n|no|none|nope|never|false|off|disabled|prohibited|forbidden|not (?:available|allowed|supported|included|possible|permitted|offered|provided)|unavailable|unsupported|excluded)$/iu;
const YES = /^(?:y|yes|true|on|enabled|allowed|available|supported|free|paid|included)$/iu;
const OPEN =
  /^(?:|[-–—?]+|n\/a|null|nil|undefined|unknown|unclear|unspecified|not (?:known|specified|stated)|tbd|tba|tbc|maybe)$/iu;
const LAST_MARK = /[.!]$/;
const LONGEST = 60; // units of a value that can be one word of yes or no, or close to it

export function stateOf({ type, text }: Leaf): State | undefined {
  if (type === "true") return "yes";
  if (type === "false") return "no";
  if (type === "null") return "unknown";
  if (type === "number") return Number(text) === 0 ? "doubted" : text === "1" ? "likely" : undefined;
  const value = text.trim().replace(LAST_MARK, "");
  if (value.length > LONGEST) return undefined;
  if (NO.test(value)) return "no";
  if (YES.test(value)) return "yes";
  if (OPEN.test(value)) return "unknown";
  if (value === "0") return "doubted";
  if (value === "1") return "likely";
  return hasNegation(value) ? "doubted" : undefined;
}

const DENYING = vocabulary(
  "not no non never without lacks lacking disabled unavailable excludes excluded prohibited forbidden banned",
);

/** The words of a key without the one that denies the others; "free" denies what stands before it. */
export function withoutDenial(name: readonly string[]): { readonly name: readonly string[]; readonly denial?: string } {
  if (name.length < 2) return { name };
  const at = name.findIndex(
    (key, position) => DENYING.has(key) || (position > 0 && position === name.length - 1 && key === "free"),
  );
  const denial = name[at];
  return denial === undefined ? { name } : { name: name.filter((_, position) => position !== at), denial };
}

/** Names of lists of what is not so, as `Names` writes them. */
export const EXCLUDING = {
  has: (name: string): boolean => excluding().has(name),
};

const excluding = lazily(
  (): ReadonlySet<string> =>
    new Set(
      "free from,free of,excludes,excluded,exclusions,excluding,not included,does not include,without,lacks,missing,not available,unavailable,prohibited,forbidden,banned,disabled,unsupported,not supported,not allowed,not suitable for,not for,does not contain,contains no,absent"
        .split(",")
        .map((name) =>
          words(name)
            .map(({ key }) => key)
            .join(" "),
        ),
    ),
);
