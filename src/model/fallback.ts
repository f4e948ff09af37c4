import type { CallContext } from "../calls.ts";
import { VouchsafeError } from "../errors.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { type ModelFailureCode, modelFailureOf } from "./failure.ts";
import { type Identity, identityOf, identityOfAll } from "./identity.ts";
import { inTurn, type Tries } from "./in-turn.ts";
import type { Model, Prompt, Reply, ReplyPart } from "./model.ts";
import { assertModel } from "./options.ts";
import { withOrigin } from "./origin.ts";

export interface Route {
  readonly model: Model;
  /** Whether an answer from here may be verified at all. If not, its reply has `finish: "other"`. Default: true. */
  readonly mayVerify?: boolean;
  /** After which failures of the route before it is asked. Default: all but those of the prompt itself. */
  readonly after?: readonly ModelFailureCode[];
}

/**
 * One route after the other until one gives a whole reply; when none is left, the last failure stands.
 *
 * A prompt that was rejected or refused is not taken elsewhere: the next provider would be asked the same, and to go
 * on until some model says yes is to choose the least careful one. Nor is a reply that was too large or stopped at
 * its limit of tokens, which the next would reach too. Whoever wants that names the failures in `after` (LiteLLM,
 * too, keeps both apart from its general fallbacks). What is too dear for the budget may fit the next model. Aborts
 * and errors that are no model's end the call.
 *
 * @example
 * const small = anthropic(other, { model: "claude-haiku-4-5" });
 * const model = fallback(openai(client, { model: "gpt-5-mini" }), { model: small, mayVerify: false });
 */
export function fallback(first: Model | Route, ...others: readonly (Model | Route)[]): Model {
  const routes = [first, ...others].map((route, at) => routeOf(route, at));
  const models = routes.map(({ model, mayVerify }, at) =>
    at === 0 && mayVerify !== false ? model : marked(model, mayVerify !== false),
  );
  const begin = ({ abortSignal, trace }: CallContext): Tries => {
    let at = 0;
    return {
      first: models[0] as Model,
      async next(error) {
        abortSignal?.throwIfAborted();
        const route = routes[at + 1];
        const model = models[at + 1];
        const code = goesOn(error, route);
        if (code === undefined || model === undefined) throw error;
        at += 1;
        trace?.event("model-fell-back", { from: routes[at - 1]?.model.id ?? "", to: model.id, code });
        return model;
      },
    };
  };
  return inTurn(identityOfRoutes(routes), begin);
}

/** With what may not verify, in no other case: a cache must not give a reply to whom it is not permitted. */
function identityOfRoutes(routes: readonly Route[]): Identity {
  const identity = identityOfAll(routes.map(({ model }) => model));
  const barred = routes.flatMap(({ mayVerify }, at) => (mayVerify === false ? [at] : []));
  return barred.length === 0 ? identity : { ...identity, settings: { ...identity.settings, mayNotVerify: barred } };
}

/** The code of the failure after which the route is asked, if it is. */
function goesOn(error: unknown, route: Route | undefined): string | undefined {
  if (route === undefined) return undefined;
  const { after } = route;
  const failure = modelFailureOf(error);
  // What one model is too dear for may fit another, which asks the same budget.
  if (failure === undefined) return after === undefined && isOverBudget(error) ? "budget-exceeded" : undefined;
  const { code, retryable } = failure;
  const isMeant = after?.includes(code) ?? (code === "model-truncated" ? retryable : !OF_THE_PROMPT.includes(code));
  return isMeant ? code : undefined;
}
const isOverBudget = (error: unknown): boolean => error instanceof VouchsafeError && error.code === "budget-exceeded";
const OF_THE_PROMPT: readonly ModelFailureCode[] = ["model-rejected", "model-refused", "model-oversized"];

/** The model, whose replies say by which route they came. */
function marked(model: Model, mayVerify: boolean): Model {
  // `incomplete` wherever it is handed on: what may not be verified fails closed, whether or not its origin is read.
  const mark = (reply: Reply): Reply =>
    mayVerify
      ? withOrigin(reply, { route: model.id })
      : withOrigin({ ...reply, finish: "other" }, { route: model.id, mayVerify: false });
  return {
    ...identityOf(model),
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
  assertKnown(given, ["model", "mayVerify", "after"]);
  assertModel(`${name}.model`, given.model);
  const { mayVerify, after } = given;
  if (mayVerify !== undefined && typeof mayVerify !== "boolean")
    throw mistake(`${name}.mayVerify`, "be a boolean", mayVerify);
  if (after !== undefined && !Array.isArray(after)) throw mistake(`${name}.after`, "be an array of codes", after);
  return given;
}
