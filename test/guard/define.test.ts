import { describe, expect, test } from "vitest";
import { contextOf } from "../../src/context.ts";
import { assertChain } from "../../src/guard/chain.ts";
import { defineGuard } from "../../src/guard/define.ts";
import type { Guard } from "../../src/types.ts";
import { draftOf, guardOf } from "./draft.ts";

const sound = guardOf(() => []);

describe("defineGuard", () => {
  test("gives a frozen plain object of the known fields", () => {
    const guard = defineGuard({ ...sound, cost: "model", advisory: false, colour: "red" } as Guard);
    expect(Object.isFrozen(guard)).toBe(true);
    expect(Object.getPrototypeOf(guard)).toBe(Object.prototype);
    expect(guard).toEqual({
      name: "sound",
      unit: "answer",
      cost: "model",
      advisory: false,
      check: expect.any(Function),
    });
    expect(Object.keys(defineGuard(sound)).toSorted()).toEqual(["check", "name", "unit"]);
  });

  test("a guard written as a class keeps its `this`", () => {
    class Counting {
      readonly name = "counting";
      readonly unit = "answer";
      readonly found = [{ code: "counted", severity: "warn", message: "one" }] as const;
      check() {
        return this.found;
      }
    }
    expect(defineGuard(new Counting()).check(draftOf(""), contextOf())).toHaveLength(1);
  });

  test("a change to the guard that was handed in changes nothing", () => {
    const changing = { ...guardOf(() => [1]) };
    const guard = defineGuard(changing);
    changing.check = () => [];
    expect(guard.check(draftOf(""), contextOf())).toEqual([1]);
  });

  test.each([
    ["a name with a space", { name: "Foo Bar" }, 'Expected `name` to be kebab-case, got "Foo Bar".'],
    ["a name that ends in a hyphen", { name: "foo-" }, 'Expected `name` to be kebab-case, got "foo-".'],
    ["a name that starts with a digit", { name: "1st" }, 'Expected `name` to be kebab-case, got "1st".'],
    ["a name with a line break", { name: "foo\n" }, 'Expected `name` to be kebab-case, got "foo\\n".'],
    ["no name", { name: undefined }, "Expected `name` to be kebab-case, got undefined."],
    ["another unit", { unit: "word" }, 'Expected `unit` to be "claim" or "answer", got "word".'],
    ["another cost", { cost: "dear" }, 'Expected `cost` to be "free" or "model", got "dear".'],
    ["advisory as text", { advisory: "no" }, 'Expected `advisory` to be true or false, got "no".'],
    ["no check", { check: undefined }, "Expected `check` to be a function, got undefined."],
    ["a check that is a list", { check: [] }, "Expected `check` to be a function, got []."],
  ])("%s is refused", (_, fields, message) => {
    expect(() => defineGuard({ ...sound, ...fields } as Guard)).toThrow(new TypeError(message));
  });

  test.each([[null], [undefined], ["sound"], [() => []]])("%s is no guard", (value) => {
    expect(() => defineGuard(value as unknown as Guard)).toThrow(TypeError);
  });
});

describe("assertChain", () => {
  const advisory = defineGuard({ ...sound, advisory: true });

  test("one guard that can block is enough", () => {
    expect(() => assertChain([advisory, sound])).not.toThrow();
  });

  test.each([
    ["an empty chain", [], "Expected `guards` to hold at least one guard, got []."],
    ["no list", sound, "Expected `guards` to hold at least one guard, got an object."],
    ["advisory guards only", [advisory, advisory], "a chain in which no guard can block"],
    ["a member that is no guard", [sound, "cited"], 'Expected `guards[1]` to be a guard, got "cited".'],
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    ["a hole", [sound, ,], "Expected `guards[1]` to be a guard, got undefined."],
    ["a bad field", [{ ...sound, unit: 1 }], 'Expected `guards[0].unit` to be "claim" or "answer", got 1.'],
  ])("%s is refused", (_, guards, message) => {
    expect(() => assertChain(guards)).toThrow(TypeError);
    expect(() => assertChain(guards)).toThrow(message);
  });
});
