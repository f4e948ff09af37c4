import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

/** The examples that the README quotes, with what they print. */
export const quoted = [
  "first",
  "quickstart",
  "repair",
  "typed-value",
  "standalone",
  "locate",
  "own-guard",
  "rag-openai",
  "judge",
];

/** An example as the README quotes it. */
export const exampleBlock = (name: string): string =>
  `\`\`\`ts\n${readFileSync(new URL(`examples/${name}.ts`, root), "utf8").trim()}\n\`\`\``;

/** What an example prints, as the README shows it. Throws if it fails. */
export function outputBlock(name: string): string {
  const file = fileURLToPath(new URL(`examples/${name}.ts`, root));
  const ran = spawnSync(process.execPath, ["--conditions=@vouchsafe/source", file], { encoding: "utf8" });
  if (ran.status !== 0) throw new Error(`examples/${name}.ts failed: ${ran.stderr}`);
  // A blank at the end of a line would be trimmed by editors.
  return `\`\`\`text\n${ran.stdout.trim().replaceAll(/ +$/gm, "")}\n\`\`\``;
}

/** The page with the code block behind a mark replaced. Throws if the mark or its block is missing. */
export function replaceBlock(page: string, mark: string, block: string): string {
  const start = page.indexOf(`${mark}\n\`\`\``);
  if (start < 0) throw new Error(`README.md lacks ${mark}`);
  const from = start + mark.length + 1;
  const end = page.indexOf("\n```", from);
  return `${page.slice(0, from)}${block}${page.slice(end + "\n```".length)}`;
}
