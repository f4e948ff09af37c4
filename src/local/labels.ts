import type { Labels } from "./models.ts";
import { trouble } from "./trouble.ts";

/** Positions among the logits. */
export type Positions =
  | { readonly kind: "pair"; readonly supported: number; readonly contradicted?: number }
  | { readonly kind: "token"; readonly unsupported: number };

/** The names under which models have them; a model with others is told about by `labels`. */
const usual = {
  supported: ["entailment", "supported", "consistent"],
  contradicted: ["contradiction", "contradicted", "refuted"],
  unsupported: ["hallucinated", "hallucination", "unsupported"],
} as const;

/** Which logit means what, by the labels given or else by the model's own names for them. Throws where that is not said. */
export function positionsOf(kind: "pair" | "token", names: readonly string[], given: Labels | undefined): Positions {
  const find = (label: string | number): number => {
    const at = typeof label === "number" ? label : names.findIndex((name) => same(name, label));
    if (at >= 0 && (names.length === 0 || at < names.length)) return at;
    throw trouble("model-mismatch", `the model has no label ${JSON.stringify(label)}, only ${told(names)}`);
  };
  const guess = (meaning: keyof typeof usual): number | undefined => {
    const at = names.findIndex((name) => usual[meaning].some((label) => same(name, label)));
    return at < 0 ? undefined : at;
  };
  if (kind === "token") {
    const said = given !== undefined && "unsupported" in given ? find(given.unsupported) : guess("unsupported");
    if (said === undefined) throw unsaid("unsupported", names);
    return { kind, unsupported: said };
  }
  if (given !== undefined && "supported" in given) {
    const { supported, contradicted } = given;
    return {
      kind,
      supported: find(supported),
      ...(contradicted !== undefined && { contradicted: find(contradicted) }),
    };
  }
  const supported = guess("supported");
  if (supported === undefined) throw unsaid("supported", names);
  const contradicted = guess("contradicted");
  return { kind, supported, ...(contradicted !== undefined && { contradicted }) };
}

const same = (name: string, label: string): boolean => name.toLowerCase() === label.toLowerCase();
const told = (names: readonly string[]): string => (names.length === 0 ? "none by name" : names.join(", "));
const unsaid = (label: string, names: readonly string[]): Error =>
  trouble(
    "model-mismatch",
    `which label means ${label} is not known (the model has ${told(names)}): say it with \`labels\``,
  );
