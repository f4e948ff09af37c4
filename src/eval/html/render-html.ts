import type { Change, Comparison } from "../compare.ts";
import type { Evaluation, Figure, Measures } from "../evaluate.ts";
import { chartsOf } from "./charts.ts";
import { escapeHtml } from "./escape.ts";
import { FIGURE_WORDS } from "./figure-words.ts";
import { STYLE } from "./style.ts";

export interface HtmlOptions {
  /** Default: "Evaluation". */
  readonly title?: string;
  /** What changed since an earlier run. */
  readonly comparison?: Comparison;
}

/** One page that needs nothing else: no script, no font, no picture. All text is escaped. */
export function renderHtml(evaluation: Evaluation, { title = "Evaluation", comparison }: HtmlOptions = {}): string {
  const { overall, groups, probabilities } = evaluation;
  const about = `${count(overall.cases, "case")} from ${count(overall.clusters, "source")}: ${figure(overall.supported)} supported, ${figure(overall.unsupported)} unsupported, ${figure(overall.flagged)} flagged.`;
  const notes = [
    "Positive is an unsupported case; flagged is what would be withheld. Intervals are of 95 %, drawn by whole sources.",
    probabilities === "raw"
      ? "The calibration error is that of raw support, which is no probability."
      : "The calibration error is that of calibrated probabilities.",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${about}</p>
<p class="quiet">${notes.join(" ")}</p>
<div class="tiles">${FIGURE_WORDS.map(([name, words, meaning]) => tile(words, meaning, overall.figures[name])).join("")}</div>
<h2>Curves</h2>
<div class="charts">${overall.cases === 0 ? "" : chartsOf(evaluation)}</div>
<h2>Decisions</h2>
${decisions(overall)}
${groups.length === 0 ? "" : `<h2>By group</h2>\n${groupTable(groups)}`}
${comparison === undefined ? "" : compared(comparison, overall)}
<footer>Made by vouchsafe eval.</footer>
</main>
</body>
</html>
`;
}

function tile(name: string, meaning: string, found: Figure): string {
  const value = "missing" in found ? "–" : percent(found.value);
  const range =
    "missing" in found
      ? `not computed: ${escapeHtml(found.missing)}`
      : found.low === undefined || found.high === undefined
        ? "no interval"
        : `${percent(found.low)} to ${percent(found.high)}`;
  return `<div class="tile"><span class="name">${name}</span><b>${value}</b><div class="range">${range}</div><div class="meaning">${meaning}</div></div>`;
}

function decisions({ counts }: Measures): string {
  const { caught, missed, alarms, quiet } = counts;
  const row = (name: string, [flagged, flaggedClass]: Cell, [passed, passedClass]: Cell): string =>
    `<tr><td>${name}</td><td class="${flaggedClass}">${figure(flagged)}</td><td class="${passedClass}">${figure(passed)}</td></tr>`;
  return `<table class="narrow"><tr><th></th><th>flagged</th><th>passed</th></tr>${row("Unsupported", [caught, "good"], [missed, "bad"])}${row("Supported", [alarms, "bad"], [quiet, "good"])}</table>`;
}
type Cell = readonly [number: number, style: "good" | "bad"];

function groupTable(groups: Evaluation["groups"]): string {
  const head = ["group", "cases", "unsupported", ...FIGURE_WORDS.map(([, name]) => name)];
  const rows = groups.map(({ group, cases, unsupported, figures }) => {
    const cells = FIGURE_WORDS.map(([name]) => {
      const found = figures[name];
      if ("missing" in found) return `<td title="${escapeHtml(found.missing)}">–</td>`;
      const { value, low, high } = found;
      const range = low === undefined || high === undefined ? "" : ` title="${percent(low)} to ${percent(high)}"`;
      return `<td${range}>${percent(value)}</td>`;
    });
    return `<tr><td>${escapeHtml(group)}</td><td>${figure(cases)}</td><td>${figure(unsupported)}</td>${cells.join("")}</tr>`;
  });
  return `<div class="scroll"><table><tr>${head.map((name) => `<th>${name}</th>`).join("")}</tr>${rows.join("")}</table></div>`;
}

function compared(comparison: Comparison, now: Measures): string {
  const { mended, broken, relabelled, same, rescored, added, gone, before } = comparison;
  const rows = FIGURE_WORDS.flatMap(([name, words]) => {
    const [was, is] = [before.figures[name], now.figures[name]];
    if ("missing" in was || "missing" in is) return [];
    return [`<tr><td>${words}</td><td>${percent(was.value)}</td><td>${percent(is.value)}</td></tr>`];
  });
  const lists = [changes("Broken", broken), changes("Mended", mended), changes("Relabelled", relabelled)];
  return `<h2>Since the earlier run</h2>
<p>${figure(mended.length)} mended, ${figure(broken.length)} broken, ${figure(same)} decided as before, ${figure(rescored)} of them with another score; ${figure(added.length)} new, ${figure(gone.length)} gone.</p>
<table class="narrow"><tr><th></th><th>before</th><th>now</th></tr>${rows.join("")}</table>${lists.join("")}`;
}

const MOST = 500; // rows of a list: more is no page any more, and all are in the JSON

function changes(name: string, list: readonly Change[]): string {
  if (list.length === 0) return "";
  const rows = list.slice(0, MOST).map(({ id, before, after }) => {
    const label = after.supported ? "supported" : "unsupported";
    return `<tr><td>${escapeHtml(id)}</td><td>${label}</td><td>${before.score.toFixed(3)}</td><td>${after.score.toFixed(3)}</td></tr>`;
  });
  const left = list.length > MOST ? `<p class="quiet">… and ${figure(list.length - MOST)} more.</p>` : "";
  return `<h2>${name}</h2><div class="scroll"><table><tr><th>case</th><th>label</th><th>support before</th><th>now</th></tr>${rows.join("")}</table></div>${left}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const figure = (value: number): string => value.toLocaleString("en-US");
const count = (number: number, noun: string): string => `${figure(number)} ${noun}${number === 1 ? "" : "s"}`;
