import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isSeenHalf } from "./data.ts";

export interface TokenText {
  readonly kind: string;
  readonly id: string;
  readonly text: string;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const installed = join(root, "node_modules");
const CHUNK = 2_000; // units: a page, and about as long as what a prompt has between two headings

/**
 * Texts of several kinds, a page each: prose from the labelled data, this project's own sources, and what lies in the
 * installed packages: TypeScript's messages in thirteen languages, translated readmes of biome, other readmes, zod's messages in scripts that
 * have nothing else here, and JSON. None of it is shipped.
 */
export function tokenTexts(data: string): readonly TokenText[] {
  return [
    ...proseOf(data),
    ...answersOf(data),
    ...filesOf("code: TypeScript", join(root, "src"), ".ts"),
    ...filesOf("code: TypeScript", join(root, "test"), ".ts"),
    ...filesOf("code: JavaScript", join(installed, "vitest", "dist"), ".js"),
    ...filesOf("code: JavaScript", join(installed, "cockatiel", "dist"), ".js"),
    ...filesOf("code: JavaScript", join(installed, "vite", "dist"), ".js"),
    ...filesOf("code: CSS", join(installed, "@vitest", "istanbul-lib-report", "dist"), ".css"),
    ...readmes(),
    ...json(),
    ...MESSAGES.flatMap(([kind, folder]) => messagesOf(kind, folder)),
    ...READMES.flatMap(([kind, name]) => pagesOf(kind, join(installed, "@biomejs", "biome", name))),
    ...ZOD.flatMap(([kind, name]) => pagesOf(kind, join(installed, "zod", "v4", "locales", `${name}.js`))),
  ];
}

/** Whether a text is of the half that weights are fitted to; readmes of biome are of neither. */
export function isFitted({ kind, id }: TokenText): boolean {
  return !kind.includes("readme of biome") && isSeenHalf(`${kind} ${id}`);
}

const MESSAGES: readonly (readonly [kind: string, folder: string])[] = [
  ["Chinese", "zh-cn"],
  ["Chinese, traditional", "zh-tw"],
  ["Japanese", "ja"],
  ["Korean", "ko"],
  ["Russian", "ru"],
  ["German", "de"],
  ["French", "fr"],
  ["Spanish", "es"],
  ["Italian", "it"],
  ["Portuguese", "pt-br"],
  ["Polish", "pl"],
  ["Czech", "cs"],
  ["Turkish", "tr"],
];
const READMES: readonly (readonly [kind: string, name: string])[] = [
  ["Chinese, readme of biome", "README.zh-CN.md"],
  ["Chinese, traditional, readme of biome", "README.zh-TW.md"],
  ["Japanese, readme of biome", "README.ja.md"],
  ["Russian, readme of biome", "README.ru.md"],
];
const ZOD: readonly (readonly [kind: string, name: string])[] = [
  ["messages in code: Arabic", "ar"],
  ["messages in code: Persian", "fa"],
  ["messages in code: Urdu", "ur"],
  ["messages in code: Hebrew", "he"],
  ["messages in code: Greek", "el"],
  ["messages in code: Hindi", "hi"],
  ["messages in code: Nepali", "ne"],
  ["messages in code: Bengali", "bn"],
  ["messages in code: Tamil", "ta"],
  ["messages in code: Gujarati", "gu"],
  ["messages in code: Kannada", "kn"],
  ["messages in code: Thai", "th"],
  ["messages in code: Khmer", "km"],
  ["messages in code: Georgian", "ka"],
  ["messages in code: Armenian", "hy"],
  ["messages in code: Ukrainian", "uk"],
  ["messages in code: Bulgarian", "bg"],
  ["messages in code: Vietnamese", "vi"],
  ["messages in code: Hungarian", "hu"],
  ["messages in code: Finnish", "fi"],
  ["messages in code: Indonesian", "id"],
  ["messages in code: Dutch", "nl"],
  ["messages in code: Swedish", "sv"],
];

function proseOf(data: string): readonly TokenText[] {
  return ["ragtruth_answers", "hagrid", "scifact_rte", "summedits"].flatMap((set) => {
    const sources = readFileSync(join(data, set, "sources.jsonl"), "utf8")
      .split("\n")
      .filter(Boolean);
    return sources
      .filter((_, index) => index % Math.ceil(sources.length / 150) === 0)
      .flatMap((line, index) => pages("English", `${set} ${index}`, String(JSON.parse(line).text)));
  });
}

/** What models answered, sentence by sentence: plainer words than those of their sources. */
function answersOf(data: string): readonly TokenText[] {
  const lines = readFileSync(join(data, "ragtruth_answers", "claims.jsonl"), "utf8")
    .split("\n")
    .filter(Boolean);
  const claims = lines.filter((_, index) => index % 10 === 0).map((line) => String(JSON.parse(line).claim));
  return pages("English, answers of models", "ragtruth", claims.join("\n")).slice(0, 300);
}

function filesOf(kind: string, folder: string, ending: string): readonly TokenText[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending) && !name.endsWith(".d.ts"))
    .sort()
    .flatMap((name) => pagesOf(kind, join(folder, name)))
    .filter((_, index) => index % 4 === 0)
    .slice(0, 250);
}

function readmes(): readonly TokenText[] {
  const names = readdirSync(installed).filter((name) => !name.startsWith("."));
  const found = names.flatMap((name) => {
    try {
      return pagesOf("markdown", join(installed, name, "README.md"));
    } catch {
      return [];
    }
  });
  return found.filter((_, index) => index % Math.ceil(found.length / 250) === 0);
}

function json(): readonly TokenText[] {
  const manifests = readdirSync(installed).flatMap((name) => {
    try {
      return pagesOf("JSON", join(installed, name, "package.json"));
    } catch {
      return [];
    }
  });
  const lock = pagesOf("JSON: checksums", join(root, "package-lock.json"));
  return [
    ...manifests.filter((_, index) => index % Math.ceil(manifests.length / 150) === 0),
    ...lock.filter((_, index) => index % Math.ceil(lock.length / 50) === 0),
  ];
}

function messagesOf(kind: string, folder: string): readonly TokenText[] {
  const path = join(installed, "typescript-5.9", "lib", folder, "diagnosticMessages.generated.json");
  const messages = Object.values(JSON.parse(readFileSync(path, "utf8")) as { readonly [key: string]: string });
  return pages(kind, folder, messages.join("\n")).filter((_, index) => index % 2 === 0);
}

function pagesOf(kind: string, path: string): readonly TokenText[] {
  return pages(kind, path.slice(root.length), readFileSync(path, "utf8"));
}

/** A text in pages, cut at ends of lines; what is shorter than a tenth of a page is left out. */
function pages(kind: string, id: string, text: string): readonly TokenText[] {
  const found: TokenText[] = [];
  for (let start = 0; start < text.length; ) {
    const line = text.indexOf("\n", start + CHUNK);
    const end = line < 0 || line > start + 2 * CHUNK ? Math.min(text.length, start + CHUNK) : line + 1;
    if (end - start > CHUNK / 10) found.push({ kind, id: `${id} ${start}`, text: text.slice(start, end) });
    start = end;
  }
  return found;
}
