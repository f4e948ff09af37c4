import type { RawPiece } from "./pieces.ts";

/** What a piece inherits: a list item or a row the line with a colon before the list, a table row also its headers. */
export function contextsOf(answer: string): (piece: RawPiece) => string | undefined {
  let leadIn: string | undefined;
  return ({ start, end, block }) => {
    const text = answer.slice(start, end);
    const listed = block.kind === "item" || block.kind === "row";
    const headers = block.headers === undefined ? undefined : answer.slice(block.headers[0], block.headers[1]).trim();
    const parts = [listed ? leadIn : undefined, headers].filter((part) => part !== undefined);
    if (!listed && block.kind !== "headers") leadIn = /[:：][*_]{0,3}$/.test(text.trimEnd()) ? text : undefined;
    return parts.length === 0 ? undefined : parts.join("\n");
  };
}
