import { VouchsafeError } from "../errors.ts";
import type { Prompt, Reply } from "./model.ts";

interface Recording {
  readonly model: string;
  readonly prompt: Prompt;
  readonly reply: Reply;
}

export interface Recordings {
  /** `undefined` if there is no such file. */
  read(name: string): Promise<Reply | undefined>;
  /** Whole or not at all: tests run side by side. Makes the folder. */
  write(name: string, recording: Recording): Promise<void>;
}

/** Files of a folder, through Node's own module, so that nothing of Node is imported where models run without it. */
export function openRecordings(folder: string): Recordings {
  const files = globalThis.process?.getBuiltinModule?.("node:fs/promises");
  if (files === undefined)
    throw new VouchsafeError("Recordings need a file system.", { code: "recording-unavailable" });
  return {
    async read(name) {
      const path = `${folder}/${name}`;
      const text = await files.readFile(path, "utf8").catch((error: unknown) => {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      });
      return text === undefined ? undefined : replyOf(text, path);
    },
    async write(name, recording) {
      const path = `${folder}/${name}`;
      const draft = `${path}.${crypto.randomUUID()}.tmp`;
      await files.mkdir(folder, { recursive: true });
      await files.writeFile(draft, `${JSON.stringify(recording, undefined, 2)}\n`);
      await files.rename(draft, path);
    },
  };
}

function replyOf(text: string, path: string): Reply {
  const reply = parsed(text)?.reply;
  if (typeof reply?.text === "string" && typeof reply.finish === "string" && typeof reply.usage === "object")
    return reply;
  throw new VouchsafeError(`${path} holds no recorded reply. Delete it and record it anew.`, {
    code: "recording-unreadable",
  });
}

function parsed(text: string): Partial<Recording> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
