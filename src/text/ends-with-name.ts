import type { Line } from "./code-fence.ts";
import type { LineForm } from "./line-form.ts";

const LABEL =
  /^[\s*_#>]*(?:sources?|references?|citations?|quellen?|fuentes?|références|fonti|источники|来源|参考资料|参考文献|出典)[\s*_]*[:：]?[\s*_]*/iu;
/** What says by which link a reader came. */
const TRACKING = /\/?[?&]utm_/;
const DASH = /^[\s>]*(?:—|–|―|--)\s?/u;

/**
 * Whether the line at `last` ends with what a source is called, and stands where sources are named: behind "Source:",
 * behind a dash, or in a list under "Sources:". Half a name is none.
 */
export function endsWithName(
  text: string,
  lines: readonly Line[],
  forms: readonly LineForm[],
  last: number,
  names: ReadonlySet<string>,
): boolean {
  const line = lines[last];
  const form = forms[last];
  if (line === undefined || form === undefined || last === 0) return false;
  const written = text.slice(line.start + (form.form === "item" ? form.content : 0), line.end);
  const closed = written.trimEnd().replace(/[)>*_]{1,4}$/, "");
  const tracked = closed.search(TRACKING);
  const bare = tracked < 0 ? closed : closed.slice(0, tracked);
  if (![...names].some((name) => bare.endsWith(name))) return false;
  if (form.form === "item" && form.bullet === "reference") return true;
  if (DASH.test(written) || written.replace(LABEL, "") !== written) return true;
  for (let above = last - 1; above >= 0; above -= 1) {
    const kind = forms[above]?.form;
    if (kind === "blank" || kind === "item") continue;
    const { start, end } = lines[above] ?? { start: 0, end: 0 };
    return text.slice(start, end).replace(LABEL, "") === "";
  }
  return false;
}
