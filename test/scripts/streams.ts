/** Writes fixtures/streams.jsonl: fifty streams, each text in forms of its own. The file is what is tested, not this. */
import { writeFileSync } from "node:fs";
import { streamTexts } from "../oracles/stream-texts.ts";
import { bodyOf, streamForms } from "./stream-forms.ts";

const COUNT = 50;

const json = streamTexts.filter(({ schema }) => schema !== undefined);
// Round by round, a text further for every form, until there are enough.
const chosen = streamTexts
  .flatMap((_, round) =>
    streamForms.flatMap((form, row) => {
      if (form.tool !== undefined) return round === 0 ? json.map((text) => ({ form, text })) : [];
      const text = streamTexts[(row + round * 5) % streamTexts.length];
      return text === undefined ? [] : { form, text };
    }),
  )
  .slice(0, COUNT);
const lines = chosen.map(({ form, text }, index) =>
  JSON.stringify({
    name: `${form.wire}, ${form.name}: ${text.name}`,
    wire: form.wire,
    text: text.name,
    ...(form.tool === undefined ? {} : { tool: "facts" }),
    body: bodyOf(form, cut(text.answer, index)),
  }),
);
writeFileSync(new URL("../../fixtures/streams.jsonl", import.meta.url), `${lines.join("\n")}\n`);
console.log(`${lines.length} streams, ${lines.join("").length} units`);

/** Pieces of one to about thirty units, wherever they fall: within words, and between the halves of a character. */
function cut(text: string, seed: number): readonly string[] {
  const pieces: string[] = [];
  let state = seed + 1;
  for (let at = 0; at < text.length; ) {
    state = (state * 48271) % 2147483647;
    const most = text.length > 300 ? 60 : 24;
    const length = 1 + (state % most);
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}
