import type { Audit, AuditedSection } from "vouchsafe/spend";
import { block, type Page } from "../page.ts";
import { printableLine } from "../printable.ts";
import { displayWidth } from "../wrap.ts";
import { cacheLines } from "./cache-lines.ts";
import { counted, lineNumbers } from "./words.ts";

/** An audit for a person: no line is wider than the page. */
export function renderAudit(
  prompt: string,
  audit: Audit,
  title: { readonly name: string; readonly model?: string },
  page: Page,
): string {
  const lineOf = lineNumbers(prompt);
  const { tokens, sections, variables, repeats, repeatedTokens } = audit;
  const head = `${printableLine(title.name)}: about ${counted(tokens, "token")} on every call, beside ${counted(variables.length, "variable")}`;
  const rows = joined(sections).map((section) => sectionLine(section, lineOf(section.start), page));
  const again = repeats.slice(0, SHOWN).flatMap(({ text, at, tokens: each }) =>
    block(`“${printableLine(text)}”`, page, {
      indent: "  ",
      label: `${counted(at.length, "time")}, ${counted(each, "token")} each, lines ${at.map(lineOf).join(", ")}: `,
      limit: 3,
    }),
  );
  const hidden = repeats.length - SHOWN;
  return [
    [...block(head, page, { style: page.paint.strong })],
    [page.paint.quiet("  tokens   share    line  section"), ...rows],
    variables.length === 0
      ? []
      : [
          page.paint.strong("Variables"),
          ...variables.flatMap(({ name, at }) =>
            block(`${printableLine(name)} in line ${at.map(lineOf).join(", ")}`, page, { indent: "  ", limit: 2 }),
          ),
        ],
    repeats.length === 0
      ? []
      : [
          page.paint.strong(`Said more than once: ${counted(repeatedTokens, "token")} of ${tokens} too many`),
          ...again,
          ...(hidden > 0 ? [`  and ${hidden} more`] : []),
        ],
    [page.paint.strong("The provider's cache"), ...cacheLines(audit, title.model, page)],
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

const SHOWN = 5; // repeats, the dearest first

/** What goes on after a fence counts with the section that it goes on with. */
function joined(sections: readonly AuditedSection[]): readonly AuditedSection[] {
  const found: AuditedSection[] = [];
  for (const section of sections) {
    const before = section.continues ? found.findLastIndex(({ kind }) => kind !== "fence") : -1;
    const open = found[before];
    if (open === undefined) found.push(section);
    else
      found[before] = {
        ...open,
        tokens: open.tokens + section.tokens,
        share: open.share + section.share,
        variables: [...new Set([...open.variables, ...section.variables])],
      };
  }
  return found;
}

function sectionLine({ kind, title, depth, tokens, share, variables }: AuditedSection, at: number, page: Page): string {
  const figures = `${`${tokens}`.padStart(8)} ${`${Math.round(100 * share)} %`.padStart(7)} ${`${at}`.padStart(7)}  `;
  const marks: { readonly [Kind in AuditedSection["kind"]]: string } = {
    role: title,
    heading: `# ${title}`,
    tag: `<${title}>`,
    fence: `\`\`\` ${title}`.trim(),
    start: "(the beginning)",
  };
  const named = variables.length === 0 ? "" : `  {${variables.join("} {")}}`;
  return (
    figures +
    clipped(`${" ".repeat(2 * Math.min(depth, 4))}${printableLine(marks[kind] + named)}`, page.width - figures.length)
  );
}

function clipped(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let short = text;
  while (displayWidth(short) > width - 1) short = short.slice(0, -1);
  return `${short.toWellFormed()}…`;
}
