import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { packagesLoadedWith } from "./layers.ts";
import { loadedBy, packageOf, withoutEval } from "./loaded.ts";
import { houseTree, planted } from "./tree.ts";

// `fast-levenshtein` is one small file, and `fastest-levenshtein` is what it wraps.
const light = ["fast-levenshtein", "fastest-levenshtein"];

const packagesOf = (urls: readonly string[]) => [...new Set(urls.map(packageOf).filter((name) => name !== undefined))];
const guards = [...houseTree().keys()]
  .filter((path) => path.startsWith("guards/"))
  .map((path) => `./${path.slice(0, -".ts".length)}`);
const own = [".", "./core", "./score", "./eval", "./trace", "./read", "./local"];
const subpaths = [...own, "./testing", "./model", "./spend", "./judge", "./store", ...guards];

// Who asks models loads what waits for them: some files without dependencies.
const asking = ["./model", "./testing"];
const lightWith = (subpath: string) => (asking.includes(subpath) ? [...light, "cockatiel"] : light);

describe("the import closure, by reading the files", () => {
  test.each(subpaths)("%s loads nothing heavy", (subpath) => {
    const loaded = packagesLoadedWith(subpath, houseTree(), manifest.exports);
    expect(lightWith(subpath)).toEqual(expect.arrayContaining([...loaded]));
  });

  test("./vitest loads its one peer, and nothing else that is heavy", () => {
    expect(packagesLoadedWith("./vitest", houseTree(), manifest.exports)).toEqual([...light.slice(0, 1), "vitest"]);
  });

  test("a heavy package deep inside is seen", () => {
    const heavy = planted(houseTree(), { "src/errors.ts": `import "ajv"; export class VouchsafeError {}` });
    const withError = planted(heavy, { "src/core.ts": `export { VouchsafeError } from "./errors.ts";` });
    expect(packagesLoadedWith("./core", withError, manifest.exports)).toContain("ajv");
  });
});

describe("the import closure, by what Node loads", () => {
  test.each([".", "./core", "./score", "./read", "./model", "./spend", "./judge", "./store"])(
    "%s loads nothing heavy, nothing of Node's own, and needs no eval",
    (subpath) => {
      const loaded = loadedBy(`vouchsafe${subpath.slice(1)}`);
      expect(loaded.length).toBeGreaterThan(1);
      expect(lightWith(subpath)).toEqual(expect.arrayContaining(packagesOf(loaded)));
    },
  );

  test("what a package or Node itself brings along is seen", () => {
    expect(packagesOf(loadedBy("ajv"))).toContain("fast-deep-equal");
    expect(packagesOf(loadedBy("node:zlib"))).toEqual(["node:"]);
  });

  test("an answer is verified, and one is not, without eval", () => {
    const verdicts = `
      import { verify } from "vouchsafe";
      const sources = ["The shop is closed on Sundays and on the first of May."];
      for (const day of ["Sundays", "Tuesdays"]) {
        const { status } = await verify({ answer: "The page says \\"closed on " + day + " and on the first\\" [1].", sources });
        process.stdout.write(status + " ");
      }`;
    expect(withoutEval(verdicts)).toBe("verified escalated ");
  });

  test("what needs eval when loaded does not load", () => {
    expect(() => loadedBy("data:text/javascript,new Function('return 1')")).toThrow("EvalError");
  });
});
