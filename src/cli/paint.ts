import { createColors } from "picocolors";

/** How each part of a view is coloured. Only the 8 basic colours and bold: they read on light and dark backgrounds. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  unsure(text: string): string;
  strong(text: string): string;
  quiet(text: string): string;
}

export function paintWith(isColoured: boolean): Paint {
  const colors = createColors(isColoured);
  return {
    good: colors.green,
    bad: (text) => colors.bold(colors.red(text)),
    unsure: (text) => colors.bold(colors.magenta(text)),
    strong: colors.bold,
    quiet: colors.dim,
  };
}

/** `--no-color` and `NO_COLOR` win, then `FORCE_COLOR`; else colour is for terminals that can show it. */
export function wantsColor(options: {
  readonly isRefused: boolean;
  readonly isTerminal: boolean;
  readonly environment: { readonly [name: string]: string | undefined };
}): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = options.environment;
  if (options.isRefused || (NO_COLOR !== undefined && NO_COLOR !== "")) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return options.isTerminal && TERM !== "dumb";
}
