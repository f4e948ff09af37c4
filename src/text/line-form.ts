/** What a line of an answer is, by its beginning. `indent` counts white space before it. */
export type LineForm =
  | { readonly form: "blank" | "heading" | "rule" | "delimiter" | "prose"; readonly indent: number }
  | { readonly form: "row"; readonly indent: number; readonly cells: number; readonly closed: boolean }
  | {
      readonly form: "item";
      readonly indent: number;
      readonly bullet: "dash" | "number" | "letter" | "reference";
      /** Offset in the line of what follows the bullet. */
      readonly content: number;
    };

// Each alternative begins with its own character, so the longest takes one pass.
const BULLET =
  /^(?:(?<dash>[-*+•‣▪●○◦·–—])|(?<number>\(?\d{1,3}[.)、．]|[①-⑳])|(?<letter>\(?[a-zA-Z][.)])|(?<reference>\[\^?[\w-]{1,32}\]:?))(?=\s|$)/u;
const HEADING = /^#{1,6}(?:\s|$)/;
const RULE = /^(?:-{3,}|\*{3,}|_{3,}|={3,})$/;
const DELIMITER = /^\|?[ \t]*:?-[-:| \t]*$/;

/** What the line is; `line` holds no line break. */
export function lineForm(line: string): LineForm {
  const text = line.trim();
  const indent = line.length - line.trimStart().length;
  if (text === "") return { form: "blank", indent };
  if (RULE.test(text)) return { form: "rule", indent };
  if (HEADING.test(text)) return { form: "heading", indent };
  if (text.includes("|") && DELIMITER.test(text)) return { form: "delimiter", indent };
  if (text.startsWith("|")) {
    const { cells, closed } = countCells(text);
    return { form: "row", indent, cells, closed };
  }
  const bullet = BULLET.exec(text);
  const groups = bullet?.groups;
  if (bullet !== null && groups !== undefined) {
    const kind = (["dash", "number", "letter", "reference"] as const).find((name) => groups[name] !== undefined);
    if (kind !== undefined) return { form: "item", indent, bullet: kind, content: indent + bullet[0].length };
  }
  return { form: "prose", indent };
}

/** Cells are counted by the bars that close them, so that a cell still being written is not counted. */
function countCells(row: string): { readonly cells: number; readonly closed: boolean } {
  let bars = 0;
  let last = -1;
  for (let index = 0; index < row.length; index += 1) {
    if (row[index] === "\\") index += 1;
    else if (row[index] === "|") {
      bars += 1;
      last = index;
    }
  }
  return { cells: bars - 1, closed: last === row.length - 1 && row.length > 1 };
}
