import type { CallContext } from "../calls.ts";
import { VouchsafeError } from "../errors.ts";
import type { Model } from "../model/model.ts";
import { canaryFor } from "./canary.ts";
import { type Chance, chanceOf, shuffled } from "./chance.ts";
import type { Item, Verdict } from "./item.ts";
import { PROMPT_VERSION, promptFor } from "./prompt.ts";
import { readReply } from "./read-reply.ts";
import { passes, type Rubric } from "./rubric.ts";

export interface Asking {
  readonly model: Model;
  readonly secret: string;
  /** 0..1: how often a canary rides along. */
  readonly canary: number;
  readonly maxOutputTokens?: number | undefined;
}
export interface Answered {
  /** One for each item, in order. */
  readonly verdicts: readonly Verdict[];
  /** As the provider reports it. */
  readonly modelId?: string;
}

const ATTEMPTS = 2; // one re-ask, with the same evidence

/**
 * What the model says of the items, by one call, or two if the first reply cannot be read.
 *
 * Rejects with `VouchsafeError`: `judge-malformed` if neither reply is one verdict for each item, `judge-compromised` if
 * it lets the canary pass, and whatever the model rejects with.
 */
export async function ask(
  rubric: Rubric,
  items: readonly Item[],
  asking: Asking,
  context: CallContext,
): Promise<Answered> {
  const labels = rubric.labels.map(({ name }) => name);
  const known = items.map(({ parts, passages }) => [parts, passages]);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const chance = await chanceOf(asking.secret, [PROMPT_VERSION, asking.model.id, rubric, known, attempt]);
    const canary = canaryOf(rubric, items, asking.canary, chance);
    const ids = idsFor(items.length + 1, chance);
    const asked = shuffled(
      [...items, ...(canary === undefined ? [] : [canary])].map((item, at) => ({ id: ids[at] ?? "", item })),
      chance,
    );
    const prompt = promptFor(rubric, asked, chance.nonce, asking.maxOutputTokens);
    const reply = await asking.model.generate(prompt, context);
    // A reply that is not whole, or that came by a route that may not verify, decides nothing.
    if (reply.finish !== "stop")
      throw new VouchsafeError(`the judge's reply ended by "${reply.finish}"`, { code: "judge-malformed" });
    const read = readReply(
      reply.text,
      asked.map(({ id }) => id),
      labels,
    );
    if (read === undefined) continue;
    const told = canary === undefined ? undefined : read.get(ids[items.length] ?? "");
    if (told !== undefined && passes(rubric, told.label))
      throw new VouchsafeError("the judge let its canary pass, a made-up claim that no source has", {
        code: "judge-compromised",
      });
    const verdicts = items.flatMap((_, at) => read.get(ids[at] ?? "") ?? []);
    return { verdicts, ...(reply.modelId === undefined ? {} : { modelId: reply.modelId }) };
  }
  throw new VouchsafeError("the judge's reply is not one verdict for each item", { code: "judge-malformed" });
}

function canaryOf(rubric: Rubric, items: readonly Item[], share: number, chance: Chance): Item | undefined {
  const host = items[chance.below(items.length)];
  if (host === undefined || chance.below(1_000_000) >= share * 1_000_000) return undefined;
  if (rubric.canary !== undefined)
    return { parts: [{ name: host.parts.at(-1)?.name ?? "text", text: rubric.canary }], passages: host.passages };
  return rubric.labels.some(({ quote }) => quote === true) && host.passages.length > 0
    ? canaryFor(host, chance)
    : undefined;
}

const LETTERS = "bcdfghjkmnpqrstvwxz"; // no vowels, so that no id is a word

/** Different ids of four letters, which nobody can name in advance. */
function idsFor(count: number, chance: Chance): readonly string[] {
  const ids = new Set<string>();
  while (ids.size < count)
    ids.add(Array.from({ length: 4 }, () => LETTERS.charAt(chance.below(LETTERS.length))).join(""));
  return [...ids];
}
