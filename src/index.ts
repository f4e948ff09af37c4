import { answered } from "../guards/answered.ts";
import { type CitedOptions, cited } from "../guards/cited.ts";
import { finished } from "../guards/finished.ts";
import { quoted } from "../guards/quoted.ts";
import { sameFigures } from "../guards/same-figures.ts";
import { type JsonSchema, type StandardSchema, shaped } from "../guards/shaped.ts";
import { supported } from "../guards/supported.ts";
import { traceable } from "../guards/traceable.ts";
import { assertBatchOptions, type BatchOptions } from "./batch/options.ts";
import { eachHere, eachOnWorkers } from "./batch/verify-each.ts";
import { type Attempt, assertWrapOptions, type Mode, type WrapOptions } from "./grounded/options.ts";
import type { TypedCitation, TypedOutput } from "./grounded/typed-output.ts";
import { type Ask, groundedWith } from "./grounded.ts";
import { defineGuard } from "./guard/define.ts";
import { mistake } from "./text/mistake.ts";
import type { Answer, Escalated, Guard, Observed, Outcome, Verified } from "./types.ts";
import { assertVerifyOptions, type VerifyOptions as ChainOptions } from "./verify/options.ts";
import { type Checkable, verifyWith } from "./verify.ts";

export { answered } from "../guards/answered.ts";
export { type CitedOptions, cited } from "../guards/cited.ts";
export { finished } from "../guards/finished.ts";
export { type OnTopicOptions, onTopic } from "../guards/on-topic.ts";
export { quoted } from "../guards/quoted.ts";
export { type SameFiguresOptions, sameFigures } from "../guards/same-figures.ts";
export { shaped } from "../guards/shaped.ts";
export { type SupportedOptions, supported } from "../guards/supported.ts";
export { traceable } from "../guards/traceable.ts";
export * from "./core.ts";
export type { Attempt, CallOptions, Mode } from "./grounded/options.ts";
export type { TypedCitation } from "./grounded/typed-output.ts";
export type { Ask } from "./grounded.ts";

/** The default chain, in its order. Options are those of `cited`. */
export function defaultGuards(options: CitedOptions = {}): readonly Guard[] {
  return [finished(), answered(), cited(options), traceable(), quoted(), sameFigures(), supported({ figures: false })];
}

/** Options for the chain, wherever there is one. */
interface ChoiceOfGuards {
  /** Default: `defaultGuards`. */
  readonly guards?: readonly Guard[];
  /** For the default chain: whether an answer must carry citations. Default: `"when-present"`. */
  readonly citations?: "when-present" | "required";
}
export interface VerifyOptions extends Omit<ChainOptions, "guards">, ChoiceOfGuards {}

/**
 * The answer verified, its claims tied to offsets in the sources; or escalated, with the sentence that failed, why,
 * what the source really says and what to do.
 *
 * Never throws for what is in the answer. Rejects with `TypeError` for options that make no sense, with what
 * your own `isFactual` throws, and with the signal's reason when aborted.
 *
 * @example
 * const outcome = await verify({ answer: "Refunds take 30 days [1].", sources: ["Refunds take 30 days."] });
 * if (outcome.status === "verified") show(outcome.answer);
 * else escalate(outcome.escalation);
 */
export async function verify(answer: Answer, options: VerifyOptions = {}): Promise<Outcome> {
  assertVerifyOptions(options);
  return verifyWith(answer, withChain(options));
}

/** The options with their chain: the guards given, or the default ones. */
function withChain(options: VerifyOptions): ChainOptions {
  const { citations: _citations, ...rest } = options;
  return { ...rest, guards: guardsOf(options) };
}

function guardsOf({ guards, citations, scope }: ChoiceOfGuards & Pick<VerifyOptions, "scope">): readonly Guard[] {
  if (guards !== undefined && citations !== undefined) {
    throw new TypeError("Expected `citations` to stand alone: with `guards` of your own, give it to `cited`.");
  }
  return (
    guards ??
    defaultGuards({ ...(citations === undefined ? {} : { citations }), ...(scope === undefined ? {} : { scope }) })
  );
}

export interface VerifyEachOptions extends VerifyOptions, BatchOptions {}

/**
 * The outcomes of many answers, one for each and in their order, as `verify` gives them. Memory holds a few answers at a
 * time: the input is read only as fast as outcomes are taken.
 *
 * A row that is no answer comes out as escalated, `invalid`; one whose worker died as `failed`, once it has killed one
 * alone: the rows beside it are checked once more. A worker whose guard never lets go of its thread is ended a second
 * after the deadline, and the row comes out as `timed-out`; on this thread nothing can end it. What the input throws is thrown after the outcomes of the rows before
 * it. Ending the loop early closes the input and the workers.
 *
 * Throws `TypeError` at once for options that make no sense, and rejects as `verify` does; besides with `VouchsafeError`
 * `worker-died` if no worker can be started, and `workers-unavailable` where there are no threads.
 *
 * @example
 * for await (const outcome of verifyEach(loggedAnswers, { workers: 4 })) {
 *   if (outcome.status === "escalated") console.log(outcome.id, codes(outcome));
 * }
 */
export function verifyEach(
  answers: AsyncIterable<Answer> | Iterable<Answer>,
  options: VerifyEachOptions = {},
): AsyncGenerator<Outcome, void, undefined> {
  const { batch, rest } = assertBatchOptions(options);
  const here = withChain(rest);
  return (batch.workers ?? 0) > 0 ? eachOnWorkers(answers, rest, batch) : eachHere(answers, here, batch);
}

/** What a wrapped function may return. Text that is parsed never brings sources: only an object does. */
export type Reply = string | Checkable | (Partial<Checkable> & { readonly value: unknown });
export type AnswerFunction<Input> = (input: Input, attempt: Attempt) => Reply | PromiseLike<Reply>;
type Schema = StandardSchema | JsonSchema;
/** The value as the model wrote it, before defaults and transforms of the schema: the schema's input. */
export type ValueOf<S> = S extends {
  readonly "~standard": { readonly types?: { readonly input: infer V } | undefined };
}
  ? V
  : unknown;
export interface OutputOptions<S> {
  readonly schema: S;
  /** The text that is checked and shown. Default: the string leaves of two words or more, one paragraph each. */
  readonly text?: (value: ValueOf<S>) => string;
  /** What the value says of its sources. `path` is the JSON Pointer of the leaf that a citation stands for. */
  readonly citations?: (value: ValueOf<S>) => readonly TypedCitation[];
}
export interface GroundedOptions<Input, M extends Mode = "enforce"> extends WrapOptions<Input>, ChoiceOfGuards {
  readonly mode?: M;
}
/** The outcome of a typed answer: a verified one has its value. */
export type TypedOutcome<Value> = (Verified<Value> & { readonly value: Value }) | Escalated;
type In<M extends Mode, Result> = M extends "observe" ? Observed : Result;

/**
 * The function with the default chain around it. It keeps its first parameter; what it returns comes out verified, or
 * escalated after as many attempts as can help, or, in observe mode, as it is.
 *
 * Question and sources come from what the function returns, else from its input: `{ question, sources }`, or a string
 * that is the question. Throws `TypeError` for options that make no sense. A call rejects only with the reason of its
 * `abortSignal`, with what your own `isFactual` throws and, in observe mode, with what the function throws.
 *
 * @example
 * const ask = grounded(({ question, sources }, { feedback }) => answerFromDocs(question, sources, feedback));
 * const outcome = await ask({ question, sources });
 */
export function grounded<Input, S extends Schema, M extends Mode = "enforce">(
  fn: AnswerFunction<Input>,
  options: GroundedOptions<Input, M> & { readonly output: OutputOptions<S> },
): Ask<Input, In<M, TypedOutcome<ValueOf<S>>>>;
export function grounded<Input, S extends Schema, M extends Mode = "enforce">(
  fn: AnswerFunction<Input>,
  // So that an `OutputOptions` with a mistake in it is not taken for a JSON Schema.
  options: GroundedOptions<Input, M> & { readonly output: S & { readonly schema?: never } },
): Ask<Input, In<M, TypedOutcome<ValueOf<S>>>>;
export function grounded<Input, M extends Mode = "enforce">(
  fn: AnswerFunction<Input>,
  options?: GroundedOptions<Input, M>,
): Ask<Input, In<M, Outcome>>;
export function grounded<Input>(
  fn: AnswerFunction<Input>,
  options: GroundedOptions<Input, Mode> & { readonly output?: Schema | OutputOptions<Schema> } = {},
): Ask<Input, Outcome | Observed> {
  assertWrapOptions(options);
  const { output, guards: _guards, citations: _citations, ...rest } = options;
  return groundedWith(fn, rest, guardsOf(options), output === undefined ? undefined : typedOutput(output));
}

function typedOutput(output: Schema | OutputOptions<Schema>): TypedOutput {
  if (!["object", "function", "boolean"].includes(typeof output) || output === null)
    throw mistake("output", "be a schema, or { schema, text, citations }", output);
  if (!isOutputOptions(output)) return { shape: matching(output) };
  const { schema, text, citations, ...others } = output;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw mistake("output", "have no fields but schema, text, citations", unknown);
  for (const [name, value] of Object.entries({ text, citations })) {
    if (value !== undefined && typeof value !== "function") throw mistake(`output.${name}`, "be a function", value);
  }
  return { shape: matching(schema), ...(text && { text }), ...(citations && { citations }) };
}

/** A JSON Schema has no keyword `schema`. */
function isOutputOptions(output: Schema | OutputOptions<Schema>): output is OutputOptions<Schema> {
  return typeof output === "object" && output !== null && !("~standard" in output) && "schema" in output;
}

/** `shaped`, in which a reply that is no JSON is as invalid as one that does not match. */
function matching(schema: Schema): Guard {
  const guard = shaped(schema);
  return defineGuard({
    ...guard,
    check: async (draft, context) =>
      (await guard.check(draft, context)).map((finding) =>
        finding.code === "value-missing" ? { ...finding, code: "value-invalid" } : finding,
      ),
  });
}
