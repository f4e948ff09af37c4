/** An item of a judge's prompt, as its model sees it. */
export interface PromptItem {
  readonly id: string;
  /** The claim, or what else is judged: the answer, with its question. */
  readonly parts: { readonly [name: string]: string };
  readonly passages: readonly string[];
}

const FENCE = /^<[0-9a-f]{16} (?:passage (p\d{1,6})|item ([a-z]{4}), ([a-z]{1,20})(?:, passages ([p\d ]{1,2000}))?)>$/;

/** The items of a prompt that `judge` or `judged` wrote, in its order: for models of tests, which answer it. */
export function readPrompt(text: string): readonly PromptItem[] {
  const lines = text.split("\n");
  const passages = new Map<string, string>();
  const items = new Map<string, PromptItem>();
  for (const [at, line] of lines.entries()) {
    const [, passage, id, name = "", numbers = ""] = FENCE.exec(line) ?? [];
    // What is fenced is one line: its breaks are shown as spaces.
    const data = lines[at + 1] ?? "";
    if (passage !== undefined) passages.set(passage, data);
    if (id === undefined) continue;
    const own = numbers.split(" ").flatMap((number) => passages.get(number) ?? []);
    items.set(id, { id, parts: { ...items.get(id)?.parts, [name]: data }, passages: own });
  }
  return [...items.values()];
}
