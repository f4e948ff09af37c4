import type { Model } from "../model.ts";

/**
 * What else than its name makes a model give other replies, for whoever keeps them: the server, by its host alone,
 * since an address may hold a key, and the options as given.
 */
export function settingsOf(
  baseURL: string | undefined,
  options: { readonly [name: string]: unknown },
): NonNullable<Model["settings"]> {
  const url = typeof baseURL === "string" && URL.canParse(baseURL) ? new URL(baseURL) : undefined;
  return { ...(url === undefined ? {} : { server: url.host }), ...options };
}
