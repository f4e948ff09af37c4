import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { recorded, scripted, wrap } from "vouchsafe/model";
import { down, outcome, partsOf, prompt } from "./asking.ts";

let folder = "";
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "vouchsafe-")), "recordings");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});
const judged = { ...prompt, task: "Judge: refunds" };
const rich = {
  ...{ text: "Thirty days.", finish: "stop" as const, usage: { inputTokens: 9 }, modelId: "m-2026" },
  providerMetadata: { headers: { authorization: "Bearer sk-canary-1234" } },
};

describe("recorded", () => {
  test("asks once, and replays what is recorded without a call", async () => {
    const model = scripted([rich]);
    const onCall = vi.fn();
    const asking = wrap(model, recorded(folder, { mode: "auto" }));
    expect(await asking.generate(judged, { onCall })).toEqual(rich);
    const { providerMetadata: _, ...kept } = rich;
    expect(await asking.generate(judged, { onCall })).toEqual(kept);
    expect(await partsOf(asking.stream(judged, { onCall }))).toEqual([
      { type: "text", text: "Thirty days." },
      { type: "reply", reply: kept },
    ]);
    expect([model.prompts.length, onCall.mock.calls.length]).toEqual([1, 1]);
  });

  test("a file can be read, and holds nothing else that the provider sent", async () => {
    await wrap(scripted([rich], { id: "a/b" }), recorded(folder, { mode: "auto" })).generate(judged);
    const [name = "", ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    expect(name).toMatch(/^judge-refunds-[0-9a-f]{16}\.json$/);
    const text = readFileSync(join(folder, name), "utf8");
    expect(text).not.toContain("canary");
    const reply = { text: "Thirty days.", finish: "stop", usage: { inputTokens: 9 }, modelId: "m-2026" };
    expect(text).toBe(`${JSON.stringify({ model: "a/b", prompt: judged, reply }, undefined, 2)}\n`);
  });

  test("where the environment has CI nothing is asked: what is missing is named, with its remedy", async () => {
    vi.stubEnv("CI", "true");
    const model = scripted(["late"], { id: "a/b" });
    const asking = wrap(model, recorded(folder));
    const said =
      /^No reply of a\/b is recorded in .*recordings\/prompt-[0-9a-f]{16}\.json\. Run it once where CI is not set/;
    await expect(asking.generate(prompt)).rejects.toMatchObject({
      code: "recording-missing",
      retryable: false,
      message: expect.stringMatching(said),
    });
    await expect(partsOf(asking.stream(prompt))).rejects.toMatchObject({ code: "recording-missing" });
    expect(model.prompts).toEqual([]);
    vi.stubEnv("CI", "");
    await wrap(model, recorded(folder)).generate(prompt);
    vi.stubEnv("CI", "true");
    expect(await outcome(wrap(scripted([], { id: "a/b" }), recorded(folder)).generate(prompt))).toBe("late");
  });

  test("a changed prompt, model or setting is another recording", async () => {
    const model = scripted(() => "fine", { id: "a/b" });
    const ask = recorded(folder, { mode: "auto" });
    await ask(model).generate(prompt);
    await ask(model).generate({ ...prompt, temperature: 0 });
    await ask({ ...model, id: "a/c" }).generate(prompt);
    await ask({ ...model, settings: { effort: "low" } }).generate(prompt);
    expect(model.prompts).toHaveLength(4);
  });

  test("`record` asks anew and overwrites", async () => {
    const model = scripted(["One.", "Two."]);
    const asking = wrap(model, recorded(folder, { mode: "record" }));
    await asking.generate(prompt);
    await partsOf(asking.stream(prompt));
    expect(readdirSync(folder)).toHaveLength(1);
    expect(await outcome(wrap(scripted([]), recorded(folder, { mode: "replay" })).generate(prompt))).toBe("Two.");
  });

  test("failures are not recorded", async () => {
    const asking = wrap(scripted([down, "One."]), recorded(folder, { mode: "auto" }));
    expect(await outcome(asking.generate(prompt))).toBe("model-unavailable");
    expect(await outcome(asking.generate(prompt))).toBe("One.");
  });

  test.each(["", "{", "null", "[]", '{"reply":{"text":5}}'])(
    "a file that holds %j is named, not asked over",
    async (text) => {
      const model = scripted(["One.", "late"]);
      const asking = wrap(model, recorded(folder, { mode: "auto" }));
      await asking.generate(prompt);
      const [name = ""] = readdirSync(folder);
      writeFileSync(join(folder, name), text);
      await expect(asking.generate(prompt)).rejects.toMatchObject({ code: "recording-unreadable" });
      expect(model.prompts).toHaveLength(1);
    },
  );

  test("an abort rejects with its reason", async () => {
    const reason = new Error("left");
    const asking = wrap(scripted(["One."]), recorded(folder, { mode: "auto" }));
    await expect(asking.generate(prompt, { abortSignal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test.each([
    ["", {}],
    ["a", { mode: "live" }],
    ["a", { modes: "auto" }],
  ])("refuses %j, %j", (path, options) => {
    expect(() => recorded(path, options as never)).toThrow(TypeError);
  });
});
