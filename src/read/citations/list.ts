import type { Id, Marker, MarkerContext } from "../marker.ts";
import { isListLabel } from "../source-list.ts";
import { idOf, rangeOf } from "./ids.ts";
import { lineSpans } from "./line-spans.ts";

const LABEL = /^[^\S\n]{0,3}(?:>\s?)?[*_]{0,3}([^:：*_>]{2,40})[*_]{0,3}\s?[:：][*_]{0,3}/u;
const PART = /\[[^[\]\n]*\]\([^()\s]*\)|[[［【][^[［【\]］】\n]*[\]］】]|[^,;，；、\n[［【]+/gu;
const LINK = /^\[([^\]]*)\]\(<?([^)\s>]*)>?\)$/;
const ID_LIKE = /^[\p{L}\p{N}]+(?:[-_./:#][\p{L}\p{N}]+)+$/u;
const MAX_LINE = 1_000; // units; what is longer is prose

/**
 * "Sources: [1], [2]", "Source: refunds" on a line of its own: a citation of what stands before it, if one of the names
 * is a source's or all of them can be nothing else than ids.
 */
export function listMarkers(context: MarkerContext, start: number, end: number): readonly Marker[] {
  const { answer } = context;
  const found: Marker[] = [];
  for (const [from, to] of lineSpans(answer, start, end)) {
    const [labelled, label = ""] = LABEL.exec(answer.slice(from, Math.min(to, from + LONGEST_LABEL))) ?? [""];
    const rest = isListLabel(label) ? answer.slice(from + labelled.length, to).trim() : "";
    const ids = rest === "" ? undefined : idsOf(rest, context);
    if (ids !== undefined) found.push({ start: from, end: to, form: "list", ids, reach: "before", spoken: false });
  }
  return found;
}

const LONGEST_LABEL = 80; // units: a label with its marks

function idsOf(written: string, context: MarkerContext): readonly Id[] | undefined {
  if (written.length > MAX_LINE) return undefined;
  const whole = named(written.replace(/[.。;]$/, ""), context);
  if (whole.sources.length > 0) return [whole];
  const parts = (written.match(PART) ?? []).map((part) =>
    part
      .trim()
      .replace(/^and\s|[.。]$/gi, "")
      .trim(),
  );
  const ids = parts
    .filter((part) => part !== "" && !/^[.*_)]+$/.test(part))
    .flatMap((part) => rangeOf(bare(part)))
    .map((part) => named(part, context));
  const known = ids.filter(({ sources }) => sources.length > 0).length;
  const certain = ids.every(({ sourceId }) => /^\d+$/.test(sourceId) || ID_LIKE.test(sourceId));
  return ids.length > 0 && (known > 0 || certain) ? ids : undefined;
}

const bare = (part: string): string => (LINK.test(part) ? part : part.replaceAll(/^[[［【]\^?|[\]］】]$/g, ""));

/** By what is written, or by the address of a link. */
function named(written: string, context: MarkerContext): Id {
  const plain = written.replaceAll(/^[*_<]{1,3}|[*_>]{1,3}$/g, "");
  const address = LINK.exec(plain)?.[2];
  const [, title = "", behind = ""] = address === undefined ? (WITH_ADDRESS.exec(plain) ?? []) : [];
  const number = NUMBERED.exec(plain)?.[1];
  const id = idOf(address ?? number ?? plain, context);
  if (id.sources.length > 0) return { sourceId: address === undefined ? id.sourceId : written, sources: id.sources };
  // A title and its address, both of one source.
  const sources = context.resolve(behind).filter((at) => context.resolve(title.trim()).includes(at));
  return { sourceId: id.sourceId, sources: sources.length > 0 ? sources : context.spelled(plain) };
}

const WITH_ADDRESS = /^([^(<:：]{1,200})[(<:：—–-]\s?(https?:[^\s()<>]*)[)>]?$/;
const NUMBERED = /^(?:sources?|documents?|docs?|passages?|refs?)\s?#?(\d{1,3})$/i;
