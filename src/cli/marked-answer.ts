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
    const parts = gap.split("\n");
    parts.forEach((part, index) => {
      const isLast = index === parts.length - 1;
      const bare = part.trim();
      if (bare === "" && index > 0 && !isLast) startsParagraph = true;
      if (bare === "") return;
      const previous = pieces.at(-1);
      // A stray full stop or bracket belongs to the sentence before it, a bullet or a number to the one after.
      if (isLast && isLeader(bare)) pending = `${bare} `;
      else if (index === 0 && previous !== undefined && !/[\p{L}\p{N}]/u.test(bare))
        previous.text += part.trimEnd();
      else add({ text: bare });
    });
  };
  const add = (piece: { text: string; claim?: VerifiedClaim | CheckedClaim }): void => {
    pieces.push({
      ...piece,
      text: `${pending}${piece.text}`,
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
  return pieces;
}

function isLeader(text: string): boolean {
  return /^(?:[^\p{L}\p{N}]{1,4}|\p{N}{1,4}[.):]|\(?\p{L}[.)])$/u.test(text);
}
