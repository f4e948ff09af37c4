import type { CallContext } from "../calls.ts";
import { mistake } from "../text/mistake.ts";
import { type ModelFailure, type ModelFailureCode, modelFailureOf } from "./failure.ts";
import { inTurn, type Tries } from "./in-turn.ts";
import type { Model, Prompt, Reply, ReplyPart } from "./model.ts";
import { assertModel, assertOptions } from "./options.ts";

export interface Route {
  readonly model: Model;
  /** Whether an answer from here may be verified at all. If not, its reply has `finish: "other"`. Default: true. */
  readonly mayVerify?: boolean;
  /** After which failures of the route before it is asked. Default: all but those of the prompt itself. */
  readonly after?: readonly ModelFailureCode[];
}

/** Which route a reply came by: `reply.providerMetadata.vouchsafe`. The first route's replies have none, unless it may not verify. */
export interface RouteTaken {
  /** `Model.id` of the route. */
  readonly route: string;
  /** Only if it may not. */
  readonly mayVerify?: false;
}

/**
 * One route after the other until one gives a whole reply; when none is left, the last failure stands.
 *
 * A prompt that was rejected or refused is not taken elsewhere: the next provider would be asked the same, and to go on until some model
 * says yes is to choose the least careful one. Nor is a reply that was too large or stopped at its limit of tokens, which the next would
 * reach too. Whoever wants that names the failures in `after`. Errors that are no model's (`budget-exceeded`) and aborts end the call.
 *
 * @example
 * const model = fallback(openai(client, "gpt-5-mini"), { model: anthropic(other, "claude-haiku"), mayVerify: false });
 */
export function fallback(first: Model | Route, ...others: readonly (Model | Route)[]): Model {
  const routes = [first, ...others].map((route, at) => routeOf(route, at));
  const models = routes.map(({ model, mayVerify }, at) =>
    at === 0 && mayVerify !== false ? model : marked(model, mayVerify !== false),
  );
  const id = routes.map(({ model }) => model.id).join("|");
  const begin = ({ abortSignal, trace }: CallContext): Tries => {
    let at = 0;
    return {
      first: models[0] as Model,
      async next(error) {
        abortSignal?.throwIfAborted();
        const failure = modelFailureOf(error);
        const route = routes[at + 1];
        const model = models[at + 1];
        if (failure === undefined || route === undefined || model === undefined || !goesOn(failure, route)) throw error;
        at += 1;
        trace?.event("model-fell-back", { from: routes[at - 1]?.model.id ?? "", to: model.id, code: failure.code });
        return model;
      },
    };
  };
  return inTurn(id, begin);
}

function goesOn({ code, retryable }: ModelFailure, { after }: Route): boolean {
  if (after !== undefined) return after.includes(code);
  return code === "model-truncated" ? retryable : !OF_THE_PROMPT.includes(code);
}
const OF_THE_PROMPT: readonly ModelFailureCode[] = ["model-rejected", "model-refused", "model-oversized"];

function routeTaken({ providerMetadata }: Reply): object {
  const told = providerMetadata?.vouchsafe;
  return typeof told === "object" && told !== null ? told : {};
}

/** The model, whose replies say by which route they came. */
function marked(model: Model, mayVerify: boolean): Model {
  const taken: RouteTaken = { route: model.id, ...(mayVerify ? {} : { mayVerify: false }) };
  const mark = (reply: Reply): Reply => ({
    ...reply,
    // `incomplete` wherever it is handed on: what may not be verified fails closed, whether or not the metadata are read.
    finish: mayVerify ? reply.finish : "other",
    providerMetadata: { ...reply.providerMetadata, vouchsafe: { ...routeTaken(reply), ...taken } },
  });
  return {
    id: model.id,
    generate: async (prompt: Prompt, context: CallContext = {}) => mark(await model.generate(prompt, context)),
    async *stream(prompt: Prompt, context: CallContext = {}): AsyncGenerator<ReplyPart> {
      for await (const part of model.stream(prompt, context))
        yield part.type === "reply" ? { type: "reply", reply: mark(part.reply) } : part;
    },
  };
}

function routeOf(given: Model | Route, at: number): Route {
  const name = `routes[${at}]`;
  if (typeof given !== "object" || given === null) throw mistake(name, "be a model or a route", given);
  if (!("model" in given)) {
    assertModel(name, given);
    return { model: given };
  }
  assertOptions(given, ["model", "mayVerify", "after"]);
  assertModel(`${name}.model`, given.model);
  const { mayVerify, after } = given;
  if (mayVerify !== undefined && typeof mayVerify !== "boolean")
    throw mistake(`${name}.mayVerify`, "be a boolean", mayVerify);
  if (after !== undefined && !Array.isArray(after)) throw mistake(`${name}.after`, "be an array of codes", after);
  return given;
}
