import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { grounded, verify } from "vouchsafe";
import { anthropic, type Model, openai, type Prompt, type Reply } from "vouchsafe/model";
import { type StreamText, streamTexts } from "../oracles/stream-texts.ts";

/** A stream as a provider writes it, from its first byte to the last of its terminal event. */
interface Stream {
  readonly name: string;
  readonly wire: "chat" | "responses" | "messages";
  /** Its name among the texts. */
  readonly text: string;
  readonly tool?: string;
  readonly body: string;
}
const file = readFileSync(new URL("../../fixtures/streams.jsonl", import.meta.url), "utf8");
const streams = file
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Stream);
const texts = new Map(streamTexts.map((text) => [text.name, text]));
const textOf = ({ text }: Stream): StreamText => {
  const found = texts.get(text);
  if (found === undefined) throw new Error(`no text ${text}`);
  return found;
};

function modelOf({ wire, tool }: Stream, access: { readonly baseURL: string; readonly fetch?: typeof fetch }): Model {
  const output = tool === undefined ? ("schema" as const) : ("tool" as const);
  if (wire === "messages") return anthropic(access, { model: "claude-haiku-4-5", output });
  return openai(access, { model: "gpt-5-mini", api: wire, output });
}

function promptOf(stream: Stream): Prompt {
  const { question, schema } = textOf(stream);
  const output = schema === undefined ? {} : { output: { name: "facts", schema } };
  return { messages: [{ role: "user", content: question }], ...output };
}

/** What came of a stream: as a model gives it, and as the default chain judges what a feature makes of that. */
async function cameOf(stream: Stream, model: Model) {
  const { question, source, schema } = textOf(stream);
  let reply: Reply | undefined;
  const fn = async () => {
    for await (const part of model.stream(promptOf(stream))) if (part.type === "reply") reply = part.reply;
    if (reply === undefined) throw new Error("a stream without a reply");
    return { answer: reply.text, finish: reply.finish };
  };
  const input = { question, sources: [source] };
  const { status } = await (schema === undefined
    ? grounded(fn, { attempts: 1 })(input)
    : grounded(fn, { attempts: 1, output: schema })(input));
  return { reply, status };
}

const bytesOf = (stream: Stream) => Buffer.from(stream.body, "utf8");
const headers = { "content-type": "text/event-stream" };

/** A connection in this process that ends cleanly behind the bytes. */
function ending(bytes: Uint8Array): typeof fetch {
  return async () => new Response(new Uint8Array(bytes), { headers });
}

interface Count {
  readonly replies: number;
  readonly verified: number;
}
const told = (whole: Count, cut: Count & { readonly prefixes: number }): string =>
  `of 50 whole streams ${whole.replies} are replies, ${whole.verified} verified; of ${cut.prefixes} prefixes ${cut.replies} are replies, ${cut.verified} verified`;

/** How a connection ends behind the bytes that it carries. */
const endings = ["the last chunk of a chunked body", "the end of the connection", "a reset"] as const;

/** A server of raw sockets: it sends what it is told to next, whatever it is asked, and ends as it is told. */
async function rawServer() {
  const sockets = new Set<Socket>();
  let next: { readonly bytes: Uint8Array; readonly ending: (typeof endings)[number] } | undefined;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    socket.once("data", () => {
      const { bytes = new Uint8Array(), ending = endings[0] } = next ?? {};
      const chunked = ending !== endings[1];
      const framing = chunked ? "transfer-encoding: chunked\r\n" : "";
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n${framing}\r\n`);
      if (chunked && bytes.length > 0) socket.write(`${bytes.length.toString(16)}\r\n`);
      socket.write(bytes);
      if (chunked && bytes.length > 0) socket.write("\r\n");
      if (ending === "a reset") socket.write("", () => socket.resetAndDestroy());
      else socket.end(chunked ? "0\r\n\r\n" : "");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    send(bytes: Uint8Array, ending: (typeof endings)[number]): void {
      next = { bytes, ending };
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

describe("a stream that ends before the last byte of its terminal event is no reply", () => {
  test("the fifty streams are of all interfaces and texts", () => {
    expect(streams).toHaveLength(50);
    expect(new Set(streams.map(({ wire }) => wire)).size).toBe(3);
    expect(new Set(streams.map(({ text }) => text))).toEqual(new Set(texts.keys()));
  });

  test("F09: whole, all fifty are replies and verified; of all their prefixes, byte by byte, none is either (in process)", {
    timeout: 300_000,
  }, async ({ annotate }) => {
    const whole = { replies: 0, verified: 0 };
    const cut = { prefixes: 0, replies: 0, verified: 0 };
    for (const stream of streams) {
      const bytes = bytesOf(stream);
      const came = await cameOf(stream, modelOf(stream, { baseURL: "http://localhost", fetch: ending(bytes) }));
      expect
        .soft([stream.name, came.reply?.text, came.status])
        .toEqual([stream.name, textOf(stream).answer, "verified"]);
      whole.replies += came.reply === undefined ? 0 : 1;
      whole.verified += came.status === "verified" ? 1 : 0;
      for (let end = 0; end < bytes.length; end += 1) {
        const access = { baseURL: "http://localhost", fetch: ending(bytes.subarray(0, end)) };
        const { reply, status } = await cameOf(stream, modelOf(stream, access));
        cut.prefixes += 1;
        if (reply !== undefined) expect.soft([stream.name, end, bytes.length]).toBe("no reply");
        cut.replies += reply === undefined ? 0 : 1;
        cut.verified += status === "verified" ? 1 : 0;
      }
    }
    await annotate(
      `${whole.replies} whole streams are replies, ${whole.verified} verified; of ${cut.prefixes} prefixes ${cut.replies} are replies, ${cut.verified} verified`,
    );
    expect(whole).toEqual({ replies: 50, verified: 50 });
    expect(cut).toEqual({ prefixes: expect.any(Number), replies: 0, verified: 0 });
    expect(cut.prefixes).toBeGreaterThan(100_000);
  });

  test("F09, F10: the same of a sample of 36 prefixes of each over real sockets, ended cleanly in two ways and by a reset", {
    timeout: 120_000,
  }, async ({ annotate }) => {
    const server = await rawServer();
    const whole = { replies: 0, verified: 0 };
    const cut = { prefixes: 0, replies: 0, verified: 0 };
    try {
      for (const stream of streams) {
        const bytes = bytesOf(stream);
        const model = modelOf(stream, { baseURL: server.baseURL });
        server.send(bytes, "the end of the connection");
        const came = await cameOf(stream, model);
        whole.replies += came.reply === undefined ? 0 : 1;
        whole.verified += came.status === "verified" ? 1 : 0;
        // The last bytes, where almost all is there, and ten places spread over the rest.
        const spread = Array.from({ length: 10 }, (_, part) => Math.floor((bytes.length * part) / 10));
        for (const end of [...spread, bytes.length - 2, bytes.length - 1]) {
          for (const ending of endings) {
            server.send(bytes.subarray(0, end), ending);
            const { reply, status } = await cameOf(stream, model);
            cut.prefixes += 1;
            cut.replies += reply === undefined ? 0 : 1;
            cut.verified += status === "verified" ? 1 : 0;
          }
        }
      }
    } finally {
      await server.close();
    }
    await annotate(told(whole, cut));
    expect(whole).toEqual({ replies: 50, verified: 50 });
    expect(cut).toEqual({ prefixes: 1_800, replies: 0, verified: 0 });
  });

  test("a reader that takes what it has got for the reply would have many of them verified: so the law can fail", async ({
    annotate,
  }) => {
    let believed = 0;
    let verified = 0;
    for (const stream of streams.filter((one) => textOf(one).schema === undefined)) {
      const { question, source } = textOf(stream);
      const model = modelOf(stream, { baseURL: "http://localhost", fetch: ending(bytesOf(stream)) });
      let answer = "";
      for await (const part of model.stream(promptOf(stream))) {
        if (part.type === "text") answer += part.text;
        if (answer.trim() === "" || answer === textOf(stream).answer) continue;
        believed += 1;
        const outcome = await verify({ question, answer, sources: [source], finish: "stop" });
        verified += outcome.status === "verified" ? 1 : 0;
      }
    }
    await annotate(`of ${believed} beginnings taken for whole answers ${verified} are verified`);
    expect(verified).toBeGreaterThan(50);
  });
});
