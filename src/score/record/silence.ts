/** "No information on X", "do not give any details of X", "there is no mention of X". English. */
const NOTHING =
  /\b(?:no|not|without)\s(?:[a-z]{1,12}\s)?(?:[a-z]{1,12}\s)?(?:information|details|data|mention|indication)\b/iu;
/** "Information on X is not given." */
const ABOUT = /\b(?:information|details)\b[^.;]{0,60}\bnot\b/iu;
/** "Do not say whether X", "doesn't mention X". */
const UNSAID = /(?:\bnot|n['’]t)\s(?:mention|say|specify|state|indicate|disclose|list)\b/iu;
/** "X is unknown." */
const BEHIND = /\b(?:unknown|unclear|unspecified|not (?:known|mentioned|specified|stated|listed))\b/iu;
const PARTED = /[,;.]|\b(?:and|but|while|although|however)\b/iu;

/** Whether what stands at a place of a claim is what the claim says that nothing is known of. */
export function saysNothingKnown(
  claim: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  for (const silence of [NOTHING, ABOUT, UNSAID]) {
    const at = claim.search(silence);
    if (at >= 0 && at <= start) return true;
  }
  const behind = BEHIND.exec(claim.slice(end));
  return behind !== null && !PARTED.test(claim.slice(end, end + behind.index));
}
