/** How the command is called from where it runs: from a checkout by its script, installed by `npx`. */
export const invocation: string = import.meta.url.endsWith(".ts") ? "npm run -s vouchsafe --" : "npx vouchsafe";
