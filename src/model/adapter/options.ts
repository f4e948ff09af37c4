import { assertKnown } from "../../text/assert-known.ts";
import { mistake } from "../../text/mistake.ts";
import { LIMITS, type Limits, limitsOf } from "./limits.ts";
import { SAME_MODEL, type SameModel } from "./same-model.ts";
import { takesSampling } from "./takes-sampling.ts";

/** How JSON is asked for: by the provider's own way, by a tool that has to be called, or in words. */
export type OutputMode = "schema" | "tool" | "prompt";

export interface AdapterOptions extends Limits {
  /** The provider's name for the model. */
  readonly model: string;
  /** The first half of `Model.id`; a name of your own tells servers or settings apart that prices and caches must not mix. */
  readonly provider?: string;
  /** Default "family": a dated snapshot of the model is no other model. */
  readonly sameModel?: SameModel;
  /** Default "schema". */
  readonly output?: OutputMode;
  /**
   * Whether a prompt's `temperature` and `topP` are sent. Default: by the model's name, as some reject them (OpenAI's
   * that reason, Claude from 4.7 on); then they are left out.
   */
  readonly sampling?: boolean;
  /** More fields of the request, as the provider names them (`reasoning_effort`); what a prompt sets goes before. */
  readonly body?: { readonly [field: string]: unknown };
}

const KNOWN = ["model", "provider", "sameModel", "output", "sampling", "body", ...LIMITS];
const OUTPUTS: readonly OutputMode[] = ["schema", "tool", "prompt"];
/** What the adapter itself answers for. */
const OWN_FIELDS = ["model", "messages", "input", "stream", "n"];

/** The options that all adapters have, checked. Throws `TypeError`. */
export function adapterOptions(options: AdapterOptions, others: readonly string[] = []) {
  assertKnown(options, [...KNOWN, ...others]);
  const { model, provider, sameModel = "family", output = "schema", body = {} } = options;
  if (typeof model !== "string" || model === "") throw mistake("model", "be the name of a model", model);
  const { sampling = takesSampling(model) } = options;
  if (typeof sampling !== "boolean") throw mistake("sampling", "be true or false", sampling);
  if (provider !== undefined && (typeof provider !== "string" || provider === ""))
    throw mistake("provider", "be a name", provider);
  if (!SAME_MODEL.includes(sameModel)) throw mistake("sameModel", 'be "exact", "family" or "any"', sameModel);
  if (!OUTPUTS.includes(output)) throw mistake("output", 'be "schema", "tool" or "prompt"', output);
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw mistake("body", "be an object", body);
  const own = OWN_FIELDS.find((field) => Object.hasOwn(body, field));
  if (own !== undefined) throw mistake("body", `have no field that the adapter sets itself`, own);
  return { model, sameModel, output, sampling, body, limits: limitsOf(options) };
}
