import type { CheckedClaim, Outcome, VerifiedClaim } from "vouchsafe";

/** A piece of the answer: a claim with its state, or text between claims that is none. */
export interface MarkedPiece {
  readonly text: string;
  readonly claim?: VerifiedClaim | CheckedClaim;
  /** A blank line stands before it in the answer. */
  readonly startsParagraph: boolean;
}

/** The answer cut into its claims and what lies between, in order. Nothing that a reader would see is left out. */
export function markedPieces(answer: string, outcome: Outcome): readonly MarkedPiece[] {
  const pieces: { text: string; claim?: VerifiedClaim | CheckedClaim; startsParagraph: boolean }[] = [];
  let at = 0;
  let pending = "";
  let startsParagraph = false;

  const between = (gap: string): void => {
    const previous = pieces.at(-1);
    // A full stop or closing bracket that clings to the sentence before it belongs to it.
    const closing = previous === undefined ? "" : (/^[^\p{L}\p{N}\p{Ps}\p{Pi}\s]+/u.exec(gap)?.[0] ?? "");
    if (previous !== undefined) previous.text += closing;
    const parts = gap.slice(closing.length).split("\n");
    parts.forEach((part, index) => {
      const isLast = index === parts.length - 1;
      const bare = part.trim();
      if (bare === "" && index > 0 && !isLast) startsParagraph = true;
      if (bare === "") return;
      // A bullet, a number or an opening bracket belongs to what follows.
      if (isLast && isLeader(bare)) pending = part.endsWith(bare) ? bare : `${bare} `;
      else add({ text: bare });
    });
  };
  const add = (piece: { text: string; claim?: VerifiedClaim | CheckedClaim }): void => {
    pieces.push({
      ...piece,
      text: `${pending}${piece.text}`.trimEnd(),
      startsParagraph: startsParagraph && pieces.length > 0,
    });
    pending = "";
    startsParagraph = false;
  };

  for (const claim of outcome.claims) {
    if (claim.at.start > at) between(answer.slice(at, claim.at.start));
    add({ text: answer.slice(claim.at.start, claim.at.end).trim(), claim });
    at = Math.max(at, claim.at.end);
  }
  between(answer.slice(at));
  if (pending !== "") add({ text: "" });
  return pieces;
}

function isLeader(text: string): boolean {
  return /^(?:[^\p{L}\p{N}]{1,4}|\p{N}{1,4}[.):]|\(?\p{L}[.)])$/u.test(text);
}
