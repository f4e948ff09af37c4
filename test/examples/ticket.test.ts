import { expect, test } from "vitest";
import { outputBlock } from "../scripts/readme-blocks.ts";

const printed = outputBlock("ticket").split("\n").slice(1, -1);

test("a call whose reply was lost is made again under its key, and one issue is filed", () => {
  expect(printed[0]).toBe("delivered: 2 calls, 1 key, 1 issue");
});

test("what the answer says stands inside one fence, where nothing of it is markdown", () => {
  const fences = printed.flatMap((line, index) => (/^`{3,}/.test(line) ? [index] : []));
  expect(fences).toEqual([2, printed.length - 1]);
  const [fence = ""] = /^`+/.exec(printed[2] ?? "") ?? [];
  const inside = printed.slice(3, -1).join("\n");
  expect(inside).toContain("@everyone ![now](https://evil.example/a.png)");
  expect(inside).toContain("```");
  expect(inside).not.toContain(fence);
  expect(printed[1]).toMatch(/^Withheld: [a-z, -]+$/);
});
