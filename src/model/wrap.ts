import type { Model, Wrap } from "./model.ts";
import { assertModel } from "./options.ts";

/**
 * The model with wraps around it, the first outermost: `wrap(model, a, b)` is `a(b(model))`.
 *
 * @example
 * const model = wrap(scripted(["Thirty days."]), timeout({ timeoutMs: 20_000 }), retry(), breaker());
 */
export function wrap(model: Model, ...wraps: readonly Wrap[]): Model {
  assertModel("model", model);
  return wraps.reduceRight((inner, outer) => outer(inner), model);
}
