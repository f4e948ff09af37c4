import { type Guard, read, shaped } from "vouchsafe";
import { badInput } from "./flags.ts";
import { parseJson } from "./parse-json.ts";
import type { Session } from "./session.ts";

/** The guard of a JSON Schema in a file. Throws bad input, with what is wrong, for one that cannot be used. */
export async function shapedBy(text: string, file: string, session: Session): Promise<Guard> {
  const parsed = parseJson(text);
  if ("fault" in parsed) throw badInput(`${file}:${parsed.line}: ${parsed.fault}`);
  const schema = parsed.value;
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) {
    throw badInput(`${file}: expected a JSON Schema, an object`);
  }
  try {
    const guard = shaped({ ...schema });
    // A schema is compiled when it is first used: better here, once, than as a failure of each answer.
    const draft = read({ answer: "null", value: null, sources: [] });
    await guard.check(draft, { abortSignal: session.signal, trace: { event() {} } });
    return guard;
  } catch (error) {
    throw badInput(`${file}: ${error instanceof Error ? error.message : "cannot be used as a schema"}`);
  }
}
