import { clip } from "../text/clip.ts";
import { escapeText } from "../text/escape-text.ts";

const SHOWN = 80; // units of a name in a message

/** What a source is called, to be shown, clipped and escaped: ` named “…”` by its title, address or id, whatever comes first. */
export function nameOf(source: object): string {
  const metadata: unknown = Reflect.get(source, "metadata");
  const places = [source, typeof metadata === "object" && metadata !== null ? metadata : {}];
  const named = ["title", "filename", "url", "id", "sourceId", "source"].flatMap((field) =>
    places.map((place): unknown => Reflect.get(place, field)),
  );
  const name = named.find((one) => typeof one === "string" && one.trim() !== "");
  return typeof name === "string" ? ` named “${clip(escapeText(name).trim(), SHOWN)}”` : " without a name";
}
