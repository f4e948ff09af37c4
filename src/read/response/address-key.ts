import { isAddress } from "../address.ts";

/** An address without what differs though the page is the same: tracking, a highlighted passage, a slash at the end. Other text as it is. */
export function addressKey(text: string): string {
  if (!isAddress(text) || !URL.canParse(text)) return text;
  const url = new URL(text);
  // Search tools add `utm_source` to what they cite.
  const tracking = [...url.searchParams.keys()].filter((name) => name.startsWith("utm_"));
  for (const name of tracking) url.searchParams.delete(name);
  if (url.hash.startsWith("#:~:")) url.hash = "";
  return url.href.endsWith("/") ? url.href.slice(0, -1) : url.href;
}
