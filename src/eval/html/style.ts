/** The style of the page. Light and dark by what the reader's system prefers; nothing is loaded from anywhere. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fbfaf7; --card: #ffffff; --ink: #1c1f23; --quiet: #6a7078; --line: #e3e0d8;
  --accent: #0b6e6e; --bad: #b3372b; --good: #2c7a4b; --shade: #0b6e6e1f; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171a; --card: #1b1f23; --ink: #e8e6e1; --quiet: #9aa1a9;
  --line: #2d3238; --accent: #5cc4bd; --bad: #ef8377; --good: #7cc99a; --shade: #5cc4bd26; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", sans-serif;
  -webkit-text-size-adjust: 100%; }
main { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 0.4rem; letter-spacing: -0.01em; }
h2 { font-size: 1.1rem; margin: 2.6rem 0 0.8rem; }
p { margin: 0 0 0.5rem; max-width: 46rem; }
.quiet, figcaption, th, .meaning { color: var(--quiet); }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: 0.9rem; margin-top: 1.6rem; }
.tile, figure { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 0.95rem 1.1rem; margin: 0; }
.tile b { display: block; font-size: 1.75rem; line-height: 1.25; font-variant-numeric: tabular-nums; font-weight: 650; }
.tile .name { font-weight: 600; }
.tile .range { font-size: 0.85rem; font-variant-numeric: tabular-nums; color: var(--quiet); }
.tile .meaning { font-size: 0.85rem; line-height: 1.35; margin-top: 0.35rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0.9rem; }
figcaption { font-weight: 600; color: var(--ink); margin-bottom: 0.4rem; }
svg { width: 100%; height: auto; display: block; }
.grid { stroke: var(--line); stroke-width: 1; }
.reference { stroke: var(--quiet); stroke-width: 1.2; stroke-dasharray: 4 4; }
.curve { fill: none; stroke: var(--accent); stroke-width: 2.4; stroke-linejoin: round; }
.dot { fill: var(--accent); fill-opacity: 0.75; stroke: var(--card); }
.mark { fill: var(--accent); opacity: 0; }
.mark:hover { opacity: 1; }
text { font: 12px system-ui, sans-serif; fill: var(--quiet); }
.axis { font-size: 12.5px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.45rem 0.9rem 0.45rem 0; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th { font-weight: 500; font-size: 0.88rem; }
th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere; }
td.good { color: var(--good); } td.bad { color: var(--bad); }
.narrow { max-width: 30rem; }
footer { margin-top: 3rem; font-size: 0.85rem; color: var(--quiet); }
@media print { .tile, figure { break-inside: avoid; } }
`;
