import type { Source } from "../../types.ts";
import { checkFigures } from "./check.ts";

/** Figures of a claim that its sources speak against, as written. Those of which `sameFigures` only warns are not among them. */
export interface WrongFigures {
  /** The first for which a source has another value beside the same words. */
  readonly differing?: { readonly written: string; readonly given: string };
  /** Those that no source has. */
  readonly absent: readonly string[];
}

export function wrongFigures(claim: string, sources: readonly Source[], asked: readonly number[]): WrongFigures {
  const checks = checkFigures(claim, sources, asked).filter(({ isSure }) => isSure);
  const differing = checks.find(({ status }) => status === "differs");
  return {
    ...(differing === undefined
      ? {}
      : { differing: { written: differing.written, given: differing.place?.text ?? "" } }),
    absent: checks.filter(({ status }) => status === "absent").map(({ written }) => written),
  };
}
