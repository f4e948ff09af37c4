/** A markdown table: the first column to the left, all others, being figures, to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = `|---|${"--:|".repeat(head.length - 1)}`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** A share 0..1 as "12.3 %"; a dash where nothing was counted. */
export const percent = (share: number): string => (Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : "–");

/** "12.3 % (12 of 98)". */
export const share = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${percent(part / whole)} (${part} of ${whole})`;

/** Milliseconds with as many digits as they deserve. */
export const milliseconds = (time: number): string =>
  Number.isFinite(time) ? time.toFixed(time < 10 ? 2 : time < 100 ? 1 : 0) : "–";
