// Is it a claim, and of which kind? Accuracy on fixtures/factual.jsonl: `npm run bench:factual [-- --list] [-- --rows N]`.
import { readFileSync } from "node:fs";
import { read } from "vouchsafe/core";
import type { FactualPiece } from "../oracles/factual-piece.ts";
import { rowLimit } from "./data.ts";
import { share, table } from "./markdown.ts";

interface Judged {
  readonly piece: FactualPiece;
  /** What `read` made of the place: the kind of the first claim that touches it, else why it was skipped. */
  readonly kind: string;
  readonly claimRight: boolean;
  readonly kindRight: boolean;
}

const file = new URL("../../fixtures/factual.jsonl", import.meta.url);
const judged = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .slice(0, rowLimit())
  .map((line) => judge(JSON.parse(line) as FactualPiece));

function judge(piece: FactualPiece): Judged {
  const { before = "", after = "", text, question } = piece;
  const start = before.length;
  const end = start + text.length;
  // What the sources say does not matter to what is a claim.
  const draft = read({ question, answer: before + text + after, sources: ["A source."] });
  const claim = draft.claims.find(({ at }) => at.start < end && at.end > start);
  const skipped = draft.skipped.find(({ at, reason }) => at.start < end && at.end > start && reason !== "marker");
  const kind = claim?.kind ?? skipped?.reason ?? "nothing";
  const kinds = [piece.kind, ...(piece.also ?? [])];
  return { piece, kind, claimRight: (claim !== undefined) === piece.claim, kindRight: kinds.includes(kind) };
}

const row = (name: string, own: readonly Judged[]): readonly string[] => [
  name,
  share(own.filter(({ claimRight }) => claimRight).length, own.length),
  share(own.filter(({ kindRight }) => kindRight).length, own.length),
];
const groups = (of: (piece: FactualPiece) => string): readonly (readonly string[])[] =>
  [...Map.groupBy(judged, ({ piece }) => of(piece))]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([name, own]) => row(name, own));

console.log(
  table(
    ["pieces", "claim or no claim", "kind"],
    [
      row("**all**", judged),
      row(
        "claims",
        judged.filter(({ piece }) => piece.claim),
      ),
      row(
        "no claims",
        judged.filter(({ piece }) => !piece.claim),
      ),
      ...groups(({ language }) => `language ${language}`),
      ...groups(({ kind }) => `kind ${kind}`),
    ],
  ),
);
if (process.argv.includes("--list")) {
  for (const { piece, kind, claimRight, kindRight } of judged) {
    if (claimRight && kindRight) continue;
    const fault = claimRight ? "kind" : piece.claim ? "claim missed" : "no claim";
    console.log(`- ${piece.id}, ${fault}: ${piece.kind} read as ${kind}: ${JSON.stringify(piece.text)}`);
  }
}
