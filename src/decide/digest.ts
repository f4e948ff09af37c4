import type { Source, SourceDigest } from "../types.ts";

/** Which texts the offsets index: SHA-256 of each source's UTF-8, by the platform's Web Crypto. */
export function digestsOf(sources: readonly Source[]): Promise<readonly SourceDigest[]> {
  const encoder = new TextEncoder();
  return Promise.all(
    sources.map(async ({ id, title, url, text }) => {
      const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
      return {
        id,
        ...(title === undefined ? {} : { title }),
        ...(url === undefined ? {} : { url }),
        sha256: Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""),
      };
    }),
  );
}
