const ADDRESS = /^https?:\/\//i;
const TRACKING = /^utm_/i;

export const isAddress = (text: string): boolean => ADDRESS.test(text);

/**
 * An address as it is compared: scheme and host in lower case, without default port, fragment, `utm_` parameters and
 * the slash at its end. `undefined` for what is no address of the web.
 */
export function addressKey(text: string): string | undefined {
  if (!isAddress(text) || !URL.canParse(text)) return undefined;
  const { protocol, host, pathname, search } = new URL(text);
  const kept = search
    .slice(1)
    .split("&")
    .filter((part) => part !== "" && !TRACKING.test(part));
  return `${protocol}//${host}${pathname.replace(/\/$/, "")}${kept.length === 0 ? "" : `?${kept.join("&")}`}`;
}
