/** Writes the examples, what they print, and the benchmark's page into the README. `npm run readme [-- --bench FILE]`. */
import { readFileSync, writeFileSync } from "node:fs";
import { exampleBlock, outputBlock, quoted, replaceBlock } from "./readme-blocks.ts";

const path = new URL("../../README.md", import.meta.url);
let page = readFileSync(path, "utf8");
for (const name of quoted) {
  page = replaceBlock(page, `<!-- example: ${name} -->`, exampleBlock(name));
  page = replaceBlock(page, `<!-- output: ${name} -->`, outputBlock(name));
}
const at = process.argv.indexOf("--bench");
const bench = at < 0 ? undefined : process.argv[at + 1];
if (bench !== undefined) {
  const [head = "", rest = ""] = page.split("<!-- bench: public -->");
  const tail = rest.includes("<!-- bench ends -->") ? (rest.split("<!-- bench ends -->")[1] ?? "") : rest;
  page = `${head}<!-- bench: public -->\n\n${readFileSync(bench, "utf8").trim()}\n\n<!-- bench ends -->${tail}`;
}
writeFileSync(path, page);
