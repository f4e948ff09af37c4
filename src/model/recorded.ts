import type { CallContext } from "../calls.ts";
import { VouchsafeError } from "../errors.ts";
import { assertKnown } from "../text/assert-known.ts";
import { mistake } from "../text/mistake.ts";
import { canonical, sha256 } from "./cache-key.ts";
import { identityOf } from "./identity.ts";
import type { Model, Prompt, Reply, ReplyPart, Wrap } from "./model.ts";
import { openRecordings } from "./recordings.ts";

export interface RecordedOptions {
  /**
   * `replay`: never asks the model; what was not recorded rejects with `recording-missing`. `record`: asks and writes
   * anew. `auto`: asks only for what is not there. Default: `replay` where the environment has `CI`, else `auto`.
   */
  readonly mode?: "auto" | "replay" | "record";
}

const MODES = ["auto", "replay", "record"];
const NOT_IN_NAMES = /[^a-z0-9]+/g;

/**
 * A model whose replies lie in a folder, a readable file of JSON each: recorded once, replayed in tests and evals. A
 * file holds the model's id, the prompt and the reply's text, finish, usage and model; no header, no key, nothing
 * else that the provider sent. Its name begins with the prompt's `task` and goes by the model, its settings and the
 * whole prompt: a changed prompt is another file.
 *
 * A replay is no call and costs nothing; a stream gives it in one part. Failures are not recorded. Needs a file system.
 *
 * @example
 * const model = recorded("test/recordings")(openai(client, { model: "gpt-5-mini" }));
 */
export function recorded(folder: string, options: RecordedOptions = {}): Wrap {
  if (typeof folder !== "string" || folder === "") throw mistake("folder", "be the path of a folder", folder);
  assertKnown(options, ["mode"]);
  const { mode = globalThis.process?.env?.CI ? "replay" : "auto" } = options;
  if (!MODES.includes(mode)) throw mistake("mode", `be one of ${MODES.join(", ")}`, mode);
  const recordings = openRecordings(folder);

  return (model: Model): Model => {
    const nameOf = async (prompt: Prompt): Promise<string> => {
      const key = await sha256(canonical({ ...identityOf(model), prompt }));
      const words = (prompt.task ?? "prompt").toLowerCase().slice(0, 40).replace(NOT_IN_NAMES, "-");
      return `${words}-${key.slice(0, 16)}.json`;
    };
    /** The reply that was recorded, if it is to be replayed. */
    const replayed = async (name: string, { abortSignal }: CallContext): Promise<Reply | undefined> => {
      abortSignal?.throwIfAborted();
      const reply = mode === "record" ? undefined : await recordings.read(name);
      abortSignal?.throwIfAborted();
      if (reply === undefined && mode === "replay") throw missing(`${folder}/${name}`, model.id);
      return reply;
    };
    const keep = (name: string, prompt: Prompt, { text, finish, usage, modelId }: Reply): Promise<void> => {
      const reply = { text, finish, usage, ...(modelId === undefined ? {} : { modelId }) };
      return recordings.write(name, { model: model.id, prompt, reply });
    };
    async function generate(prompt: Prompt, context: CallContext = {}): Promise<Reply> {
      const name = await nameOf(prompt);
      const found = await replayed(name, context);
      if (found !== undefined) return found;
      const reply = await model.generate(prompt, context);
      await keep(name, prompt, reply);
      return reply;
    }
    async function* stream(prompt: Prompt, context: CallContext = {}): AsyncGenerator<ReplyPart> {
      const name = await nameOf(prompt);
      const reply = await replayed(name, context);
      if (reply !== undefined) {
        yield { type: "text", text: reply.text };
        yield { type: "reply", reply };
        return;
      }
      for await (const part of model.stream(prompt, context)) {
        if (part.type === "reply") await keep(name, prompt, part.reply);
        yield part;
      }
    }
    return { ...identityOf(model), generate, stream };
  };
}

function missing(file: string, model: string): VouchsafeError {
  const remedy = "Run it once where CI is not set, or with mode `record`, and commit the file.";
  return new VouchsafeError(`No reply of ${model} is recorded in ${file}. ${remedy}`, { code: "recording-missing" });
}
