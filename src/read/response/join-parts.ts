/** The text of several parts, and where each begins; `undefined` for a part that is no text. */
export interface JoinedParts {
  readonly text: string;
  readonly starts: readonly (number | undefined)[];
}

const BETWEEN = "\n\n"; // what comes after a call of a tool begins anew

/** Parts side by side are one text. Where something else stands between two of them, a paragraph ends. Linear. */
export function joinParts(parts: readonly (string | undefined)[]): JoinedParts {
  const starts: (number | undefined)[] = [];
  const pieces: string[] = [];
  let length = 0;
  let last = "";
  let parted = false;
  for (const part of parts) {
    if (part === undefined || part === "") {
      starts.push(part === undefined ? undefined : length);
      parted ||= part === undefined;
      continue;
    }
    if (parted && length > 0 && !ENDS_BLANK.test(last.slice(-1)) && !ENDS_BLANK.test(part.slice(0, 1))) {
      pieces.push(BETWEEN);
      length += BETWEEN.length;
    }
    starts.push(length);
    pieces.push(part);
    length += part.length;
    [last, parted] = [part, false];
  }
  return { text: pieces.join(""), starts };
}

const ENDS_BLANK = /^\s$/;
