import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { getEncoding } from "js-tiktoken";
import { COUNTED, countRuns } from "../../src/spend/token-counts.ts";
import { dataFolder } from "../bench/data.ts";
import { isFitted, type TokenText, tokenTexts } from "../bench/token-corpus.ts";

// Fits the weights of `estimateTokens`: the same bytes from the same texts.
const texts = tokenTexts(dataFolder()).filter(isFitted);
const perKind = new Map<string, number>();
for (const { kind } of texts) perKind.set(kind, (perKind.get(kind) ?? 0) + 1);

/** What prompts are made of counts most; the rest by kind, so that no language is lost for having few texts. */
function importance({ kind }: TokenText): number {
  const share = kind === "English" || kind.startsWith("code") ? 6 : kind === "markdown" || kind === "JSON" ? 3 : 1;
  return share / (perKind.get(kind) ?? 1);
}

/**
 * Weights, none below 0, with the least sum of squared relative errors: one weight after the other is set to where the
 * sum is least, over and over. A little of each is taken off, so that counts without texts end at 0.
 */
function fitted(rows: readonly Float64Array[], tokens: readonly number[], importances: readonly number[]): number[] {
  const size = COUNTED.length;
  const columns = Array.from({ length: size }, (_, column) =>
    Float64Array.from(rows, (row, index) => (row[column] ?? 0) / (tokens[index] ?? 1)),
  );
  const scale = importances.map((one) => one);
  const weights = new Float64Array(size);
  const rest = Float64Array.from(rows, () => 1);
  for (let round = 0; round < 3_000; round += 1) {
    for (const [column, values] of columns.entries()) {
      let dot = 0;
      let square = 1e-7;
      for (const [index, value] of values.entries()) {
        if (value === 0) continue;
        dot += (scale[index] ?? 0) * value * ((rest[index] ?? 0) + value * (weights[column] ?? 0));
        square += (scale[index] ?? 0) * value * value;
      }
      const next = Math.max(0, dot / square);
      const change = next - (weights[column] ?? 0);
      if (change === 0) continue;
      weights[column] = next;
      for (const [index, value] of values.entries()) rest[index] = (rest[index] ?? 0) - change * value;
    }
  }
  // Of scripts that nothing here is written in: two tokens a character, for what tokenisers have not seen they spell in bytes.
  weights[COUNTED.indexOf("other units")] = 2;
  return [...weights].map((weight) => Number(weight.toFixed(4)));
}

const rows = texts.map(({ text }) => countRuns(text));
const weights = Object.fromEntries(
  (["o200k", "cl100k"] as const).map((name) => {
    const encoding = getEncoding(`${name}_base`);
    const tokens = texts.map(({ text }) => encoding.encode(text, [], []).length);
    return [name, fitted(rows, tokens, texts.map(importance))];
  }),
);
writeFileSync(
  fileURLToPath(new URL("../../src/spend/tokens.data.json", import.meta.url)),
  `${JSON.stringify(weights)}\n`,
);
for (const [index, name] of COUNTED.entries()) console.log(name, weights.o200k?.[index], weights.cl100k?.[index]);
