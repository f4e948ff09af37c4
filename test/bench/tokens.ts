import { getEncoding } from "js-tiktoken";
import { estimateTokens } from "vouchsafe/spend";
import { mostTokens } from "../../src/spend/most-tokens.ts";
import { dataFolder, rowLimit } from "./data.ts";
import { table } from "./markdown.ts";
import { isFitted, type TokenText, tokenTexts } from "./token-corpus.ts";

// How far `estimateTokens` is from what the tokenisers count, by kind of text, on the half that the weights have not seen.
const limit = rowLimit();
const unseen = Map.groupBy(
  tokenTexts(dataFolder()).filter((text) => !isFitted(text)),
  ({ kind }) => kind,
);

const signed = (share: number): string => `${share < 0 ? "−" : "+"}${(100 * Math.abs(share)).toFixed(1)} %`;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

for (const name of ["o200k", "cl100k"] as const) {
  const encoding = getEncoding(`${name}_base`);
  let worst = { kind: "", total: 0 };
  let pages = 0;
  let beyond = 0;
  const rows = [...unseen].map(([kind, all]) => {
    const texts: readonly TokenText[] = all.slice(0, limit);
    const counted = texts.map(({ text }) => encoding.encode(text, [], []).length);
    const estimated = texts.map(({ text }) => estimateTokens(text, name));
    const plain = texts.map(({ text }) => text.length / 4);
    const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
    const total = sum(estimated) / sum(counted) - 1;
    const errors = estimated.map((tokens, index) => tokens / (counted[index] ?? 1) - 1);
    const sizes = errors.map(Math.abs).toSorted((a, b) => a - b);
    pages += errors.length;
    beyond += texts.filter(({ text }, index) => mostTokens(text) < (counted[index] ?? 0)).length;
    if (Math.abs(total) > Math.abs(worst.total)) worst = { kind, total };
    return [
      kind,
      `${texts.length}`,
      signed(total),
      percent(quantile(sizes, 0.5)),
      percent(quantile(sizes, 0.95)),
      signed(Math.min(...errors)),
      signed(sum(plain) / sum(counted) - 1),
    ];
  });
  const head = ["texts", "pages", "sum", "median page", "95 of 100", "lowest page", "units / 4"];
  console.log(`\n${name}_base: error of the estimate, and of the usual rule beside it\n`);
  console.log(table(head, rows));
  console.log(`\nWorst: ${worst.kind}, ${signed(worst.total)}.`);
  console.log(`Pages with more tokens than a budget puts aside for them: ${beyond} of ${pages}.`);
}
