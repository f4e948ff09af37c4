import { scriptOf, wordClass } from "./script.ts";

/** The commonest function words: enough to tell languages of one script apart from some twenty words on. */
const FUNCTION_WORDS: readonly (readonly [language: string, words: ReadonlySet<string>])[] = [
  [
    "en",
    new Set(
      "the of and to in is that for it with as was on are be this by at from or an have not which you your can will".split(
        " ",
      ),
    ),
  ],
  [
    "de",
    new Set(
      "der die das und ist nicht ein eine mit von den auf für dem zu sich auch werden wird oder des im sind bei nach als wenn kann sie".split(
        " ",
      ),
    ),
  ],
  [
    "fr",
    new Set(
      "le la les des et est une dans pour que qui sur pas avec du au sont par ou ce vous plus être cette aux".split(
        " ",
      ),
    ),
  ],
  [
    "es",
    new Set(
      "el la los las del y es una en para que por con se su al lo como más pero son sus este está puede usted".split(
        " ",
      ),
    ),
  ],
  [
    "it",
    new Set("il lo gli della del di è una per che con non si sono nel alla dei delle anche più può come".split(" ")),
  ],
  ["pt", new Set("o os do da dos das e é um uma para que com não em no na se por mais como são pode você".split(" "))],
  [
    "nl",
    new Set("de het een van en is niet dat op te voor met zijn aan bij als ook door wordt kan worden naar".split(" ")),
  ],
  ["ru", new Set("и в не на что с по как это к из для от при или если может также его вы у о".split(" "))],
  ["uk", new Set("і та в у не на що з за як це до для від при або якщо може також його ви про є".split(" "))],
];

/** The script and, where function words tell, the language of a text. */
export interface Language {
  readonly script: string;
  /** ISO 639-1, or `undefined` where it cannot be told. */
  readonly language?: string;
}

const SAMPLE = 4_000; // units; function words are so common that more changes nothing

const MOST_KEPT = 200; // samples: the claims of an answer ask for the language of the same sources again and again
const kept = new Map<string, Language | undefined>();

export function languageOf(text: string): Language | undefined {
  const sample = text.slice(0, SAMPLE);
  if (kept.has(sample)) return kept.get(sample);
  if (kept.size >= MOST_KEPT) kept.clear();
  const language = tellLanguage(sample);
  kept.set(sample, language);
  return language;
}

function tellLanguage(sample: string): Language | undefined {
  const script = dominantScript(sample);
  if (script === undefined) return undefined;
  const counts = new Map<string, number>();
  for (const word of sample.toLowerCase().match(/\p{L}+/gu) ?? []) {
    for (const [language, known] of FUNCTION_WORDS)
      if (known.has(word)) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  // Three words more than the next language, or two and none of another: a name or a borrowed phrase has fewer.
  const lead = first === undefined ? 0 : first[1] - (second?.[1] ?? 0);
  const told = first !== undefined && (lead >= 3 || (lead >= 2 && second === undefined));
  return told ? { script, language: first[0] } : { script };
}

/** True only where both are told and differ: another script, or another language of the same script. */
export function languagesDiffer(a: Language | undefined, b: Language | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (family(a.script) !== family(b.script)) return true;
  return a.language !== undefined && b.language !== undefined && a.language !== b.language;
}

const family = (script: string): string => (script === "spaceless" || script === "hangul" ? "east-asian" : script);

function dominantScript(text: string): string | undefined {
  const counts = new Map<string, number>();
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (wordClass(codePoint) !== 1 || (codePoint >= 48 && codePoint <= 57)) continue;
    const script = scriptOf(codePoint);
    // A character of a script without spaces says as much as two letters.
    counts.set(script, (counts.get(script) ?? 0) + (script === "spaceless" ? 2 : 1));
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
