import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { sha256 } from "../../src/model/cache-key.ts";

afterEach(() => vi.restoreAllMocks());

test("the digest of Node's own and that of the platform are one, so that caches can be shared", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
      const own = await sha256(text);
      const without = vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
      const platform = await sha256(text);
      expect(without).toHaveBeenCalled();
      without.mockRestore();
      expect(own).toBe(platform);
    }),
    { numRuns: 200, examples: [["\ud800"], ["a\udfff\ud800b"], [""], ["é\u0301𝒳"]] },
  );
  expect(await sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
