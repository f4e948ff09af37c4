import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { awaitGate, closeGate, newGate, throughGate } from "../../src/local/gate.ts";

// On a thread: goes in, says so, and comes out after a while, or tells that it was kept out.
const program = `
import { parentPort, workerData } from "node:worker_threads";
const { throughGate } = await import(workerData.url);
const work = () => new Promise((resolve) => { parentPort.postMessage("inside"); setTimeout(resolve, 300); });
for (let turn = 0; turn < 2; turn += 1)
  await throughGate(workerData.gate, work).then(() => "outside", () => "kept out").then((told) => parentPort.postMessage(told));
`;
const url = new URL("../../src/local/gate.ts", import.meta.url).href;

test("a gate that is closed while somebody is inside says so, waits for him, and lets nobody in any more", async () => {
  const gate = newGate();
  const source = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
  const worker = new Worker(source, { workerData: { url, gate }, execArgv: [] });
  const told: unknown[] = [];
  worker.on("message", (message) => told.push(message));
  await once(worker, "message");
  expect(closeGate(gate)).toBe(false);
  awaitGate(gate, 20_000);
  expect(closeGate(gate)).toBe(true);
  await once(worker, "exit");
  expect(told).toEqual(["inside", "outside", "kept out"]);
});

test("nobody is waited for longer than was said", () => {
  const gate = newGate();
  void throughGate(gate, () => new Promise(() => {}));
  const started = performance.now();
  awaitGate(gate, 50);
  expect(performance.now() - started).toBeGreaterThanOrEqual(45);
  expect(closeGate(gate)).toBe(false);
});

test("what the work gives or throws comes out, and the gate is free again", async () => {
  const gate = newGate();
  expect(await throughGate(gate, async () => 7)).toBe(7);
  const failed = throughGate(gate, () => Promise.reject(new Error("no")));
  await expect(failed).rejects.toThrow("no");
  expect(closeGate(gate)).toBe(true);
  await expect(throughGate(gate, async () => 7)).rejects.toThrow();
});
