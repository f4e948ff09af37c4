import type { ClaimPair } from "vouchsafe/score";
import { claimStart } from "./claim-words.ts";
import { inputText } from "./input-text.ts";
import type { Encoded, Runtime } from "./runtime.ts";
import { trouble } from "./trouble.ts";
import { piecesOf, windowsOf } from "./windows.ts";

const SLACK = 8; // tokens that a window may have more in its place than its words have alone, before it is cut in two
const SHORTEST = 64; // tokens of a window: room for any piece of a text, and for a sentence that could carry a claim
const UNITS_A_TOKEN = 8; // text with more is not tried whole: English has four or five

/** One window of the evidence of a pair, as the model is given it. */
export interface Row {
  readonly encoded: Encoded;
  /** The claim's tokens in it, for a model that judges tokens. */
  readonly claim: { readonly start: number; readonly length: number };
}

/** None where there is nothing to read, or nothing to be read about. Throws where a claim leaves no room for evidence. */
export function rowsOf(pair: ClaimPair, runtime: Runtime): readonly Row[] {
  const { evidence } = pair;
  const { form, maxTokens, eos, positions } = runtime;
  const claim = runtime.tokens(pair.claim);
  if (claim.length === 0 || evidence.trim() === "") return [];
  const encode = (text: string): Encoded | undefined => {
    const encoded = runtime.encode(inputText(form, { ...pair, evidence: text }, eos));
    return encoded.ids.length <= maxTokens ? encoded : undefined;
  };
  const whole = evidence.length <= maxTokens * UNITS_A_TOKEN ? encode(evidence) : undefined;
  const windows = whole === undefined ? cut() : [whole];
  return windows.map((encoded) => ({
    encoded,
    claim: { start: positions.kind === "token" ? claimStart(encoded.ids, claim) : 0, length: claim.length },
  }));

  function cut(): readonly Encoded[] {
    const frame = encode("");
    const budget = frame === undefined ? 0 : maxTokens - frame.ids.length - SLACK;
    if (budget < SHORTEST)
      throw trouble("input-too-long", `the claim leaves no room for evidence in ${maxTokens} tokens`);
    return windowsOf(
      evidence,
      piecesOf(evidence, (word) => runtime.tokens(word).length),
      { budget, encode },
    );
  }
}
