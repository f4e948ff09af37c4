import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type LocalEntailer, type LocalOptions, localEntailer } from "vouchsafe/local";
import type { ClaimPair } from "vouchsafe/score";
import { root } from "../house/tree.ts";
import { pairToy, type Toy, tokenToy, writeToy } from "./toy-models.ts";

// The real transformers.js on the real thread; only the weights are small, see `toy-models.ts`.

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "vouchsafe-local-")));
  writeToy(join(folder, "pair"), pairToy);
  writeToy(join(folder, "token"), tokenToy);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const opened: LocalEntailer[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((entailer) => entailer.close()));
});
function open(model: string, options: Omit<LocalOptions, "model"> = {}): LocalEntailer {
  const entailer = localEntailer({ model: join(folder, model), threads: 1, ...options });
  opened.push(entailer);
  return entailer;
}
let toys = 0;
function openToy(toy: Toy, options: Omit<LocalOptions, "model"> = {}): LocalEntailer {
  const name = `toy-${toys++}`;
  writeToy(join(folder, name), toy);
  return open(name, options);
}

const evidence = "The library is closed on Sunday. The bakery is open on Monday and sells bread.";
const carried: ClaimPair = { claim: "The library is closed on Sunday.", evidence };
const half: ClaimPair = { claim: "The library is closed on Sunday and never open on May.", evidence };
const foreign: ClaimPair = { claim: "The station door is blue.", evidence };
const words = (claim: string, spans: readonly { start: number; end: number }[] = []) =>
  spans.map(({ start, end }) => claim.slice(start, end));

describe("a pair classifier", () => {
  test("tells what is carried, what is not, and what the labels of its configuration call a contradiction", async () => {
    const results = await open("pair").entail([carried, half, foreign]);
    expect(results[0]?.supported).toBeCloseTo(0.98, 2);
    expect(results[1]?.supported).toBeLessThan(0.001);
    expect(results[2]?.supported).toBeLessThan(0.001);
    expect(Object.keys(results[0] ?? {})).toEqual(["supported", "contradicted"]);
    for (const { supported, contradicted = 0 } of results) expect(supported + contradicted).toBeLessThanOrEqual(1);
  });

  test("reads labels in another order, by name and by position", async () => {
    const turned: Toy = { kind: "pair", labels: ["no", "yes"], carried: [-4, 4], perMissing: [6, -6] };
    for (const labels of [{ supported: "YES" }, { supported: 1 }])
      expect((await openToy(turned, { labels }).entail([carried]))[0]?.supported).toBeGreaterThan(0.99);
    const swapped = await openToy(turned, { labels: { supported: "no", contradicted: "yes" } }).entail([carried]);
    expect(swapped[0]?.supported).toBeLessThan(0.01);
    expect(swapped[0]?.contradicted).toBeGreaterThan(0.99);
  });

  test("with one logit gives its probability", async () => {
    const single: Toy = { kind: "pair", labels: ["score"], carried: [2], perMissing: [-4] };
    const results = await openToy(single, { labels: { supported: 0 } }).entail([carried, half]);
    expect(results[0]?.supported).toBeCloseTo(1 / (1 + Math.exp(-2)), 5);
    expect(results[1]?.supported).toBeCloseTo(1 / (1 + Math.exp(6)), 5);
  });

  test("is asked as a known model is: what stands in one text takes no place of another", async () => {
    const claims: Toy = { kind: "pair", labels: ["no", "yes"], carried: [-4, 4], perMissing: [6, -6] };
    const like = "lytang/MiniCheck-DeBERTa-v3-Large";
    // As one text there is no claim apart, so that nothing is missing; what counts is that the labels are known.
    expect((await openToy(claims, { like }).entail([half]))[0]?.supported).toBeGreaterThan(0.99);
    const input = { first: "{evidence}", second: "{claim}" };
    const hostile = { claim: "{evidence}", evidence: "station {claim}" };
    const [result] = await openToy(claims, { labels: { supported: 1 }, input }).entail([hostile]);
    // Put in for `{evidence}`, the claim would be carried word for word.
    expect(result?.supported).toBeGreaterThan(0.99);
  });
});

describe("a token classifier", () => {
  test("marks the words of the claim that the evidence lacks", async () => {
    const results = await open("token").entail([carried, half, foreign]);
    expect(results[0]).toEqual({ supported: expect.closeTo(0.9975, 3), spans: [] });
    expect(words(half.claim, results[1]?.spans)).toEqual(["never", "May."]);
    expect(words(foreign.claim, results[2]?.spans)).toEqual(["station door", "blue."]);
    expect(results[1]?.supported).toBeLessThan(0.01);
    expect(results[1]?.spans?.[0]?.score).toBeCloseTo(1 - (results[1]?.supported ?? 0), 5);
  });

  test("knows its words where one is several tokens, and where spaces and marks are odd", async () => {
    const claim = "  The bakery  sells\n\tbread;(closed)   the shops. ";
    const [result] = await open("token").entail([{ claim, evidence }]);
    expect(words(claim, result?.spans)).toEqual(["shops."]);
  });
});

describe("evidence longer than the model takes", () => {
  const filler = "the bakery sells bread and the bakery is open . ".repeat(60);
  const apart = `The library is closed on Sunday. ${filler} The station door is blue.`;

  test("is read in windows, of which the best counts for a pair classifier", async () => {
    const long = openToy({ ...pairToy, maxTokens: 128 });
    const ends = [carried.claim, foreign.claim].map((claim) => ({ claim, evidence: apart }));
    for (const { supported } of await long.entail(ends)) expect(supported).toBeGreaterThan(0.9);
    const both = { claim: "The library and the station door.", evidence: apart };
    expect((await long.entail([both]))[0]?.supported).toBeLessThan(0.01);
    expect((await open("pair", { maxTokens: 4096 }).entail([both]))[0]?.supported).toBeGreaterThan(0.9);
  });

  test("carries for a token classifier every word that some window carries", async () => {
    const claim = "The library and the station door never open.";
    const [result] = await openToy({ ...tokenToy, maxTokens: 128 }).entail([{ claim, evidence: apart }]);
    expect(words(claim, result?.spans)).toEqual(["never"]);
  });

  test("is refused where the claim itself leaves no room for it", async () => {
    const claim = `${"never ".repeat(120)}closed.`;
    await expect(openToy({ ...pairToy, maxTokens: 128 }).entail([{ claim, evidence }])).rejects.toMatchObject({
      code: "input-too-long",
      retryable: false,
    });
  });
});

test("the model's own marks in a text are words: no source ends where it says so, and no claim is cut", async () => {
  const [source, claim] = await open("pair").entail([
    { claim: "The sep.", evidence: "The shop [SEP] closed" },
    { claim: "The [SEP].", evidence: "The shop" },
  ]);
  expect(source?.supported).toBeGreaterThan(0.9);
  expect(claim?.supported).toBeLessThan(0.1);
});

test("nothing to read, or nothing to be read about, is not supported", async () => {
  for (const kind of ["pair", "token"]) {
    const results = await open(kind).entail([
      { claim: carried.claim, evidence: " \n" },
      { claim: "", evidence },
      { claim: " ", evidence: "" },
    ]);
    expect(results).toEqual([{ supported: 0 }, { supported: 0 }, { supported: 0 }]);
    expect(await open(kind).entail([])).toEqual([]);
  }
});

test.each(["pair", "token"])("a %s classifier says of many pairs at once what it says of each alone", async (kind) => {
  const claims = [carried, half, foreign].map(({ claim }) => claim);
  const texts = [evidence, "The station.", `${evidence} ${evidence} ${"The shop is open. ".repeat(60)}`];
  const pairs = claims.flatMap((claim) => texts.map((text) => ({ claim, evidence: text })));
  const together = await open(kind, { batchSize: 4, maxTokens: 128 }).entail(pairs);
  const single = open(kind, { batchSize: 1, maxTokens: 128 });
  const alone = [];
  for (const pair of pairs) alone.push((await single.entail([pair]))[0]);
  expect(together).toEqual(alone);
  expect(JSON.parse(JSON.stringify(together))).toEqual(together);
});

test("calls made at once are answered each with its own", async () => {
  const entailer = open("pair");
  const [first, second, third] = await Promise.all([carried, half, carried].map((pair) => entailer.entail([pair])));
  expect([first, second, third].map((one) => (one?.[0]?.supported ?? 0) > 0.5)).toEqual([true, false, true]);
});

test("the event loop turns while a long batch is read", async () => {
  const entailer = open("pair");
  await entailer.entail([carried]);
  let turns = 0;
  let isDone = false;
  const turn = (): void => {
    turns += 1;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  const texts = Array.from({ length: 300 }, (_, at) => ({ ...half, evidence: `${evidence} `.repeat(1 + (at % 20)) }));
  const results = await entailer.entail(texts);
  isDone = true;
  expect(results).toHaveLength(300);
  // On this thread it would have turned once; free, it turns thousands of times.
  expect(turns).toBeGreaterThan(100);
});

describe("who waits is told", () => {
  // Read to its end, it would take longer than a test may.
  const long = Array.from({ length: 40_000 }, () => half);
  const threads: Worker[] = [];
  const onThread = (thread: Worker): void => void threads.push(thread);
  beforeAll(() => void process.on("worker", onThread));
  afterAll(() => void process.off("worker", onThread));

  /** Tried again as long as that is said to be worth it: loading may take longer than a call has. */
  async function untilAnswered(entailer: LocalEntailer): Promise<void> {
    const [result] = await entailer.entail([carried]).catch((error: unknown) => {
      expect(error).toMatchObject({ retryable: true });
      return [];
    });
    if (result === undefined) await untilAnswered(entailer);
    else expect(result.supported).toBeGreaterThan(0.9);
  }

  test("at once when it is aborted, with the reason, and the thread lets go of it", async () => {
    const entailer = open("pair");
    const controller = new AbortController();
    const reason = new Error("enough");
    const aborted = entailer.entail(long, { abortSignal: controller.signal });
    const other = entailer.entail([carried]);
    controller.abort(reason);
    await expect(aborted).rejects.toBe(reason);
    expect((await other)[0]?.supported).toBeGreaterThan(0.9);
    await expect(entailer.entail([carried], { abortSignal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test("when its time is over, while what is loaded is kept for the next call", async () => {
    const entailer = open("pair", { timeoutMs: 300 });
    await untilAnswered(entailer);
    const started = threads.length;
    await expect(entailer.entail(long)).rejects.toMatchObject({ code: "timed-out", retryable: true });
    await untilAnswered(entailer);
    expect(threads).toHaveLength(started);
  });

  test("when its time is over and the thread has said nothing all along, and the next call starts another", async () => {
    const entailer = open("pair", { timeoutMs: 300, batchSize: 10_000, maxTokens: 100_000 });
    await untilAnswered(entailer);
    const started = threads.length;
    const hangs = [{ claim: half.claim, evidence: "never ".repeat(90_000) }];
    await expect(entailer.entail(hangs)).rejects.toMatchObject({ code: "timed-out" });
    await untilAnswered(entailer);
    expect(threads).toHaveLength(started + 1);
  });

  test("when the thread dies, and the next call starts another", async () => {
    const entailer = open("pair");
    await entailer.entail([carried]);
    const started = threads.length;
    // Words are counted on the thread itself: ended within native code it would take this process with it.
    const waiting = entailer.entail([{ claim: half.claim, evidence: "never ".repeat(500_000) }]);
    await threads.at(-1)?.terminate();
    await expect(waiting).rejects.toMatchObject({ name: "VouchsafeError", code: "worker-died", retryable: true });
    expect((await entailer.entail([carried]))[0]?.supported).toBeGreaterThan(0.9);
    expect(threads).toHaveLength(started + 1);
  });

  test("when it is closed, and from then on", async () => {
    const entailer = open("pair");
    const waiting = entailer.entail(long);
    const refused = expect(waiting).rejects.toMatchObject({ code: "entailer-closed" });
    await entailer.close();
    await refused;
    await expect(entailer.entail([carried])).rejects.toMatchObject({ code: "entailer-closed" });
    await entailer.close();
  });
});

describe("what cannot be used is refused by name", () => {
  const refusal = (entailer: LocalEntailer) => entailer.entail([carried]).catch((error: unknown) => error);

  test("a folder that is not there, and again once it is, without a new entailer", async () => {
    const entailer = open("later");
    expect(await refusal(entailer)).toMatchObject({ code: "model-unavailable", message: /later/, retryable: false });
    writeToy(join(folder, "later"), pairToy);
    expect((await entailer.entail([carried]))[0]?.supported).toBeGreaterThan(0.9);
  });

  test("an id that was not downloaded: nothing is fetched unasked", async () => {
    const entailer = localEntailer({ model: "nobody/no-model", cacheFolder: join(folder, "cache") });
    opened.push(entailer);
    expect(await refusal(entailer)).toMatchObject({ code: "model-unavailable", message: /allowDownload/ });
  });

  test("weights that are no model", async () => {
    writeToy(join(folder, "broken"), pairToy);
    writeFileSync(join(folder, "broken/onnx/model.onnx"), "not a model");
    expect(await refusal(open("broken"))).toMatchObject({ code: "model-unavailable" });
  });

  test("precision that the folder does not have", async () => {
    expect(await refusal(open("pair", { weights: "q8" }))).toMatchObject({ message: /model_quantized/ });
  });

  test.each([
    ["pair", "token", { unsupported: 1 }],
    ["token", "pair", { supported: 1 }],
  ] as const)("weights of a %s classifier as those of a %s classifier", async (model, kind, labels) => {
    expect(await refusal(open(model, { kind, labels }))).toMatchObject({ code: "model-mismatch", message: /shape/ });
  });

  test("labels that nobody knows, and labels that are not there", async () => {
    const unnamed: Toy = { ...pairToy, names: false };
    expect(await refusal(openToy(unnamed))).toMatchObject({ code: "model-mismatch", message: /`labels`/ });
    expect(await refusal(openToy(unnamed, { labels: { supported: 7 } }))).toMatchObject({ code: "model-mismatch" });
    expect(await refusal(open("pair", { labels: { supported: "good" } }))).toMatchObject({ message: /entailment/ });
  });

  test.each(["pair", "token"] as const)("an output that is no number, of a %s classifier", async (kind) => {
    const toy = kind === "pair" ? pairToy : tokenToy;
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const broken = { ...toy, carried: toy.carried.map((logit, at) => (at === 0 ? value : logit)) };
      expect(await refusal(openToy(broken))).toMatchObject({ code: "model-output-invalid" });
    }
  });
});

test("an idle thread does not keep the process alive, whatever flags it was started with", () => {
  const program = `
    import { localEntailer } from "vouchsafe/local";
    const entailer = localEntailer(${JSON.stringify({ model: join(folder, "pair"), threads: 1 })});
    const [{ supported }] = await entailer.entail([${JSON.stringify(carried)}]);
    process.stdout.write(supported > 0.9 ? "carried" : "not carried");`;
  const flags = ["--conditions=@vouchsafe/source", "--input-type=module", "--eval", program];
  const ran = execFileSync(process.execPath, flags, { cwd: root, encoding: "utf8", timeout: 20_000 });
  expect(ran).toBe("carried");
}, 30_000);

test("a process that exits while the model is at work does so with the code it says", () => {
  const program = `
    import { localEntailer } from "vouchsafe/local";
    const entailer = localEntailer(${JSON.stringify({ model: join(folder, "pair"), threads: 1, maxTokens: 4096 })});
    const pair = { claim: "The shop.", evidence: "The shop is open. ".repeat(700) };
    await entailer.entail([pair]);
    entailer.entail(Array.from({ length: 256 }, () => pair)).catch(() => {});
    setTimeout(() => process.exit(7), 200 + 400 * Math.random());`;
  const flags = ["--conditions=@vouchsafe/source", "--input-type=module", "--eval", program];
  for (let run = 0; run < 4; run += 1) {
    const { status, signal } = spawnSync(process.execPath, flags, { cwd: root, timeout: 20_000 });
    expect({ status, signal }).toEqual({ status: 7, signal: null });
  }
}, 60_000);

test.each([
  ["model", { model: "" }],
  ["like", { like: "nobody/no-model" }],
  ["kind", { kind: "both" }],
  ["weights", { weights: "fp8" }],
  ["batchSize", { batchSize: 0 }],
  ["threads", { threads: 1.5 }],
  ["maxTokens", { maxTokens: -1 }],
  ["timeoutMs", { timeoutMs: Number.NaN }],
  ["input", { input: { first: "{claim}" } }],
])("`%s` that makes no sense throws when it is built", (field, options) => {
  expect(() => localEntailer({ model: "./here", ...options } as LocalOptions)).toThrow(
    expect.objectContaining({ name: "TypeError", message: expect.stringContaining(`Expected \`${field}\` to `) }),
  );
});

test("pairs that are none throw before anything is loaded", async () => {
  const entailer = open("nowhere");
  for (const pairs of [undefined, "text", [undefined], [{ claim: "a" }], [{ claim: 1, evidence: "a" }]])
    await expect(entailer.entail(pairs as never)).rejects.toThrow(TypeError);
});
