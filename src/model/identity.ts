import type { Model } from "./model.ts";

/** What a model is known by: every wrap keeps it. */
export type Identity = Pick<Model, "id" | "settings">;

export function identityOf({ id, settings }: Model): Identity {
  return { id, ...(settings === undefined ? {} : { settings }) };
}

/** Of several models that answer as one: a cache must not take one's replies for another's. */
export function identityOfAll(models: readonly Model[]): Identity {
  const id = models.map((model) => model.id).join("|");
  if (models.every(({ settings }) => settings === undefined)) return { id };
  return { id, settings: { each: models.map(({ settings = {} }) => settings) } };
}
